"""Which step a request may take from which state, and who takes it."""

from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _

STAFF = frozenset({"COORDINATOR", "SECRETARIAT", "STAFF", "OFFICE_HEAD", "APPROVER"})
OPEN = "RECEIVED"


class Step(NamedTuple):
    """A step: its name on the button, from, to, by whom, for which kinds and results (all where empty)."""

    ko: Any
    frm: str
    to: str
    roles: frozenset[str] = STAFF
    kinds: tuple[str, ...] = ()
    results: tuple[str, ...] = ()


STATES: dict[str, Any] = {
    "RECEIVED": _("답을 기다림"),
    "ANSWERED": _("답함"),
    "LIFTED": _("정지를 풂"),
    "WITHDRAWN": _("본인이 거둠"),
}
STEPS: dict[str, Step] = {
    "answer": Step(_("답하기"), "RECEIVED", "ANSWERED"),
    "withdrawal": Step(_("본인이 거둠"), "RECEIVED", "WITHDRAWN"),
    "lifting": Step(_("처리정지 풀기"), "ANSWERED", "LIFTED", kinds=("STOP",), results=("GRANTED",)),
}


def possible(state: str, kind: str, result: str, roles: frozenset[str]) -> list[str]:
    """The steps that somebody may take now."""
    return [
        name
        for name, step in STEPS.items()
        if state == step.frm
        and roles & step.roles
        and kind in (step.kinds or (kind,))
        and result in (step.results or (result,))
    ]
