"""What the views of groups, places, services and roles share."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils.dateparse import parse_date

from dure.ledger import clock
from dure.ledger.errors import NotFound


def posted(request: HttpRequest) -> Any:
    """What was sent, or None while the form is only looked at."""
    return request.POST if request.method == "POST" else None


def must(allowed: bool) -> None:
    """For whom it is not allowed there is no such page."""
    if not allowed:
        raise NotFound("not_found")


def day_asked(request: HttpRequest) -> date:
    """The day of ?on=, or today where there is none or it cannot be read."""
    try:
        return parse_date(request.GET.get("on", "")) or clock.today()
    except ValueError:
        return clock.today()
