"""Words of imports."""

from typing import Any

from django import template

from dure.imports.kinds import KINDS
from dure.imports.plans import Fault
from dure.imports.words import OUTCOMES, told

register = template.Library()


@register.filter
def import_kind(code: str) -> Any:
    """What rows are."""
    return KINDS[code][0] if code in KINDS else code


@register.filter
def import_outcome(code: str) -> Any:
    """What becomes of a row."""
    return OUTCOMES.get(code, code)


@register.filter
def cell_fault(fault: Fault) -> str:
    """What is wrong with a cell and what to do."""
    return told(fault)
