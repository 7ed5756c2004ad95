"""Words of contacts."""

from typing import Any

from django import template

from dure.intake.forms import CHANNELS, PLACES

register = template.Library()


@register.filter
def contact_channel(code: str) -> Any:
    """방문, 전화, 회의 or 메신저."""
    return dict(CHANNELS).get(code, code)


@register.filter
def contact_place(code: str) -> Any:
    """Where it was."""
    return dict(PLACES).get(code, code)
