"""Words of messages."""

from typing import Any

from django import template

from dure.messages.shipped import TEMPLATES
from dure.messages.texts import size_word
from dure.messages.words import REASONS, SHORT_WAYS, STATES

register = template.Library()


@register.filter
def message_title(code: str) -> Any:
    """What a message is about."""
    return TEMPLATES[code].title if code in TEMPLATES else code


@register.filter
def message_way(code: str) -> Any:
    """How it went."""
    return SHORT_WAYS.get(code, code)


@register.filter
def message_state(code: str) -> Any:
    """What became of it."""
    return STATES.get(code, code)


@register.filter
def message_reason(code: str) -> Any:
    """Why it did not go out; a code of the gateway that is not known here is shown as it is."""
    return REASONS.get(code, code)


@register.filter
def message_size(text: str) -> str:
    """Bytes, and what kind of text message that is."""
    return size_word(text)
