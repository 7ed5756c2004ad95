"""Lets things happen at an even pace through real actions, and says when each was committed.

Run as `python -m bench._load_actor PLAN SECONDS EVENTS_A_SECOND OUT`; the database is that of DATABASE_URL.
"""

import json
import sys
import time
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import uuid4

from bench._place import place_of, use_django

SEEN_BY_ALL = 5


def main() -> None:
    """Act until the time is over; every fifth act is one that every member may know of."""
    plan, seconds, pace, out = (
        json.loads(Path(sys.argv[1]).read_text()),
        *map(float, sys.argv[2:4]),
        sys.argv[4],
    )
    use_django(*place_of())
    acts = Acts(plan)
    began, done = time.monotonic(), 0
    while (now := time.monotonic() - began) < seconds:
        if (ahead := done / pace - now) > 0:
            time.sleep(ahead)
        acts.act(done)
        done += 1
    Path(out).write_text(json.dumps({"committed": acts.numbers(), "acts": done, "refused": acts.refused}))


class Acts:
    """What can happen, each with the moment of its commit."""

    def __init__(self, plan: dict[str, Any]) -> None:
        from dure.cases.models import DifficultyCase
        from dure.network.models import Group, Organisation, Person
        from dure.network.standing import standing

        people = {
            row.pk: standing(row) for row in Person.objects.filter(pk__in=[a["person"] for a in plan["acts"]])
        }
        self.cases = DifficultyCase.objects
        self.rows = [(people[_uid(a["person"])], _uid(a["case"])) for a in plan["acts"]]
        self.groups = list(Group.objects.filter(pk__in=plan["groups"]))
        outside = Organisation.objects.filter(kind="FIRM").exclude(memberships__group__in=self.groups)
        self.joining = iter(outside.order_by("pk")[:5000])
        self.moments: dict[str, float] = {}
        self.refused = 0

    def act(self, place: int) -> None:
        """One act in a transaction whose commit is timed before anything that follows it."""
        from django.db import transaction

        from dure.ledger.doors import request_id
        from dure.ledger.errors import DureError

        name = uuid4().hex
        request_id.set(name)
        try:
            with transaction.atomic():
                transaction.on_commit(lambda: self.moments.__setitem__(name, time.time()))
                self._join(place) if place % SEEN_BY_ALL == 0 else self._work(place)
        except DureError:
            self.refused += 1

    def numbers(self) -> dict[str, float]:
        """The number of each entry with the moment of its commit."""
        from dure.ledger.models import Entry

        rows = Entry.objects.filter(request__in=list(self.moments)).values_list("number", "request")
        return {str(number): self.moments[request] for number, request in rows}

    def _join(self, place: int) -> None:
        from dure.network.actions import add_member

        group, firm = self.groups[place % len(self.groups)], next(self.joining)
        by = self.rows[place % len(self.rows)][0]
        add_member(group=group, organisation=firm, by=by.actor)

    def _work(self, place: int) -> None:
        from dure.cases.actions import VisitNote, log_visit, reply_to_firm

        by, key = self.rows[place % len(self.rows)]
        case = self.cases.get(pk=key)
        if place % 2:
            log_visit(
                case=case, note=VisitNote(content="설비를 함께 살펴보았습니다.", hours=Decimal(1)), by=by
            )
        else:
            reply_to_firm(case=case, text="담당자가 확인하고 다시 연락드리겠습니다.", by=by)


def _uid(text: str) -> Any:
    from uuid import UUID

    return UUID(text)


if __name__ == "__main__":
    main()
