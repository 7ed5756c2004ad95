"""What links are called and what is said with them."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from dure.links.models import Link
from dure.links.tokens import address_of

PURPOSES: dict[str, Any] = {
    "CONSENT": _("애로 등록 동의"),
    "ANSWER": _("도움 부탁에 답하기"),
    "CONFIRMATION": _("해결 확인"),
    "SATISFACTION": _("만족도 한 번 누르기"),
}
STATES: dict[str, Any] = {
    "OPEN": _("답을 기다림"),
    "USED": _("답함"),
    "REVOKED": _("거둠"),
    "LOCKED": _("잠김"),
    "EXPIRED": _("기한 지남"),
}
OUTCOMES: dict[str, Any] = {
    "AGREED": _("동의"),
    "REFUSED": _("등록 원하지 않음"),
    "ACCEPTED": _("맡음"),
    "DECLINED": _("어려움"),
    "CONFIRMED": _("해결됨"),
    "NOT_YET": _("아직 안 풀림"),
    "RATED": _("만족도 남김"),
}
MESSAGES: dict[str, Any] = {
    "CONSENT": _("[두레 {office}] {name} 님, 말씀하신 애로를 등록해 도울 곳을 찾아도 될지 여쭙니다. {until}까지 눌러 주세요. {url}"),
    "ANSWER": _("[두레 {office}] {name} 님, 도움을 부탁드립니다. 내용을 보시고 {until}까지 답해 주세요. {url}"),
    "CONFIRMATION": _("[두레 {office}] {name} 님, 맡기신 애로가 풀렸는지 {until}까지 한 번만 눌러 알려 주세요. {url}"),
    "SATISFACTION": _("[두레 {office}] {name} 님, 도움이 되었는지 {until}까지 한 번만 눌러 알려 주세요. {url}"),
}  # fmt: skip


def message_of(link: Link) -> str:
    """What is sent together with the address of a link, in the language of who gets it."""
    until = timezone.localtime(link.until)
    with override(link.person.language):
        words = str(MESSAGES[link.purpose])
    return words.format(
        office=link.case.office.name, name=link.person.name, until=f"{until:%Y-%m-%d}",
        url=address_of(link.pk),
    )  # fmt: skip
