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


def settings_now() -> list[dict[str, Any]]:
    """Every setting with the value in force today, where it comes from and since when."""
    found: dict[str, Setting] = {}
    for row in Setting.objects.filter(during__contains=clock.today()).order_by("id"):
        found[row.key] = row
    return [
        {
            "key": key,
            "default": default,
            "value": found[key].value if key in found else default.value,
            "basis": found[key].basis if key in found else default.basis,
            "since": found[key].during.lower if key in found else None,
        }
        for key, default in DEFAULTS.items()
    ]


def history_of(key: str) -> list[Setting]:
    """What was in force when, newest first; what was replaced before its first day is left out."""
    return list(Setting.objects.filter(key=key, during__isempty=False).order_by("-during", "-id"))
