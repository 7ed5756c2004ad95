"""Limits and choices with validity, and the days on which public offices do not work."""

from datetime import date
from typing import Any

from django.core.cache import cache
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from dure.ledger.actors import Actor
from dure.ledger.doors import recording
from dure.ledger.errors import NotFound, Refused
from dure.network import events
from dure.network.defaults import DEFAULTS
from dure.network.models import DayOff, Setting


def change_setting(*, key: str, value: Any, since: date, by: Actor, basis: str = "") -> Setting:
    """Let a value hold from a day on; what held before keeps its past."""
    if key not in DEFAULTS:
        raise Refused("setting_unknown")
    with recording(by=by) as ledger:
        for earlier in Setting.objects.filter(key=key, during__contains=since):
            earlier.during = DateRange(earlier.during.lower, since)
            earlier.save(update_fields=["during"])
        made = Setting.objects.create(key=key, value=value, during=DateRange(since, None), basis=basis)
        ledger.record(events.SettingChanged(setting=made.ref, key=key, since=since))
    return made


def add_day_off(*, on: date, ko: str, by: Actor) -> DayOff:
    """Have public offices not work on a day; limits that start later count it."""
    with recording(by=by) as ledger:
        if DayOff.objects.filter(on=on).exists():
            raise Refused("day_off_known", on=on)
        made = DayOff.objects.create(on=on, ko=ko)
        ledger.record(events.DayOffAdded(on=on))
        transaction.on_commit(_forget)
    return made


def remove_day_off(*, on: date, by: Actor) -> None:
    """Have public offices work on a day that was off."""
    with recording(by=by) as ledger:
        removed, _rows = DayOff.objects.filter(on=on).delete()
        if not removed:
            raise NotFound("not_found")
        ledger.record(events.DayOffRemoved(on=on))
        transaction.on_commit(_forget)


def _forget() -> None:
    cache.delete("days_off")
