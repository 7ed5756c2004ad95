"""Why something is suggested: a code with parameters, put into words at the edge."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dure.engines.retrieval.documents import Reason as Share
from dure.engines.thesaurus.finding import shared_finder

WORDS, SIMILAR, MEANING, NEAR_MEANING = "words", "similar_words", "same_meaning", "near_meaning"
FIELD, KIND, SOLVED, EXPERTS = "same_field", "need_kind", "solved_similar", "experts_there"
OWN_OFFICE, COMPLEX, REGION, NEAR = "own_office", "same_complex", "same_region", "near"
FREE, FULL, AWAY = "has_time", "full", "away"
AGAINST = frozenset({FULL, AWAY})
MOST_WORDS = 4
FOUND_BY = {"word": WORDS, "similar": SIMILAR, "concept": MEANING, "near": NEAR_MEANING}


@dataclass(frozen=True)
class Reason:
    """A code and what it is about; only about objects the reader may know."""

    code: str
    params: Mapping[str, Any] = field(default_factory=dict)

    @property
    def speaks_against(self) -> bool:
        """Whether this is a reason not to ask now."""
        return self.code in AGAINST


def word_reasons(shares: Iterable[Share]) -> tuple[Reason, ...]:
    """The words of the question that found something, the weightiest first, with the concepts they met."""
    found: dict[str, list[Share]] = {}
    for share in shares:
        if share.code in FOUND_BY:
            found.setdefault(FOUND_BY[share.code], []).append(share)
    return tuple(Reason(code, _params(shown[:MOST_WORDS])) for code, shown in found.items())


def _params(shares: Sequence[Share]) -> dict[str, Any]:
    words = tuple(share.detail for share in shares)
    about = tuple(share.about for share in shares)
    return {"words": words, "concepts": about} if any(about) else {"words": words}


def words_in(reasons: Iterable[Reason]) -> tuple[str, ...]:
    """All words named by reasons, and all words for the concepts they met, to be marked in a text."""
    reasons = tuple(reasons)
    concepts = shared_finder().links.concepts
    codes = (code for reason in reasons for about in reason.params.get("concepts", ()) for code in about)
    others = (each.word for code in codes for words in concepts[code].words.values() for each in words)
    return (*(word for reason in reasons for word in reason.params.get("words", ())), *others)
