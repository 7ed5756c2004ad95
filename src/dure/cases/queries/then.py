"""Who had to do with a case when an entry was written, told by the entries up to it."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from functools import cache
from uuid import UUID

from django.db import connection

from dure.ledger.events import EVENTS
from dure.ledger.models import Entry
from dure.ledger.refs import Ref

HOLDERS = """
select c.uid, t.role, e.number, t.uid
from ledger_touch c join ledger_entry e on e.id = c.entry_id join ledger_touch t on t.entry_id = e.id
where c.uid = any(%s) and c.role = 'case' and t.role in ('group', 'in_charge') and e.number <= %s
  and e.type = any(%s)
order by e.number
"""
HELPERS = """
select distinct on (r.uid) r.uid, h.type, h.uid, last_value(e.payload ->> 'referral_state') over (
         partition by r.uid order by (e.payload ? 'referral_state'), e.number
         rows between unbounded preceding and unbounded following)
from ledger_touch c join ledger_entry e on e.id = c.entry_id
join ledger_touch r on r.entry_id = e.id and r.role = 'referral'
join ledger_touch h on h.entry_id = e.id and h.role = 'helper'
where c.uid = %s and c.role = 'case' and e.number <= %s
order by r.uid, e.number desc
"""


@dataclass(frozen=True)
class Holders:
    """The group a case was sent to and the person in charge of it."""

    group: UUID | None = None
    in_charge: UUID | None = None


@dataclass(frozen=True)
class Helping:
    """A helper of a case and how far the referral had come."""

    helper: Ref
    state: str


def touched(entry: Entry, role: str) -> UUID | None:
    """The object an entry touches in a role."""
    return next((touch.uid for touch in entry.touches.all() if touch.role == role), None)


def holders_then(entries: Sequence[Entry]) -> dict[int, Holders]:
    """Group and person in charge as each entry left them, by number."""
    cases = {entry.number or 0: uid for entry in entries if (uid := touched(entry, "case"))}
    if not cases:
        return {}
    changes: dict[tuple[UUID, str], list[tuple[int, UUID]]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(HOLDERS, [list(set(cases.values())), max(cases), _naming_holders()])
        for case, role, number, uid in cursor.fetchall():
            changes[case, role].append((number, uid))
    return {
        number: Holders(*(_last(changes.get((case, role), ()), number) for role in ("group", "in_charge")))
        for number, case in cases.items()
    }


def helpers_then(entry: Entry) -> dict[UUID, Helping]:
    """Everybody who was asked for this case up to an entry, by referral."""
    with connection.cursor() as cursor:
        cursor.execute(HELPERS, [touched(entry, "case"), entry.number])
        return {row[0]: Helping(Ref(row[1], row[2]), row[3] or "") for row in cursor.fetchall()}


def _last(changes: Iterable[tuple[int, UUID]], number: int) -> UUID | None:
    known = list(changes)
    place = bisect_right([each for each, _uid in known], number)
    return known[place - 1][1] if place else None


@cache
def _naming_holders() -> list[str]:
    """The types of entries that can name a group or a person in charge; all others need not be looked at."""
    return [
        name
        for name, kind in EVENTS.items()
        if any(each.metadata.get("role") in ("group", "in_charge") for each in fields(kind))
    ]
