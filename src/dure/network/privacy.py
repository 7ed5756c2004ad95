"""What people are told before they agree: the items the law asks for, each purpose apart.

개인정보 보호법 제15조 제2항 (collection: purpose, items, period, right to refuse) and 제17조 제2항 (provision to
third parties: recipient as well).
"""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dure.network.queries.settings import setting

TEXT_VERSION = "privacy-2026-1"
TITLES: dict[str, Any] = {
    "COLLECTION": _("개인정보 수집·이용"),
    "SERVICE": _("업무 알림 받기"),
    "INVITATION": _("초대와 소식 받기"),
    "PROVISION": _("제3자에게 개인정보 제공"),
}
FIRST_ASKED = ("SERVICE", "INVITATION", "PROVISION")
WHY: dict[str, Any] = {
    "COLLECTION": _("애로를 듣고, 도울 곳을 잇고, 풀렸는지 확인하기"),
    "SERVICE": _("맡긴 애로의 진행, 확인 요청, 방문 약속을 문자·알림톡·전자우편으로 알리기"),
    "INVITATION": _("교류회, 교육, 지원사업 같은 행사와 소식을 문자·알림톡·전자우편으로 알리기"),
    "PROVISION": _("애로를 풀 전문가나 기관이 직접 연락하기"),
}
ITEMS: dict[str, Any] = {
    "COLLECTION": _("이름, 소속, 직함, 전화번호, 전자우편"),
    "SERVICE": _("이름, 전화번호, 전자우편"),
    "INVITATION": _("이름, 전화번호, 전자우편"),
    "PROVISION": _("이름, 소속, 직함, 전화번호, 전자우편"),
}
REFUSING: dict[str, Any] = {
    "COLLECTION": _("동의하지 않아도 되지만, 그러면 이름과 연락처로 연락을 드릴 수 없습니다."),
    "SERVICE": _("언제든 거부할 수 있습니다. 거부하면 진행 소식은 전화로만 알려 드립니다."),
    "INVITATION": _("언제든 거부할 수 있습니다. 거부해도 애로 지원은 그대로 받습니다."),
    "PROVISION": _("언제든 거부할 수 있습니다. 거부하면 추진단이 가운데서 이야기를 전합니다."),
}
RECEIVERS: dict[str, Any] = {"PROVISION": _("추진단이 도움을 부탁한 전문가와 기관")}


@dataclass(frozen=True)
class Told:
    """One purpose with its four or, for third parties, five items: pairs of name and words."""

    purpose: str
    title: str
    items: tuple[tuple[str, str], ...]


def told(purpose: str) -> Told:
    """What must be said about one purpose, in the reader's language."""
    years = setting("privacy.keep_years")
    period = gettext("거두실 때까지, 길어도 마지막 지원이 끝난 뒤 {years}년").format(years=years)
    rows = [
        (gettext("목적"), str(WHY[purpose])),
        (gettext("항목"), str(ITEMS[purpose])),
        (gettext("기간"), period),
        (gettext("거부할 권리와 불이익"), str(REFUSING[purpose])),
    ]
    if purpose in RECEIVERS:
        rows.insert(0, (gettext("받는 곳"), str(RECEIVERS[purpose])))
    return Told(purpose, str(TITLES[purpose]), tuple(rows))
