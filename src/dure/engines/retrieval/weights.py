"""The weights of the ranking, read from weights.toml."""

import tomllib
from dataclasses import dataclass
from functools import cache
from math import log, sqrt
from pathlib import Path

FILE = Path(__file__).with_name("weights.toml")


@dataclass(frozen=True)
class Weights:
    """How much each piece of evidence counts."""

    views: dict[str, float]
    k: float
    b: float
    typical: float
    twice: float
    letters: int
    known: int
    unknown: int
    dimensions: int
    latent: float
    most_documents: int

    def asked(self, view: str, count: float, found_in: int, of: int) -> float:
        """What a term of the question counts: rarer terms more (BM25's idf), repetition by its root."""
        rarity = log(1 + (of - found_in + 0.5) / (found_in + 0.5))
        return self.views[view] * sqrt(count) * rarity

    def repeated(self, count: int) -> float:
        """What a term in a document counts by how often it stands there."""
        return 1 + self.twice if count > 1 else 1.0

    def of_length(self, length: float, typical: float) -> float:
        """What a whole document counts by its length in morphemes."""
        return (self.k + 1) / (1 + self.k * (1 - self.b + self.b * length / max(typical, 1.0)))


@cache
def weights() -> Weights:
    """The weights as shipped."""
    given = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return Weights(
        views=given["views"],
        **given["length"],
        **given["repetition"],
        **given["question"],
        dimensions=given["latent"]["dimensions"],
        latent=given["latent"]["weight"],
        most_documents=given["latent"]["most_documents"],
    )
