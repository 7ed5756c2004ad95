"""What is asked, by whom, for which firm."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from django.db.models import Q

from dure.engines.retrieval.documents import Hit
from dure.matching import documents as d
from dure.matching.queries.places import Spot
from dure.network.models import Organisation
from dure.network.queries.blocks import KeptOut, kept_out
from dure.network.standing import Standing

Hits = Mapping[str, list[Hit]]


@dataclass(frozen=True)
class AskingFirm:
    """A firm for which something is asked: its office and where it is."""

    id: UUID
    office_id: UUID | None
    spot: Spot


@dataclass(frozen=True)
class Question:
    """A text, its reader, and the firms it is asked for: what those firms want kept out is never suggested."""

    text: str
    standing: Standing
    firms: tuple[AskingFirm, ...] = ()

    @cached_property
    def shut(self) -> KeptOut:
        """Whom the firms want kept out."""
        return kept_out([firm.id for firm in self.firms]) if self.firms else KeptOut()

    @property
    def spots(self) -> list[Spot]:
        """Where the firms are."""
        return [firm.spot for firm in self.firms]


def firms_asking(standing: Standing, firm_id: UUID | None = None) -> tuple[AskingFirm, ...]:
    """The named firm when the reader may ask for it, else the reader's own firms."""
    if firm_id is None and not standing.firms:
        return ()
    rows = Organisation.objects.filter(kind="FIRM")
    mine = Q(pk__in=list(standing.firms))
    if firm_id is None:
        rows = rows.filter(mine)
    else:
        looked_after = Q(office__in=list(standing.offices))
        looked_after |= Q(memberships__group__in=list(standing.secretariats))
        rows = rows.filter(mine | looked_after, pk=firm_id).distinct()
    found = rows.order_by("pk").values("pk", "office_id", *Spot.columns())
    return tuple(AskingFirm(row["pk"], row["office_id"], Spot.read(row)) for row in found)


def best_by_object(hits: Iterable[Hit]) -> dict[UUID, Hit]:
    """The best hit of each object, the best first."""
    best: dict[UUID, Hit] = {}
    for hit in hits:
        best.setdefault(d.uid_in(hit.id), hit)
    return best
