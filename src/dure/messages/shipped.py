"""Templates as shipped, in Korean as offices here write; an office changes them in versions."""

from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _


class Shipped(NamedTuple):
    """What a template is called, whether it serves or invites, its text and what may stand in braces."""

    title: Any
    kind: str
    text: str
    variables: tuple[str, ...]


ALWAYS = ("추진단", "이름", "전화")
LINK = (*ALWAYS, "링크", "기한")
TEMPLATES: dict[str, Shipped] = {
    "CONSENT": Shipped(
        _("애로 등록 동의 부탁"), "SERVICE",
        "[두레 {추진단}] {이름} 님, 말씀하신 애로를 등록해 도울 곳을 찾을까요? {기한}까지 눌러 주세요.\n{링크}\n전화 {전화}", LINK,
    ),
    "ANSWER": Shipped(
        _("도움 부탁"), "SERVICE",
        "[두레 {추진단}] {이름} 님, 도움을 부탁드립니다. 내용을 보시고 {기한}까지 답해 주세요.\n{링크}\n전화 {전화}", LINK,
    ),
    "CONFIRMATION": Shipped(
        _("해결 확인 부탁"), "SERVICE",
        "[두레 {추진단}] {이름} 님, 맡기신 애로가 풀렸는지 {기한}까지 한 번만 눌러 알려 주세요.\n{링크}\n전화 {전화}", LINK,
    ),
    "SATISFACTION": Shipped(
        _("만족도 부탁"), "SERVICE",
        "[두레 {추진단}] {이름} 님, 도움이 되었는지 {기한}까지 한 번만 눌러 알려 주세요.\n{링크}\n전화 {전화}", LINK,
    ),
    "RECEIVED": Shipped(
        _("접수 알림"), "SERVICE",
        "[두레 {추진단}] {이름} 님, 말씀하신 애로를 받았습니다. 담당자가 곧 연락드립니다. 전화 {전화}", ALWAYS,
    ),
    "VISIT": Shipped(
        _("방문 약속"), "SERVICE",
        "[두레 {추진단}] {이름} 님, {날짜}에 찾아뵙겠습니다. 바꾸시려면 전화 주세요. {전화}", (*ALWAYS, "날짜"),
    ),
    "ACCOUNT": Shipped(
        _("계정 안내"), "SERVICE",
        "[두레 {추진단}] {이름} 님, 비밀번호 없이 들어오실 수 있습니다. 번호나 메일 주소를 적으면 인증번호가 갑니다.\n{주소}\n전화 {전화}",
        (*ALWAYS, "주소"),
    ),
    "HANDED_OVER": Shipped(
        _("담당자 바뀜"), "SERVICE",
        "[두레 {추진단}] {이름} 님, 담당자가 바뀌었습니다. 맡기신 일은 그대로 이어집니다. 전화 {전화}", ALWAYS,
    ),
    "INVITATION": Shipped(
        _("모임 초대"), "INVITATION",
        "[두레 {추진단}] {이름} 님, {날짜} {제목}에 모십니다. 전화 {전화}", (*ALWAYS, "날짜", "제목"),
    ),
}  # fmt: skip
