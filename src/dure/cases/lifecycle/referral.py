"""The lifecycle of a referral (연계): lifecycles.md §1a as data."""

from django.utils.translation import gettext_noop as _

from dure.cases.lifecycle import roles as r
from dure.engines.lifecycle import Clock, Lifecycle, Occasion, State, Step

REFERRAL = Lifecycle(
    code="referral",
    ko=_("연계"),
    start="PROPOSED",
    states=(
        State("PROPOSED", _("추천")),
        State("ASKED", _("요청(수락 대기)")),
        State("ACCEPTED", _("수락")),
        State("WORKING", _("지원 중")),
        State("DECLINED", _("사양"), end=True),
        State("EXPIRED", _("무응답"), end=True),
        State("WITHDRAWN", _("요청 철회"), end=True),
        State("ENDED", _("종료"), end=True),
    ),
    steps=(
        Step("ask", _("도움 부탁하기"), ("PROPOSED",), "ASKED", (*r.DESK, r.SYSTEM), "referral", "referral.asked",
             guards=("not_blocked",), starts=("HELPER_ANSWER",), weight=1),
        Step("not_chosen", _("후보에서 빼기"), ("PROPOSED",), "WITHDRAWN", (r.COORDINATOR, r.SYSTEM), "candidate-removal",
             "referral.withdrawn", weight=8),
        Step("accept", _("맡겠습니다"), ("ASKED",), "ACCEPTED", (r.HELPER, *r.DESK, r.SYSTEM), "acceptance",
             "referral.accepted", stops=("HELPER_ANSWER",), starts=("FIRST_CONTACT",), weight=1),
        Step("decline", _("이번엔 어렵습니다"), ("ASKED",), "DECLINED", (r.HELPER, *r.DESK), "decline",
             "referral.declined", stops=("HELPER_ANSWER",), weight=2),
        Step("expire", _("답 없음"), ("ASKED",), "EXPIRED", (r.SYSTEM,), "silence", "referral.expired",
             stops=("HELPER_ANSWER",)),
        Step("withdraw_request", _("부탁 거두기"), ("ASKED", "ACCEPTED"), "WITHDRAWN",
             (r.COORDINATOR, r.FIRM, r.SYSTEM), "referral-withdrawal", "referral.withdrawn",
             stops=("HELPER_ANSWER", "FIRST_CONTACT", "NAME_PERSON"), weight=8),
        Step("begin_work", _("지원 시작"), ("ACCEPTED",), "WORKING", (r.HELPER, *r.DESK), "contact", "referral.begun",
             stops=("FIRST_CONTACT",), weight=1),
        Step("end_referral", _("지원 마치기"), ("ACCEPTED", "WORKING"), "ENDED", (r.HELPER, *r.DESK, r.SYSTEM),
             "referral-end", "referral.ended", stops=("FIRST_CONTACT", "NAME_PERSON"), weight=6),
        Step("ask_again", _("다시 부탁하기"), ("EXPIRED",), "ASKED", (r.HELPER, *r.DESK), "second-request",
             "referral.asked_again", guards=("case_open",), starts=("HELPER_ANSWER",), reopen=True, weight=3),
    ),
    occasions=(
        Occasion("refer_on", _("다른 사람에게 이어 주기"), ("ASKED", "ACCEPTED"), (r.BODY, r.SECRETARIAT), "onward-referral",
                 "referral.referred_on", guards=("levels_left", "not_blocked"), weight=4),
        Occasion("name_person", _("담당할 사람 알리기"), ("ACCEPTED", "WORKING"), (r.BODY, *r.DESK), "helper-person",
                 "referral.person_named", stops=("NAME_PERSON",), weight=1),
        Occasion("remind_helper", _("알림 보내기"), ("ASKED",), (r.SYSTEM,), "helper-reminder", "referral.reminded"),
        Occasion("change_view", _("보이는 범위 바꾸기"), ("ASKED", "ACCEPTED", "WORKING"), (r.COORDINATOR, r.FIRM), "view",
                 "referral.view_changed", weight=7),
        Occasion("accept_nda", _("비밀유지 동의"), ("ASKED", "ACCEPTED", "WORKING"), (r.HELPER,), "nda", "agreement.accepted",
                 weight=2),
    ),
    clocks=(
        Clock("HELPER_ANSWER", _("전문가 답변"), "referral.answer", r.HELPER, ("referral.answer.reminder",), "expire"),
        Clock("FIRST_CONTACT", _("첫 연락"), "referral.first_contact", r.HELPER),
        Clock("NAME_PERSON", _("담당자 지정"), "referral.name_person", r.BODY),
    ),
)  # fmt: skip
