"""Settings in force on a day, and the working calendar."""

from datetime import date
from typing import Any

from django.core.cache import cache

from dure.engines.workdays import WorkCalendar
from dure.ledger import clock
from dure.network.defaults import DEFAULTS
from dure.network.models import DayOff, Setting


def setting(key: str, on: date | None = None) -> Any:
    """The value in force on a day; the shipped default where headquarters never changed it."""
    found = Setting.objects.filter(key=key, during__contains=on or clock.today()).order_by("-id").first()
    return DEFAULTS[key].value if found is None else found.value


def work_calendar() -> WorkCalendar:
    """Working days of Korean public offices as headquarters keeps them."""
    days = cache.get_or_set("days_off", lambda: frozenset(DayOff.objects.values_list("on", flat=True)), 60)
    return WorkCalendar(days or frozenset())
