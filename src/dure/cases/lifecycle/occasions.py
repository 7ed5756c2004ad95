"""What may happen in a case without a change of state."""

from django.utils.translation import gettext_noop as _

from dure.cases.lifecycle import roles as r
from dure.engines.lifecycle import Occasion

OPEN = ("CONSENT_WAIT", "RECEIVED", "TRIAGED", "IN_PROGRESS", "CONFIRM_WAIT", "ON_HOLD")
AT_WORK = ("RECEIVED", "TRIAGED", "IN_PROGRESS", "CONFIRM_WAIT")
MARKED = ("IN_PROGRESS", "CONFIRM_WAIT", "SOLVED", "UNCONFIRMED")
ENDED_WELL = ("SOLVED", "UNCONFIRMED")
SERVED = (*ENDED_WELL, "ANSWERED", "UNSOLVED", "FORWARDED")

OCCASIONS = (
    Occasion("reply", _("기업에 답하기"), OPEN, r.OFFICE, "reply", "case.replied", stops=("FIRST_ANSWER",), weight=2),
    Occasion("propose_helper", _("후보에 담기"), ("RECEIVED", "TRIAGED", "IN_PROGRESS"), r.DESK, "candidate",
             "referral.proposed", guards=("not_blocked",), weight=3),
    Occasion("ask_helper", _("도움 부탁하기"), ("TRIAGED", "IN_PROGRESS"), r.DESK, "referral", "referral.asked",
             guards=("not_blocked",), weight=1),
    Occasion("offer_handover", _("다른 곳으로 이관"), OPEN, r.DESK, "handover", "case.handover_offered",
             guards=("handover_not_open",), starts=("HANDOVER",), weight=8),
    Occasion("take_handover", _("이관 받기"), OPEN, (r.RECEIVER,), "handover-taking", "case.handed_over",
             stops=("HANDOVER",), weight=1),
    Occasion("reassign", _("담당자 바꾸기"), OPEN, (*r.DESK, r.OFFICE_HEAD), "person-in-charge", "case.reassigned",
             weight=8),
    Occasion("enquire", _("익명으로 물어보기"), ("CONSENT_WAIT", "RECEIVED", "TRIAGED"), r.DESK, "enquiry",
             "case.enquired", guards=("one_enquiry", "not_blocked"), weight=5),
    Occasion("answer_enquiry", _("익명 문의에 답하기"), ("CONSENT_WAIT", "RECEIVED", "TRIAGED"), (r.COORDINATOR,),
             "enquiry-answer", "case.enquiry_answered", guards=("enquiry_open",), weight=5),
    Occasion("tick_officers", _("회장단에 보이기"), OPEN, (r.FIRM,), "officers", "case.officers_ticked",
             guards=("in_group",), weight=8),
    Occasion("block_party", _("알리지 않을 곳 적기"), ("DRAFT", *OPEN), r.FIRM_OR_FOR_IT, "blocked-party",
             "case.party_blocked", weight=8),
    Occasion("remind", _("알림 보내기"), ("CONSENT_WAIT", "CONFIRM_WAIT"), (r.SYSTEM,), "reminder", "case.reminded"),
    Occasion("ask_more_time", _("시간이 더 필요해요"), ("CONFIRM_WAIT",), r.FIRM_OR_FOR_IT, "postponement",
             "case.confirmation_postponed", stops=("CONFIRMATION",), starts=("CONFIRMATION",), weight=6),
    Occasion("log_visit", _("방문·지도 기록"), AT_WORK, (r.HELPER, *r.DESK), "visit", "case.visited", weight=3),
    Occasion("set_tag", _("공동연구·지원사업 표시"), MARKED, (r.COORDINATOR, r.FIRM, r.HELPER), "tag", "case.tagged",
             weight=6),
    Occasion("record_tag_result", _("공동연구·지원사업 결과"), MARKED, (r.COORDINATOR, r.FIRM, r.HELPER), "tag-result",
             "case.tag_result", guards=("tag_open",), weight=6),
    Occasion("propose_task", _("협력과제로 올리기"), MARKED, r.DESK, "task-proposal", "case.task_proposed",
             guards=("task_not_proposed",), weight=7),
    Occasion("approve_task", _("협력과제 승인"), MARKED, (r.APPROVER, r.OFFICE_HEAD), "task-approval",
             "case.task_approved", guards=("task_proposed",), weight=1),
    Occasion("send_task_back", _("협력과제 돌려보내기"), MARKED, (r.APPROVER, r.OFFICE_HEAD), "task-return",
             "case.task_sent_back", guards=("task_proposed",), weight=5),
    Occasion("record_task_result", _("협력과제 결과"), MARKED, (*r.DESK, r.FIRM), "task-result", "case.task_ended",
             guards=("task_running",), weight=3),
    Occasion("propose_forwarding", _("이송·건의 올리기"), ("TRIAGED", "IN_PROGRESS"), r.DESK, "forwarding-proposal",
             "case.forwarding_proposed", weight=6),
    Occasion("record_answer", _("이송·건의 답변 기록"), ("FORWARDED",), (r.COORDINATOR,), "forwarding-answer",
             "case.forwarding_answered", guards=("forwarding_unanswered",), stops=("ANSWER",), weight=1),
    Occasion("chase_answer", _("이송·건의 답변 다시 묻기"), ("FORWARDED",), (r.COORDINATOR,), "forwarding-chase",
             "case.forwarding_chased", guards=("forwarding_unanswered",), starts=("ANSWER",), weight=2),
    Occasion("enter_effect", _("성과 적기"), ENDED_WELL, (r.FIRM, *r.OFFICE), "effect", "case.effect_entered", weight=2),
    Occasion("add_difficulty", _("막힌 점 더하기"), AT_WORK, (r.FIRM, *r.DESK), "difficulty", "case.difficulty_added",
             weight=8),
    Occasion("mark_difficulty", _("막힌 점 풀림 표시"), AT_WORK, (r.FIRM, r.HELPER, *r.DESK), "difficulty-state",
             "case.difficulty_marked", weight=8),
    Occasion("change_title", _("제목 고치기"), OPEN, r.FIRM_OR_FOR_IT, "title", "case.retitled", weight=9),
    Occasion("change_secrecy", _("볼 수 있는 사람 바꾸기"), OPEN, r.FIRM_OR_FOR_IT, "secrecy", "case.secrecy_changed",
             weight=9),
    Occasion("allow_name", _("이름 알리기 동의"), OPEN, r.FIRM_OR_FOR_IT, "naming", "case.naming_allowed",
             guards=("evidence_of_firm",), weight=4),
    Occasion("rate", _("지원 평가"), ENDED_WELL, (r.FIRM, r.HELPER), "rating", "case.rated", weight=4),
    Occasion("say_satisfaction", _("만족도"), SERVED, r.FIRM_OR_FOR_IT, "satisfaction", "case.satisfaction_said",
             guards=("evidence_of_firm", "satisfaction_open"), weight=5),
    Occasion("draft_story", _("해결사례 쓰기"), ("SOLVED",), r.DESK, "story", "story.drafted", weight=3),
    Occasion("approve_story", _("해결사례 공개 동의"), ("SOLVED",), (r.FIRM,), "story-approval", "story.approved",
             guards=("story_drafted",), weight=1),
    Occasion("publish_story", _("해결사례 싣기"), ("SOLVED",), (r.APPROVER, r.OFFICE_HEAD), "story-publication",
             "story.published", guards=("story_approved", "no_secret_left"), weight=1),
)  # fmt: skip
