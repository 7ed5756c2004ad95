"""The same wish from several firms, found among what was forwarded or proposed to be.

Cosine of weighted letter pairs (weights log(1 + n / df) within these texts), joined while two texts are at least `ALIKE`
alike; single linkage is enough for some hundred texts of one office, and its weakness, chains, is met by the high bar.
In eleven invented texts with four pairs of one wish each, three pairs lay between 0.28 and 0.33, everything else below
0.14, among it a fourth pair told in other words: such a one is missed. A wish counts only where at least `FIRMS` firms
stand behind it.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from dure.cases.models import DifficultyCase
from dure.cases.queries import visible_to
from dure.engines.identifiers import name_key
from dure.network.standing import Standing

ALIKE, FIRMS, MOST = 0.22, 2, 600
Vector = dict[str, float]


@dataclass(frozen=True)
class Wish:
    """Cases that ask for the same, newest first."""

    cases: list[DifficultyCase]

    @property
    def firms(self) -> int:
        """How many firms stand behind it."""
        return len({case.firm_id for case in self.cases})


def same_wishes(standing: Standing, without: Collection[UUID] = ()) -> list[Wish]:
    """Wishes of several firms among the cases that this reader may see, the broadest first."""
    rows = (
        visible_to(standing).filter(office__in=list(standing.offices), forwardings__isnull=False).distinct()
    )
    cases = list(rows.exclude(pk__in=list(without)).select_related("firm").order_by("-made_at", "-pk")[:MOST])
    vectors = weighted([pairs(f"{case.title} {case.text}") for case in cases])
    found = [Wish([cases[place] for place in group]) for group in joined(vectors)]
    return sorted(
        (wish for wish in found if wish.firms >= FIRMS), key=lambda wish: (-wish.firms, -len(wish.cases))
    )


def pairs(text: str) -> Counter[str]:
    """Letter pairs of a text with their number."""
    key = name_key(text)
    return Counter(key[at : at + 2] for at in range(len(key) - 1))


def weighted(texts: list[Counter[str]]) -> list[Vector]:
    """Unit vectors: what stands in every text weighs little."""
    spread = Counter(pair for text in texts for pair in text)
    vectors = []
    for text in texts:
        told = {pair: (1 + math.log(n)) * math.log(1 + len(texts) / spread[pair]) for pair, n in text.items()}
        length = math.sqrt(sum(value * value for value in told.values())) or 1.0
        vectors.append({pair: value / length for pair, value in told.items()})
    return vectors


def joined(vectors: list[Vector]) -> list[list[int]]:
    """Groups of places whose texts are alike, in the order of their first member."""
    parent = list(range(len(vectors)))

    def root(place: int) -> int:
        while parent[place] != place:
            parent[place] = parent[parent[place]]
            place = parent[place]
        return place

    for place, one in enumerate(vectors):
        for other in range(place):
            if root(place) != root(other) and likeness(one, vectors[other]) >= ALIKE:
                parent[root(place)] = root(other)
    groups: dict[int, list[int]] = defaultdict(list)
    for place in range(len(vectors)):
        groups[root(place)].append(place)
    return list(groups.values())


def likeness(one: Vector, other: Vector) -> float:
    """Cosine of two unit vectors: 0 nothing in common, 1 the same."""
    small, large = sorted((one, other), key=len)
    return sum(value * large.get(pair, 0.0) for pair, value in small.items())
