"""Words of requests about personal data."""

from datetime import date
from typing import Any

from django import template

from dure.rights.lifecycle import STATES
from dure.rights.words import KINDS, REASONS, RESULTS, WAYS

register = template.Library()
WORDS: dict[str, dict[str, Any]] = {
    "kind": KINDS, "way": WAYS, "result": RESULTS, "reason": REASONS, "state": STATES,
}  # fmt: skip


@register.filter
def rights_word(code: str, of: str) -> Any:
    """The word of a code: kind, way, result, reason or state."""
    return WORDS[of].get(code, code)


@register.filter
def days_until(day: date, today: date) -> int:
    """How many days are left; below zero when it is past."""
    return (day - today).days
