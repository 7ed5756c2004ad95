"""The story of a case as its reader may know it, read from the ledger."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from dure.cases.models import DifficultyCase
from dure.cases.queries.seen import is_of_office, sees_firm
from dure.engines.korean.particles import fill
from dure.ledger import clock
from dure.ledger.events import EVENTS
from dure.ledger.history import history
from dure.ledger.models import Entry, Touch
from dure.ledger.refs import Ref
from dure.network.queries.names import names_of
from dure.network.standing import Standing

# What other rooms tell of a case (links, visits, the inbox) may name people, so it stays within the office.
FOR_OUTSIDERS = ("case.", "referral.", "story.", "file.", "agreement.")
NOT_FOR_FIRMS = frozenset(
    {"referral.proposed", "case.clock_ran_out", "case.enquired", "case.enquiry_answered", "case.forwarding_proposed",
     "referral.reminded", "grant.given", "grant.revoked", "case.rated"}
)  # fmt: skip
NOT_FOR_HELPERS = NOT_FOR_FIRMS | {
    "case.party_blocked", "case.handover_offered", "case.handed_over", "case.officers_ticked", "case.opened",
    "case.effect_entered", "case.satisfaction_said", "case.passed_on", "case.effect_asked", "case.reassigned", "case.replied",
    "case.naming_allowed",
}  # fmt: skip
WHOLE = 1000
DULL = (
    "case.clock_ran_out",
    "case.reminded",
    "case.passed_on",
    "case.opened",
    "grant.given",
    "grant.revoked",
)


@dataclass(frozen=True)
class Line:
    """One line of a story: when, what type, in words; `state` when the state changed."""

    uid: UUID
    at: datetime
    type: str
    words: str
    state: str | None
    payload: dict[str, Any]
    touches: dict[str, UUID]


def timeline(case: DifficultyCase, standing: Standing, *, limit: int | None = 200) -> list[Line]:
    """What happened, newest first, without what this reader may not know."""
    known = (entry for entry in history(case.pk, page=limit or WHOLE) if _may_know(entry, case, standing))
    entries = list(islice(known, limit))
    names = names_of(_refs(entries), language=standing.language)
    if not sees_firm(standing, case):
        names[case.firm_id] = _("기업")
    return [_line(entry, names) for entry in entries]


def last_lines(cases: Iterable[DifficultyCase], standing: Standing) -> dict[UUID, str]:
    """The newest thing that happened in each case this reader works on, with its day; three queries for all."""
    own = {case.pk: case for case in cases if is_of_office(standing, case)}
    rows = Touch.objects.filter(uid__in=list(own), role="case").exclude(entry__type__in=DULL)
    last = dict(rows.order_by("uid", "-entry_id").distinct("uid").values_list("entry_id", "uid"))
    entries = list(Entry.objects.filter(pk__in=list(last)).prefetch_related("touches"))
    names = names_of(_refs(entries), language=standing.language)
    told = {last[entry.pk]: _line(entry, names) for entry in entries}
    return {uid: f"{line.at.astimezone(clock.SEOUL):%Y-%m-%d} {line.words}" for uid, line in told.items()}


def _may_know(entry: Entry, case: DifficultyCase, standing: Standing) -> bool:
    if is_of_office(standing, case) or case.group_id in standing.secretariats:
        return entry.type not in ("grant.given", "grant.revoked")
    if not entry.type.startswith(FOR_OUTSIDERS):
        return False
    if case.firm_id in standing.firms:
        return entry.type not in NOT_FOR_FIRMS
    if entry.type in NOT_FOR_HELPERS:
        return False
    helper = next((touch.uid for touch in entry.touches.all() if touch.role in ("helper", "solver")), None)
    mine = {standing.person_id, *standing.organisations, *standing.secretariats}
    if entry.type == "case.visited":
        return entry.actor_uid == standing.person_id
    return helper is None or helper in mine


def _refs(entries: Iterable[Entry]) -> Iterable[Ref]:
    for entry in entries:
        if entry.actor_uid:
            yield Ref("person", entry.actor_uid)
        for touch in entry.touches.all():
            yield Ref(touch.type, touch.uid)


def _line(entry: Entry, names: dict[UUID, str]) -> Line:
    payload = entry.payload or {}
    touches = {touch.role: touch.uid for touch in entry.touches.all()}
    words = {role: names.get(uid, "") for role, uid in touches.items()}
    words["actor"] = names.get(entry.actor_uid, "") if entry.actor_uid else _("두레")
    told = {key: str(value) for key, value in payload.items() if isinstance(value, str | int | float)}
    event = EVENTS.get(entry.type)
    said = fill(str(event.says), **{**told, **words}) if event else entry.type
    return Line(
        uid=entry.uid,
        at=entry.occurred_at,
        type=entry.type,
        words=said,
        state=payload.get("state"),
        payload=payload,
        touches=touches,
    )
