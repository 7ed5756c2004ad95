"""The lifecycle of a difficulty case: lifecycles.md §1 as data."""

from django.utils.translation import gettext_noop as _

from dure.cases.lifecycle import roles as r
from dure.cases.lifecycle.occasions import OCCASIONS
from dure.engines.lifecycle import Clock, DueList, Lifecycle, State, Step, Tag
from dure.engines.lifecycle.table import PAUSED

RECEIPT, REVIEW, SUPPORT, DONE = _("접수"), _("검토 중"), _("지원 중"), _("완료")

STATES = (
    State("DRAFT", _("작성 중")),
    State("CONSENT_WAIT", _("기업 동의 대기"), firm_step=RECEIPT),
    State("RECEIVED", _("접수"), firm_step=RECEIPT),
    State("TRIAGED", _("검토 중"), firm_step=REVIEW),
    State("IN_PROGRESS", _("지원 중"), firm_step=SUPPORT),
    State("CONFIRM_WAIT", _("지원 완료(기업 확인 대기)"), firm_step=DONE),
    State("ON_HOLD", _("보류")),
    State("ANSWERED", _("상담 종결(즉답)"), end=True, firm_step=DONE, counted=_("상담")),
    State("SOLVED", _("해결(기업 확인)"), end=True, firm_step=DONE, counted=_("해결(기업 확인)")),
    State(
        "UNCONFIRMED", _("지원 종료(기업 미확인)"), end=True, firm_step=DONE, counted=_("지원 종료(미확인)")
    ),
    State("FORWARDED", _("이송·건의"), end=True, firm_step=DONE, counted=_("이송")),
    State("UNSOLVED", _("미해결"), end=True, firm_step=DONE, counted=_("미해결")),
    State("OUT_OF_SCOPE", _("지원 대상 아님(안내 완료)"), end=True, firm_step=DONE, counted=_("대상 아님")),
    State("WITHDRAWN", _("신청 철회"), end=True, firm_step=DONE, counted=_("철회")),
)

WORKING_STATES = ("RECEIVED", "TRIAGED", "IN_PROGRESS")
ENDS = tuple(state.code for state in STATES if state.end)
EVERY_CLOCK = (
    "CONSENT", "FIRST_ANSWER", "TAKE_UP", "FIND_HELPER", "PROGRESS", "CONFIRMATION", "HANDOVER", "NEXT_LOOK", "ANSWER",
)  # fmt: skip
OPEN_CLOCKS = EVERY_CLOCK[:-1]

