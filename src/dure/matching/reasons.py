"""Why something is suggested: a code with parameters, put into words at the edge."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from dure.engines.retrieval.documents import Reason as Share

WORDS, SIMILAR = "words", "similar_words"
FIELD, KIND, SOLVED, EXPERTS = "same_field", "need_kind", "solved_similar", "experts_there"
OWN_OFFICE, COMPLEX, REGION, NEAR = "own_office", "same_complex", "same_region", "near"
FREE, FULL, AWAY = "has_time", "full", "away"
AGAINST = frozenset({FULL, AWAY})
MOST_WORDS = 4
FOUND_BY = {"word": WORDS, "similar": SIMILAR}


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
    """The words of the question that found something, the weightiest first."""
    found: dict[str, list[str]] = {}
    for share in shares:
        if share.code in FOUND_BY:
            found.setdefault(FOUND_BY[share.code], []).append(share.detail)
    return tuple(Reason(code, {"words": tuple(words[:MOST_WORDS])}) for code, words in found.items())


def words_in(reasons: Iterable[Reason]) -> tuple[str, ...]:
    """All words named by reasons, to be marked in a text."""
    return tuple(word for reason in reasons for word in reason.params.get("words", ()))
