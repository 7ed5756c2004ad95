"""What is asked, by whom, for which firm; and what similar cases say about it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from uuid import UUID

from django.db.models import Q

from dure.cases.models import Referral
from dure.engines.retrieval.documents import Hit
from dure.matching import documents as d
from dure.network.models import ExpertProfile, NeedKind, Organisation
from dure.network.queries.blocks import KeptOut, kept_out
from dure.network.standing import Standing

Hits = Mapping[str, list[Hit]]
NEAREST = 5


@dataclass(frozen=True)
class Question:
    """A text, its reader, and the firms it is asked for: what those firms want kept out is never suggested."""

    text: str
    standing: Standing
    firms: tuple[Organisation, ...] = ()

    @cached_property
    def shut(self) -> KeptOut:
        """Whom the firms want kept out."""
        return kept_out([firm.pk for firm in self.firms])


@dataclass(frozen=True)
class Similar:
    """A similar case, for what it tells about others: its worth, kind, fields, and the case behind it."""

    score: float
    kind: str | None
    fields: tuple[str, ...]
    case_id: UUID


@dataclass(frozen=True)
class Hints:
    """What similar cases let expect: a kind, fields, and who solved them (how many, and the best likeness)."""

    kind: str | None = None
    kind_name: str = ""
    fields: frozenset[str] = frozenset()
    people: Mapping[UUID, tuple[int, float]] = field(default_factory=dict)
    organisations: Mapping[UUID, tuple[int, float]] = field(default_factory=dict)


def firms_asking(standing: Standing, firm_id: UUID | None = None) -> tuple[Organisation, ...]:
    """The named firm when the reader may ask for it, else the reader's own firms."""
    mine = Q(pk__in=list(standing.firms))
    if firm_id is not None:
        looked_after = Q(office__in=list(standing.offices))
        looked_after |= Q(memberships__group__in=list(standing.secretariats))
        rows = Organisation.objects.filter(mine | looked_after, pk=firm_id, kind="FIRM").distinct()
    else:
        rows = Organisation.objects.filter(mine)
    return tuple(rows.select_related("complex").order_by("name")) if firm_id or standing.firms else ()


def guessed_kind(similar: Iterable[Similar], helpers: Iterable[tuple[float, list[str]]]) -> str | None:
    """The kind that the nearest cases, services and experts have, when it has at least half of the weight.

    The square of a score counts, so that one close hit says more than many by chance.
    """
    weights: dict[str, float] = defaultdict(float)
    told = [(each.score, [each.kind]) for each in similar if each.kind]
    for sort in (told, helpers):
        for score, needs in sorted(sort, key=lambda each: -each[0])[:NEAREST]:
            for need in needs:
                weights[need] += score**2 / len(needs)
    likeliest = max(sorted(weights), key=lambda kind: weights[kind], default=None)
    return likeliest if likeliest and weights[likeliest] >= sum(weights.values()) / 2 else None


def expert_needs(found: Mapping[UUID, Hit]) -> list[tuple[float, list[str]]]:
    """How well the nearest experts fit, and for what kinds of need they are there."""
    nearest = list(found)[:NEAREST]
    rows = ExpertProfile.objects.filter(pk__in=nearest, published=True).values_list("pk", "needs")
    return [(found[pk].score, needs) for pk, needs in rows if needs]


def hints(similar: list[Similar], kind: str | None) -> Hints:
    """What the nearest cases tell; who solved them is told only of cases whose story or page the reader has."""
    nearest = sorted(similar, key=lambda each: -each.score)[:NEAREST]
    scores = {each.case_id: each.score for each in nearest}
    fields = frozenset(code for each in nearest for code in each.fields)
    people: dict[UUID, tuple[int, float]] = {}
    organisations: dict[UUID, tuple[int, float]] = {}
    helped = Referral.objects.filter(case__in=list(scores), case__state="SOLVED", state="ENDED")
    for case, person, organisation in set(helped.values_list("case_id", "person_id", "organisation_id")):
        for held, uid in ((people, person), (organisations, organisation)):
            if uid:
                count, best = held.get(uid, (0, 0.0))
                held[uid] = (count + 1, max(best, scores[case]))
    name = NeedKind.objects.filter(pk=kind).values_list("ko", flat=True).first() if kind else ""
    return Hints(kind, name or "", fields, people, organisations)


def best_by_object(hits: Iterable[Hit]) -> dict[UUID, Hit]:
    """The best hit of each object, the best first."""
    best: dict[UUID, Hit] = {}
    for hit in hits:
        best.setdefault(d.uid_in(hit.id), hit)
    return best
