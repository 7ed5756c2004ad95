"""What every installation begins with: kinds of need and of group, trades, fields of expertise, days off."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import holidays
import yaml

from dure.ledger import clock
from dure.ledger.actors import SYSTEM
from dure.ledger.doors import recording
from dure.network.events import NetworkLoaded
from dure.network.models import DayOff, Field, GroupKind, NeedKind, Trade

CODES = Path(__file__).with_name("seeds.yaml")
FIELDS = Path(__file__).with_name("fields")
WORDS = ("code", "ko", "en", "ja", "zh")
FIRST_YEAR = 2004


def sow() -> None:
    """Put the code lists and the calendar in place; what is there already stays as it is."""
    lists = yaml.safe_load(CODES.read_text(encoding="utf-8"))
    rows: dict[Any, list[Any]] = {
        NeedKind: [NeedKind(place=place, **row) for place, row in enumerate(lists["need_kinds"], start=1)],
        GroupKind: [GroupKind(**row) for row in lists["group_kinds"]],
        Field: [
            Field(**{name: row.get(name, "") for name in WORDS}, needs=row.get("needs", []))
            for row in fields()
        ],
        Trade: [Trade(code=code, ko=ko) for code, ko in lists["trades"].items()],
        DayOff: [DayOff(on=on, ko=ko[:80]) for on, ko in days_off(FIRST_YEAR, clock.today().year + 1)],
    }
    with recording(by=SYSTEM) as ledger:
        for model, made in rows.items():
            before = model._default_manager.count()
            model._default_manager.bulk_create(made, ignore_conflicts=True)
            if more := model._default_manager.count() - before:
                ledger.record(NetworkLoaded(kind=model.__name__, count=more, source="SEEDS"))


@cache
def fields() -> tuple[dict[str, Any], ...]:
    """Every code of expertise, each once."""
    found: dict[str, dict[str, Any]] = {}
    for path in sorted(FIELDS.glob("fields*.yaml")):
        for row in yaml.safe_load(path.read_text(encoding="utf-8")):
            found.setdefault(row["code"], row)
    return tuple(found.values())


def days_off(first: int, last: int) -> Iterator[tuple[date, str]]:
    """Days on which Korean public offices do not work, substitute holidays included, with their names."""
    found = holidays.country_holidays("KR", years=range(first, last + 1), language="ko")
    yield from sorted(found.items())
