"""Which step a policy proposal may take from which state, and who takes it: lifecycles.md §6 as data."""

from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _

DESK, HEAD = ("COORDINATOR", "SECRETARIAT", "STAFF"), ("OFFICE_HEAD", "APPROVER")


class Step(NamedTuple):
    """A step: its name on the button, from, to, by whom."""

    ko: Any
    frm: tuple[str, ...]
    to: str
    roles: tuple[str, ...]


STATES: dict[str, Any] = {
    "DRAFT": _("초안"),
    "OFFICE_REVIEW": _("승인 기다림"),
    "FORWARDED": _("보냄, 답을 기다림"),
    "ANSWERED": _("답을 받음"),
    "REJECTED": _("접음"),
}
STEPS: dict[str, Step] = {
    "review": Step(_("승인 올리기"), ("DRAFT",), "OFFICE_REVIEW", DESK),
    "dispatch": Step(_("승인하고 보내기"), ("OFFICE_REVIEW",), "FORWARDED", HEAD),
    "answer": Step(_("답 적기"), ("FORWARDED",), "ANSWERED", DESK),
    "rejection": Step(_("접기"), ("DRAFT", "OFFICE_REVIEW"), "REJECTED", (*DESK, *HEAD)),
}


def possible(state: str, roles: frozenset[str]) -> list[str]:
    """The steps that somebody may take now."""
    return [name for name, step in STEPS.items() if state in step.frm and roles & set(step.roles)]
