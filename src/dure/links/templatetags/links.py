"""Words of links, and the text that is sent with one."""

from typing import Any

from django import template

from dure.links.models import Link
from dure.links.words import OUTCOMES, PURPOSES, STATES, message_of

register = template.Library()


@register.filter
def link_purpose(code: str) -> Any:
    """What a link is for."""
    return PURPOSES.get(code, code)


@register.filter
def link_state(code: str) -> Any:
    """What has become of it."""
    return STATES.get(code, code)


@register.filter
def link_outcome(code: str) -> Any:
    """What was answered."""
    return OUTCOMES.get(code, code)


@register.filter
def link_message(link: Link) -> str:
    """The text to copy into a messenger."""
    return message_of(link)


@register.filter
def masked(name: str) -> str:
    """A name of which only its bearer recognises the rest: 김○○."""
    return name[:1] + "○" * min(max(len(name) - 1, 1), 2)
