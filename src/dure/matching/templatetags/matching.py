"""Reasons on pages."""

from typing import Any

from django import template

from dure.matching.queries.showing import Suggestion
from dure.matching.reasons import words_in
from dure.matching.sentences import chips

register = template.Library()


@register.filter
def whys(row: Suggestion) -> list[dict[str, Any]]:
    """The reasons of a suggestion as the component takes them."""
    return chips(row.reasons)


@register.filter
def words(row: Suggestion) -> tuple[str, ...]:
    """The words of the question to be marked in a quotation."""
    return words_in(row.reasons)


@register.filter
def joined(parts: tuple[str, ...]) -> str:
    """Facts in one line."""
    return " · ".join(parts)
