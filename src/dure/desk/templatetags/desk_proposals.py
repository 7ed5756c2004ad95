"""Words of policy proposals."""

from typing import Any

from django import template

from dure.commons.lifecycle import STATES
from dure.network.words import BODY_ANSWERS

register = template.Library()


@register.filter
def proposal_state(code: str) -> Any:
    """Where a proposal stands."""
    return STATES.get(code, code)


@register.filter
def proposal_answer(code: str) -> Any:
    """What was answered."""
    return BODY_ANSWERS.get(code, code)
