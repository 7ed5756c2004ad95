"""What ways, states and reasons are called."""

from typing import Any

from django.utils.translation import gettext_lazy as _

WAYS: dict[str, Any] = {
    "COPY": _("글을 복사해 메신저로 직접 보내기"),
    "TEXT": _("문자·알림톡으로 보내기"),
    "MAIL": _("메일로 보내기"),
}
SHORT_WAYS: dict[str, Any] = {"COPY": _("직접"), "TEXT": _("문자·알림톡"), "MAIL": _("메일")}
STATES: dict[str, Any] = {
    "COPIED": _("복사함, 보냈는지 모름"),
    "BY_HAND": _("직접 보냄"),
    "WAITING": _("보낼 차례를 기다림"),
    "SENDING": _("보내는 중"),
    "TAKEN": _("보냄, 도착 확인 중"),
    "SENT": _("보냄"),
    "DELIVERED": _("도착함"),
    "FAILED": _("보내지 못함"),
}
REASONS: dict[str, Any] = {
    "refused": _("받는 분이 거부함"),
    "not_agreed": _("초대에 동의하지 않음"),
    "no_phone": _("전화번호 없음"),
    "no_email": _("메일 주소 없음"),
    "no_gateway": _("문자 중계사를 정하지 않음"),
    "no_mail_server": _("메일 서버를 정하지 않음"),
    "gateway_away": _("문자 중계사가 답하지 않음"),
    "mail_server_away": _("메일 서버가 답하지 않음"),
    "address_refused": _("없는 메일 주소"),
    "unknown_whether_sent": _("보냈는지 알 수 없음, 받는 분께 확인해 주세요"),
    "invalid_number": _("없는 번호"),
    "blocked": _("받는 쪽에서 막음"),
    "unknown_at_gateway": _("중계사에 기록이 없음"),
}
