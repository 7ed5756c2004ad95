"""The reader that keeps each ended support beside the score its firm gave."""

from collections.abc import Sequence
from typing import ClassVar

from dure.cases.queries.served import served
from dure.cases.queries.then import touched
from dure.indicators.models import EndedSupport
from dure.ledger.models import Entry
from dure.ledger.readers import Projection


class SupportReader(Projection):
    """Keeps a row for each case that ended with a service, and drops it while the case is open again."""

    name: ClassVar[str] = "indicators"
    types: ClassVar[frozenset[str]] = frozenset(
        {
            "case.answered", "case.answered_at_once", "case.solved", "case.unconfirmed", "case.unsolved",
            "case.forwarded", "case.reopened", "case.satisfaction_said",
        }
    )  # fmt: skip

    def take(self, entries: Sequence[Entry]) -> None:
        """Keep the cases of a batch as they are now."""
        keys = {key for entry in entries if (key := touched(entry, "case"))}
        EndedSupport.objects.filter(pk__in=keys).delete()
        EndedSupport.objects.bulk_create(
            EndedSupport(
                case=each.case, office=each.office, firm=each.firm, kind=each.kind, ended_on=each.ended_on,
                confirmation=each.confirmation, score=each.score,
            )
            for each in served(keys)
        )  # fmt: skip

    def forget(self) -> None:
        """Empty the figures."""
        EndedSupport.objects.all().delete()
