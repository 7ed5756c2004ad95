"""What a case was once it ended with a service to its firm: for readers that count."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import OuterRef, Subquery

from dure.cases.lifecycle.occasions import SERVED
from dure.cases.models import DifficultyCase, Resolution
from dure.ledger import clock


@dataclass(frozen=True)
class Served:
    """An ended case: who served whom with what until when, how the end was confirmed, and the score given."""

    case: UUID
    office: UUID
    firm: UUID
    kind: str
    ended_on: date
    confirmation: str
    score: int | None


def served(keys: Collection[UUID]) -> Iterator[Served]:
    """Those of some cases that ended with a service; what came in from old lists was never asked."""
    way = Resolution.objects.filter(case=OuterRef("pk")).order_by("-at", "-id").values("kind")[:1]
    rows = DifficultyCase.objects.filter(pk__in=list(keys), state__in=SERVED, imported=False)
    told = rows.annotate(way=Subquery(way)).values_list(
        "pk", "office_id", "firm_id", "kind_id", "ended_at", "state", "way", "satisfaction__score"
    )
    for case, office, firm, kind, ended_at, state, how, score in told:
        if ended_at is not None:
            ended_on = ended_at.astimezone(clock.SEOUL).date()
            confirmation = how or "" if state == "SOLVED" else ""
            yield Served(case, office, firm, kind or "", ended_on, confirmation, score)
