"""Words of contacts."""

from typing import Any

from django import template

from dure.intake.calling import call_address
from dure.intake.forms import CHANNELS, PLACES
from dure.network.models import Organisation

register = template.Library()


@register.filter
def contact_channel(code: str) -> Any:
    """방문, 전화, 회의 or 메신저."""
    return dict(CHANNELS).get(code, code)


@register.filter
def call_link(firm: Organisation) -> str:
    """The link by which a firm asks to be called."""
    return call_address(firm.pk)


@register.filter
def contact_place(code: str) -> Any:
    """Where it was."""
    return dict(PLACES).get(code, code)
