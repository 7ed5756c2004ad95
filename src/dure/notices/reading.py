"""The reader that makes notices from the ledger."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.db import connection

from dure.cases.queries.then import Holders, touched
from dure.ledger.listening import PROJECTED
from dure.ledger.models import Entry
from dure.ledger.readers import Projection
from dure.notices.audience import Audience
from dure.notices.models import Notice
from dure.notices.rules import KEPT, TELLINGS


class NoticeReader(Projection):
    """Keeps a row for every person whom an entry concerns, and wakes the streams."""

    name: ClassVar[str] = "notices"
    types: ClassVar[frozenset[str]] = frozenset(TELLINGS)

    def take(self, entries: Sequence[Entry]) -> None:
        """Write the notices of a batch."""
        audience = Audience(entries)
        made = Notice.objects.bulk_create(notice for entry in entries for notice in _notices(entry, audience))
        if made:
            with connection.cursor() as cursor:
                cursor.execute("select pg_notify(%s, %s)", [PROJECTED, str(entries[-1].number)])

    def forget(self) -> None:
        """Empty the notices; what was read and what was mailed is kept elsewhere."""
        Notice.objects.all().delete()


def _notices(entry: Entry, audience: Audience) -> list[Notice]:
    payload = entry.payload or {}
    told: dict[tuple[Any, str], Notice] = {}
    for telling in TELLINGS[entry.type]:
        if telling.when and not telling.when(payload):
            continue
        for person in sorted(audience.people(entry, telling)):
            told.setdefault(
                (person, telling.code),
                Notice(
                    number=entry.number,
                    at=entry.occurred_at,
                    person_id=person,
                    code=telling.code,
                    params=_params(entry, audience),
                    case_uid=touched(entry, "case"),
                    office_uid=entry.scope,
                ),
            )
    return list(told.values())


def _params(entry: Entry, audience: Audience) -> dict[str, Any]:
    """Codes, days and keys; names are looked up when a notice is shown."""
    payload = entry.payload or {}
    params: dict[str, Any] = {key: payload[key] for key in KEPT if key in payload}
    if firm := touched(entry, "firm"):
        params["firm"] = str(firm)
    if office := touched(entry, "office") or entry.scope:
        params["office"] = str(office)
    if absent := touched(entry, "absent") or touched(entry, "former"):
        params["absent"] = str(absent)
    in_charge = (
        touched(entry, "in_charge")
        or touched(entry, "coordinator")
        or audience.holders.get(entry.number or 0, Holders()).in_charge
    )
    if in_charge:
        params["in_charge"] = str(in_charge)
    if helper := audience.helper(entry):
        params |= {"helper": str(helper.uid), "helper_type": helper.type}
    return params
