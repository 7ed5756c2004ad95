"""Ranks the rows of a whole file for many questions: the terms of the index, and meaning beside them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array  # type: ignore[import-untyped, unused-ignore]

from dure.engines.korean.words import Analyser
from dure.engines.retrieval.documents import Hit, Reason
from dure.engines.retrieval.latent import Latent, Vector
from dure.engines.retrieval.reasons import Groups, named, reasons
from dure.engines.retrieval.views import Asked, asked, length_of, offered
from dure.engines.retrieval.weights import weights

DIGITS = 6
SMALLEST = 0.5 * 10**-DIGITS
FEWEST = 5


@dataclass(frozen=True)
class Row:
    """A text of a file: its title, its words, its keywords."""

    id: str
    texts: tuple[str, ...]


class Corpus:
    """A file to be ranked; `matrix` has a row for each text and a column for each term."""

    def __init__(self, rows: Iterable[Row], analyser: Analyser) -> None:
        self.analyser = analyser
        self.ids: list[str] = []
        counted: list[Counter[str]] = []
        for row in rows:
            self.ids.append(row.id)
            counted.append(offered(row.texts, analyser))
        self.found_in = Counter(term for terms in counted for term in terms)
        self.columns = {term: column for column, term in enumerate(self.found_in)}
        self.matrix = self._matrix(counted)
        self.latent = self._latent()

    def rank(self, question: Row, top: int = 50) -> list[Hit]:
        """The best rows for a question; the reasons of a hit add up to its score.

        A score is the sum over the terms as a share of the best sum, plus the weight of the latent view times
        the cosine. Of equal scores the greater id comes first, as trec_eval has it.
        """
        terms = asked(" \n ".join(question.texts), weights().letters, self.analyser)
        worth = self._worth(terms)
        wanted = np.zeros(len(self.columns))
        wanted[[self.columns[term] for term in worth]] = list(worth.values())
        sums = self.matrix @ wanted
        scale = 1 / sums.max() if worth and sums.max() > 0 else 0.0
        meant = weights().latent * self.latent.near(wanted) if self.latent else np.zeros(len(self.ids))
        scores = np.round(sums * scale + meant, DIGITS)
        groups = named(terms)
        return [
            Hit(
                self.ids[at],
                score,
                _explained(groups, self._shares(at, worth, scale), float(meant[at]), score),
            )
            for at, score in self._best(scores, top)
        ]

    def _best(self, scores: Vector, top: int) -> list[tuple[int, float]]:
        some = np.flatnonzero(scores > 0)
        if len(some) > top:
            least = np.partition(scores[some], len(some) - top)[len(some) - top]
            some = some[scores[some] >= least]
        ordered = sorted(((float(scores[at]), self.ids[at], int(at)) for at in some), reverse=True)
        return [(at, score) for score, _, at in ordered[:top]]

    def _shares(self, at: int, worth: Mapping[str, float], scale: float) -> dict[str, float]:
        row = slice(self.matrix.indptr[at], self.matrix.indptr[at + 1])
        held = dict(zip(self.matrix.indices[row], self.matrix.data[row], strict=True))
        asked_here = ((term, value, self.columns[term]) for term, value in worth.items())
        return {
            term: float(held[place]) * value * scale for term, value, place in asked_here if place in held
        }

    def _worth(self, terms: Sequence[Asked]) -> dict[str, float]:
        known = {term.term: term for term in terms if term.term in self.columns}
        return {name: self._asked(term.view, term.times, name) for name, term in known.items()}

    def _asked(self, view: str, times: float, term: str) -> float:
        return weights().asked(view, times, self.found_in[term], len(self.ids))

    def _matrix(self, counted: Sequence[Counter[str]]) -> csr_array:
        lengths = [length_of(terms) for terms in counted]
        typical = sum(lengths) / max(len(lengths), 1)
        values = [
            weights().repeated(times) * weights().of_length(length, typical)
            for terms, length in zip(counted, lengths, strict=True)
            for times in terms.values()
        ]
        columns = [self.columns[term] for terms in counted for term in terms]
        ends = np.cumsum([0, *(len(terms) for terms in counted)])
        shape = (len(counted), len(self.columns))
        return csr_array((np.array(values, dtype=float), np.array(columns, dtype=int), ends), shape=shape)

    def _latent(self) -> Latent | None:
        if min(self.matrix.shape) < FEWEST or len(self.ids) > weights().most_documents:
            return None
        rarity = np.array([self._asked(term.split(":", 1)[0], 1, term) for term in self.columns])
        return Latent(csr_array(self.matrix.multiply(rarity)), weights().dimensions)


def _explained(groups: Groups, shares: Mapping[str, float], meant: float, score: float) -> tuple[Reason, ...]:
    told = reasons(groups, shares)
    rest = score - meant - sum(reason.weight for reason in told)
    others = (Reason("meaning", "", meant), Reason("rest", "", rest))
    return told + tuple(reason for reason in others if abs(reason.weight) > SMALLEST)
