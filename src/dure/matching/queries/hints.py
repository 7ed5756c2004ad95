"""What similar cases let expect: a kind of need, fields, and people and houses that solved the like."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django.core.cache import cache
from django.utils.translation import get_language

from dure.cases.models import Referral
from dure.network.models import Field, NeedKind

NEAREST = 5
KEPT_FOR = 60
Solvers = Mapping[UUID, tuple[int, float]]


@dataclass(frozen=True)
class Similar:
    """A similar case, for what it tells about others: its worth, kind, fields, and the case behind it."""

    score: float
    kind: str | None
    fields: tuple[str, ...]
    case_id: UUID


@dataclass(frozen=True)
class Hints:
    """A kind, fields, and who solved such cases: how many, and how like the likest was."""

    kind: str | None = None
    kind_name: str = ""
    fields: frozenset[str] = frozenset()
    people: Solvers = field(default_factory=dict)
    organisations: Solvers = field(default_factory=dict)


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
    return Hints(kind, kind_names().get(kind or "", ""), fields, people, organisations)


def kind_names() -> dict[str, str]:
    """Kinds of need by code, as the reader calls them."""
    return _kept("need_kinds", NeedKind)


def field_names() -> dict[str, str]:
    """Fields of expertise by code, as the reader calls them."""
    return _kept("fields", Field)


def _kept(name: str, model: type[NeedKind | Field]) -> dict[str, str]:
    """A list of codes in a language, read again once a minute."""
    kept = f"{name}.{get_language()}"
    found: dict[str, str] | None = cache.get(kept)
    if found is None:
        found = {row.pk: row.name for row in model._default_manager.all()}
        cache.set(kept, found, KEPT_FOR)
    return found
