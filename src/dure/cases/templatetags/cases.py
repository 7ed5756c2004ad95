"""How states and limits of cases look."""

from typing import Any

from django import template
from django.utils.translation import gettext as _

from dure.cases.briefing import promise_words as in_words
from dure.cases.lifecycle import CASE, REFERRAL
from dure.cases.models import DifficultyCase
from dure.cases.queries.duties import Promise
from dure.cases.queries.page import FIRM_STEPS, firm_step
from dure.ledger import clock
from dure.network.queries.settings import work_calendar
from dure.network.words import BODY_ANSWERS, FORWARDING_KINDS, PROOFS, VISIT_PLACES

register = template.Library()
LOOKS = {
    "CONSENT_WAIT": "wait", "CONFIRM_WAIT": "wait", "IN_PROGRESS": "go", "TRIAGED": "go", "ON_HOLD": "held",
    "SOLVED": "done", "ANSWERED": "done", "ASKED": "wait", "ACCEPTED": "go", "WORKING": "go", "ENDED": "done",
}  # fmt: skip


@register.filter
def state_look(code: str) -> str:
    """The look of a state's badge."""
    return LOOKS.get(code, "")


@register.filter
def state_word(code: str) -> str:
    """The screen word of a state of a case."""
    return _(CASE.state(code).ko)


@register.filter
def referral_word(code: str) -> str:
    """The screen word of a state of a referral."""
    return _(REFERRAL.state(code).ko)


@register.filter
def step_word(code: str) -> str:
    """The screen word of a step of a case."""
    return _(CASE.step(code).ko)


@register.filter
def forwarding_kind(code: str) -> Any:
    """이송 or 건의."""
    return FORWARDING_KINDS.get(code, code)


@register.filter
def visit_place(code: str) -> Any:
    """Where a visit or talk took place."""
    return VISIT_PLACES.get(code, code)


@register.filter
def body_answer(code: str) -> Any:
    """What another body answered."""
    return BODY_ANSWERS.get(code, code)


@register.filter
def proof_word(code: str) -> Any:
    """How a firm's word came to us."""
    return PROOFS.get(code, code)


@register.filter
def firm_word(case: DifficultyCase) -> str:
    """Which of the four steps a firm sees."""
    return _(firm_step(case)[1])


@register.filter
def firm_place(case: DifficultyCase) -> int:
    """Which of the four steps, from 1."""
    return firm_step(case)[0] + 1


@register.simple_tag
def firm_track(case: DifficultyCase) -> list[dict[str, Any]]:
    """The four steps with what is done and where the case stands."""
    at = firm_step(case)[0]
    looks = [
        "done" if place < at or CASE.state(case.state).end else "now" if place == at else ""
        for place in range(4)
    ]
    return [{"name": _(word), "state": look} for word, look in zip(FIRM_STEPS, looks, strict=True)]


@register.filter
def days_left(due_at: Any) -> dict[str, Any]:
    """How a limit is shown: `kind` and `words`, and how much of its ring is left."""
    if not due_at:
        return {"kind": "paused", "words": _("멈춤"), "left": 100}
    now = clock.now()
    minutes = work_calendar().minutes_between(now, due_at)
    if minutes < 0:
        late = max(1, -(minutes // 540))
        return {"kind": "late", "words": _("{days}일 지남").format(days=late), "left": 0}
    if due_at.astimezone(clock.SEOUL).date() == clock.today():
        return {
            "kind": "today",
            "words": _("오늘 {at}").format(at=f"{due_at.astimezone(clock.SEOUL):%H:%M}"),
            "left": 15,
        }
    left = -(-minutes // 540)
    return {"kind": "", "words": _("{days}일 남음").format(days=left), "left": min(100, left * 20)}


@register.filter
def may(steps: Any, noun: str) -> bool:
    """Whether a noun is among the possible steps."""
    return any(step.noun == noun for step in steps)


@register.filter
def helper_name(referral: Any) -> str:
    """The name of the helper of a referral."""
    if referral.own_office:
        return _("추진단")
    for helper in (referral.person, referral.organisation, referral.group):
        if helper is not None:
            return str(helper)
    return ""


@register.filter
def effect_unit(code: str) -> str:
    """The word of a unit of an effect."""
    words = {
        "USD": _("달러"),
        "MONTH": _("개월"),
        "DAY": _("일"),
        "PERSON": _("명"),
        "COUNT": _("건"),
        "PERCENT": "%p",
    }
    return words.get(code, code)


@register.filter
def part_word(code: str) -> str:
    """The word of a part of a case."""
    words = {
        "title": _("제목"),
        "problem": _("막힌 점"),
        "files": _("기술 자료"),
        "file": _("파일"),
        "print": _("인쇄"),
        "list": _("목록 파일"),
        "copy": _("개인정보 파일"),
    }
    return words.get(code, code)


@register.filter
def grant_reason(code: str) -> str:
    """Who somebody is that may see a case."""
    words = {"REFERRAL": _("부탁받은 전문가·기관"), "OFFICERS": _("미니클러스터 회장단")}
    return words.get(code, code)


@register.filter
def promise_words(promise: Promise) -> str:
    """Something that is due or was promised."""
    return in_words(promise)


@register.filter
def left_out_words(code: str) -> str:
    """Why a firm or case stayed where it was."""
    words = {
        "not_a_colleague": _("받을 사람이 더는 이 추진단에서 일하지 않습니다."),
        "passage_not_theirs": _("그사이 다른 사람이 맡았습니다."),
        "receiver_blocked": _("기업이 받을 사람에게 알리지 말라고 했습니다."),
    }
    return words.get(code, code)
