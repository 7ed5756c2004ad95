"""Words of requests about personal data."""

from typing import Any

from django.utils.translation import gettext_lazy as _

KINDS: dict[str, Any] = {
    "VIEW": _("열람"),
    "CORRECTION": _("정정"),
    "ERASURE": _("삭제"),
    "STOP": _("처리정지"),
}
WAYS: dict[str, Any] = {
    "PAPER": _("요구서로"),
    "CALL": _("전화로"),
    "MEETING": _("만나서"),
    "MAIL": _("메일로"),
}
RESULTS: dict[str, Any] = {"GRANTED": _("허용"), "PARTLY": _("일부 허용"), "REFUSED": _("거절")}
REASONS: dict[str, Any] = {
    "NOT_THE_PERSON": _("본인이나 대리인인지 확인되지 않음"),
    "NOT_HELD": _("그런 정보를 가지고 있지 않음"),
    "LAW_FORBIDS": _("법률이 열람을 금지하거나 제한함"),
    "HARMS_OTHERS": _("다른 사람의 생명·신체나 재산·이익을 해칠 우려"),
    "LAW_KEEPS": _("다른 법령이 가지고 있도록 정함"),
    "CONTRACT": _("정지하면 약속한 일을 할 수 없고 본인이 해지 뜻을 밝히지 않음"),
}
