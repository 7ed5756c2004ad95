"""Ranks the rows of a whole file for many questions: the terms of the index, and meaning beside them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from dure.engines.korean.words import Analyser
from dure.engines.retrieval.documents import Hit, Reason
from dure.engines.retrieval.latent import likeness
from dure.engines.retrieval.reasons import named, reasons
from dure.engines.retrieval.views import Asked, asked, length_of, offered
from dure.engines.retrieval.weights import weights

DIGITS = 6
Vector = NDArray[np.float64]


@dataclass(frozen=True)
class Row:
    """A text of a file, made of its title, its words and its keywords."""

    id: str
    texts: tuple[str, ...]


class Corpus:
    """A file to be ranked; `documents` holds a row for each text and a column for each term."""

    def __init__(self, rows: Iterable[Row], analyser: Analyser) -> None:
        self.ids: list[str] = []
        counted: list[Counter[str]] = []
        for row in rows:
            self.ids.append(row.id)
            counted.append(offered(row.texts, analyser))
        self.found_in = Counter(term for terms in counted for term in terms)
        self.columns = {term: column for column, term in enumerate(self.found_in)}
        self.documents = self._matrix(counted)

    def _matrix(self, counted: Sequence[Counter[str]]) -> csr_matrix:
        lengths = np.array([length_of(terms) for terms in counted], dtype=float)
        typical = float(lengths.mean()) if counted else 1.0
        values = [
            weights().repeated(times) * weights().of_length(length, typical)
            for terms, length in zip(counted, lengths, strict=True)
            for times in terms.values()
        ]
        columns = [self.columns[term] for terms in counted for term in terms]
        ends = np.cumsum([0, *(len(terms) for terms in counted)])
        return csr_matrix((values, columns, ends), shape=(len(counted), len(self.columns)))

    def worth(self, terms: Sequence[Asked]) -> dict[str, float]:
        """What each term of a question counts that stands in the file at all."""
        return {
            term.term: weights().asked(term.view, term.times, self.found_in[term.term], len(self.ids))
            for term in terms
            if term.term in self.columns
        }

    def asked(self, worths: Sequence[Mapping[str, float]]) -> csr_matrix:
        """Questions as rows over the columns of the file."""
        values = [value for worth in worths for value in worth.values()]
        columns = [self.columns[term] for worth in worths for term in worth]
        ends = np.cumsum([0, *(len(worth) for worth in worths)])
        return csr_matrix((values, columns, ends), shape=(len(worths), len(self.columns)))


def rank(
    rows: Iterable[Row], questions: Iterable[Row], analyser: Analyser, top: int = 50
) -> Iterator[tuple[str, list[Hit]]]:
    """For each question its best rows; their reasons add up to their scores.

    A score is the sum of the terms as a share of the best sum, plus the weight of the latent view times the
    cosine. The file is read first, then all questions; ties go to the greater id, as trec_eval has it.
    """
    corpus = Corpus(rows, analyser)
    asking = [(row.id, asked(" \n ".join(row.texts), weights().letters, analyser)) for row in questions]
    worths = [corpus.worth(terms) for _, terms in asking]
    meaning = _meaning(corpus, worths)
    for number, (name, terms) in enumerate(asking):
        worth = worths[number]
        sums = np.asarray(corpus.documents @ corpus.asked([worth]).toarray()[0])
        scale = 1 / sums.max() if sums.size and sums.max() > 0 else 0.0
        near = weights().latent * meaning[number] if meaning is not None else np.zeros(len(corpus.ids))
        yield name, _hits(corpus, terms, worth, sums * scale, near, scale, top)


def _meaning(corpus: Corpus, worths: Sequence[Mapping[str, float]]) -> Vector | None:
    if not worths or not 2 < len(corpus.ids) <= weights().most_documents:
        return None
    rarity = np.array([weights().asked(term.split(":")[0], 1, count, len(corpus.ids)) for term, count in corpus.found_in.items()])
    return likeness(corpus.asked(worths), corpus.documents.multiply(rarity).tocsr(), weights().dimensions)