STEPS = (
    Step("send", _("도움 요청 보내기"), ("DRAFT",), "RECEIVED", (r.FIRM, *r.OFFICE), "request", "case.sent",
         starts=("FIRST_ANSWER", "TAKE_UP"), weight=1),
    Step("register_found", _("발굴한 애로 등록"), ("DRAFT",), "CONSENT_WAIT", r.OFFICE, "finding", "case.found",
         starts=("CONSENT",), weight=2),
    Step("answer_at_once", _("즉답으로 마치기"), ("DRAFT",), "ANSWERED", r.OFFICE, "instant-answer",
         "case.answered_at_once", weight=3),
    Step("discard", _("버리기"), ("DRAFT",), "WITHDRAWN", (r.WRITER,), "discard", "case.discarded"),
    Step("consent", _("기업 동의 기록"), ("CONSENT_WAIT",), "RECEIVED", r.FIRM_OR_FOR_IT, "consent", "case.consented",
         guards=("evidence_of_firm",), stops=("CONSENT",), starts=("FIRST_ANSWER", "TAKE_UP"), weight=1),
    Step("consent_silent", _("동의 답 없음"), ("CONSENT_WAIT",), "ON_HOLD", (r.SYSTEM,), "consent-silence",
         "case.paused", stops=("CONSENT",), starts=("NEXT_LOOK",)),
    Step("refuse_consent", _("등록 원하지 않음"), ("CONSENT_WAIT",), "WITHDRAWN", r.FIRM_OR_FOR_IT, "refusal",
         "case.withdrawn", stops=OPEN_CLOCKS, weight=7),
    Step("take_up", _("맡아서 검토 시작"), ("RECEIVED",), "TRIAGED", r.DESK, "triage", "case.taken_up",
         guards=("kind_known",), stops=("FIRST_ANSWER", "TAKE_UP"), starts=("FIND_HELPER",), weight=1),
    Step("answer", _("답하고 마치기"), ("CONSENT_WAIT", "RECEIVED", "TRIAGED"), "ANSWERED", r.DESK, "answer",
         "case.answered", stops=OPEN_CLOCKS, weight=3),
    Step("declare_out_of_scope", _("지원 대상 아님"), ("RECEIVED", "TRIAGED"), "OUT_OF_SCOPE", (r.COORDINATOR,),
         "out-of-scope", "case.out_of_scope", stops=OPEN_CLOCKS, weight=8),
    Step("first_acceptance", _("지원 시작"), ("TRIAGED",), "IN_PROGRESS", (r.SYSTEM,), "start", "case.support_begun",
         guards=("helper_accepted",), stops=("FIND_HELPER",), starts=("PROGRESS",)),
    Step("support_ourselves", _("추진단이 직접 지원"), ("TRIAGED",), "IN_PROGRESS", (r.COORDINATOR,), "own-support",
         "case.support_begun", stops=("FIND_HELPER",), starts=("PROGRESS",), weight=4),
    Step("approve_forwarding", _("이송·건의 승인"), ("TRIAGED", "IN_PROGRESS"), "FORWARDED", (r.APPROVER, r.OFFICE_HEAD),
         "forwarding", "case.forwarded", guards=("forwarding_proposed", "name_only_with_consent"), stops=OPEN_CLOCKS,
         starts=("ANSWER",), weight=2),
    Step("nobody_found", _("도울 곳 없음으로 종결"), ("TRIAGED",), "UNSOLVED", (r.COORDINATOR,), "nobody-found",
         "case.unsolved", stops=OPEN_CLOCKS, weight=8),
    Step("ask_confirmation", _("해결 확인 요청"), ("IN_PROGRESS",), "CONFIRM_WAIT", (r.HELPER, r.COORDINATOR),
         "confirmation-request", "case.confirmation_asked", guards=("no_other_at_work",), stops=("PROGRESS",),
         starts=("CONFIRMATION",), weight=1),
    Step("confirm_solution", _("해결 확인"), ("IN_PROGRESS", "CONFIRM_WAIT"), "SOLVED", r.FIRM_OR_FOR_IT, "resolution",
         "case.solved", guards=("evidence_of_firm",), stops=OPEN_CLOCKS, weight=2),
    Step("ask_for_more", _("아직 안 풀렸어요"), ("CONFIRM_WAIT",), "IN_PROGRESS", r.FIRM_OR_FOR_IT, "rework",
         "case.not_yet_solved", stops=("CONFIRMATION",), starts=("PROGRESS",), weight=3),
    Step("end_unconfirmed", _("기업 확인 없이 종료"), ("CONFIRM_WAIT",), "UNCONFIRMED", (r.SYSTEM,),
         "confirmation-silence", "case.unconfirmed", stops=OPEN_CLOCKS),
    Step("not_solvable", _("미해결로 종결"), ("IN_PROGRESS", "CONFIRM_WAIT"), "UNSOLVED", (r.COORDINATOR,), "unsolved",
         "case.unsolved", stops=OPEN_CLOCKS, weight=8),
    Step("pause", _("보류"), WORKING_STATES, "ON_HOLD", (r.COORDINATOR,), "hold", "case.paused",
         guards=("next_look_in_reach",), starts=("NEXT_LOOK",), weight=7),
    Step("resume", _("다시 시작"), ("ON_HOLD",), PAUSED, r.FIRM_OR_COORDINATOR, "resumption", "case.resumed",
         stops=("NEXT_LOOK",), weight=1),
    Step("close_supported", _("지원 뒤 연락 끊김으로 종료"), ("ON_HOLD",), "UNCONFIRMED", (r.COORDINATOR,),
         "supported-closure", "case.unconfirmed", guards=("support_given",), stops=OPEN_CLOCKS, weight=8),
    Step("close_unsupported", _("지원 없이 종결"), ("ON_HOLD",), "UNSOLVED", (r.COORDINATOR,), "unsupported-closure",
         "case.unsolved", guards=("consent_on_file", "no_support_given"), stops=OPEN_CLOCKS, weight=8),
    Step("withdraw", _("신청 철회"), (*WORKING_STATES, "CONFIRM_WAIT", "ON_HOLD"), "WITHDRAWN", r.FIRM_OR_COORDINATOR,
         "withdrawal", "case.withdrawn", stops=OPEN_CLOCKS, weight=9),
    Step("reopen", _("다시 열기"), ENDS, "TRIAGED", r.FIRM_OR_COORDINATOR, "reopening", "case.reopened",
         guards=("consent_on_file",), stops=("ANSWER",), starts=("FIND_HELPER",), reopen=True, weight=6),
    Step("confirm_late", _("늦은 해결 확인"), ("UNCONFIRMED",), "SOLVED", r.FIRM_OR_FOR_IT, "resolution", "case.solved",
         guards=("evidence_of_firm",), reopen=True, weight=2),
)  # fmt: skip

CLOCKS = (
    Clock("CONSENT", _("기업 동의"), "case.consent", r.FIRM, ("case.consent.reminder",), "consent_silent"),
    Clock("FIRST_ANSWER", _("첫 답변"), "case.first_answer", r.COORDINATOR),
    Clock("TAKE_UP", _("검토 시작"), "case.take_up", r.COORDINATOR),
    Clock("FIND_HELPER", _("도울 곳 찾기"), "case.find_helper", r.COORDINATOR),
    Clock("PROGRESS", _("진행 확인"), "case.progress", r.COORDINATOR),
    Clock("CONFIRMATION", _("해결 확인"), "case.confirmation", r.FIRM,
          ("case.confirmation.reminder", "case.confirmation.second_reminder"), "end_unconfirmed"),
    Clock("HANDOVER", _("이관 받기"), "case.handover", r.RECEIVER),
    Clock("NEXT_LOOK", _("다시 살펴보기"), "case.next_look.months", r.COORDINATOR, pauses=False),
    Clock("ANSWER", _("이송·건의 답변"), "case.forwarding_answer", r.COORDINATOR, pauses=False),
)  # fmt: skip

CASE = Lifecycle(
    code="case",
    ko=_("기업애로"),
    start="DRAFT",
    states=STATES,
    steps=STEPS,
    occasions=OCCASIONS,
    clocks=CLOCKS,
    tags=(
        Tag("JOINT_RESEARCH", _("공동연구"), ("IN_PROGRESS", "CONFIRM_WAIT", "SOLVED", "UNCONFIRMED")),
        Tag("LINKED_SUPPORT", _("지원사업 연계"), ("IN_PROGRESS", "CONFIRM_WAIT", "SOLVED", "UNCONFIRMED")),
    ),
    due_lists=(
        DueList("EFFECT", _("성과 추적"), ("SOLVED", "UNCONFIRMED"), "case.effect.years"),
        DueList("ANSWER", _("이송·건의 답변"), ("FORWARDED",), "case.forwarding_answer"),
    ),
)
