"""Limits and choices with validity."""

from datetime import date
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange

from dure.ledger.actors import Actor
from dure.ledger.doors import recording
from dure.network import events
from dure.network.models import Setting


def change_setting(*, key: str, value: Any, since: date, by: Actor, basis: str = "") -> Setting:
    """Let a value hold from a day on; what held before keeps its past."""
    with recording(by=by) as ledger:
        for earlier in Setting.objects.filter(key=key, during__contains=since):
            earlier.during = DateRange(earlier.during.lower, since)
            earlier.save(update_fields=["during"])
        made = Setting.objects.create(key=key, value=value, during=DateRange(since, None), basis=basis)
        ledger.record(events.SettingChanged(setting=made.ref, key=key, since=since))
    return made
