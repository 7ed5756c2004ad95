"""What every installation begins with: kinds of need and of group, trades, days off."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import holidays
import yaml

from dure.ledger import clock
from dure.ledger.actors import SYSTEM
from dure.ledger.doors import recording
from dure.network.events import NetworkLoaded
from dure.network.models import DayOff, GroupKind, NeedKind, Trade

CODES = Path(__file__).with_name("seeds.yaml")
FIRST_YEAR = 2004


def sow() -> None:
    """Put the code lists and the calendar in place; what is there already stays as it is."""
    lists = yaml.safe_load(CODES.read_text(encoding="utf-8"))
    rows: dict[Any, list[Any]] = {
        NeedKind: [NeedKind(place=place, **row) for place, row in enumerate(lists["need_kinds"], start=1)],
        GroupKind: [GroupKind(**row) for row in lists["group_kinds"]],
        Trade: [Trade(code=code, ko=ko) for code, ko in lists["trades"].items()],
        DayOff: [DayOff(on=on, ko=ko[:80]) for on, ko in days_off(FIRST_YEAR, clock.today().year + 1)],
    }
    with recording(by=SYSTEM) as ledger:
        for model, made in rows.items():
            before = model._default_manager.count()
            model._default_manager.bulk_create(made, ignore_conflicts=True)
            if more := model._default_manager.count() - before:
                ledger.record(NetworkLoaded(kind=model.__name__, count=more, source="SEEDS"))


def days_off(first: int, last: int) -> Iterator[tuple[date, str]]:
    """Days on which Korean public offices do not work, substitute holidays included, with their names."""
    found = holidays.country_holidays("KR", years=range(first, last + 1), language="ko")
    yield from sorted(found.items())
