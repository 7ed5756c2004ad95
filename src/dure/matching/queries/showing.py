"""A thing that is suggested: weighed first, then, when it is among the best, shown."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from dure.engines.retrieval.documents import Hit
from dure.matching.reasons import Reason

AROUND, LONGEST, MOST_REASONS = 40, 150, 4
NO_HIT = Hit("", 0.0, ())


@dataclass(frozen=True)
class Weighed:
    """A row that was found, how well it fits, and why."""

    id: UUID
    score: float
    row: Any
    reasons: tuple[Reason, ...]
    hit: Hit = NO_HIT


@dataclass(frozen=True)
class Suggestion:
    """What is suggested, how well it fits, and why; `quote` is a piece of its text that holds words of the question."""

    id: UUID
    type: str
    title: str
    score: float
    reasons: tuple[Reason, ...]
    url: str = ""
    meta: tuple[str, ...] = ()
    quote: str = ""
    language: str = "ko"


def best(found: Iterable[Weighed], limit: int, least: float) -> list[Weighed]:
    """The best of those that reach the least score, in an order that is always the same."""
    enough = (each for each in found if each.score >= least)
    return sorted(enough, key=lambda each: (-each.score, str(each.id)))[:limit]


def few(reasons: Sequence[Reason]) -> tuple[Reason, ...]:
    """The first reasons, and all that speak against it."""
    against = [each for each in reasons if each.speaks_against]
    return (*[each for each in reasons if not each.speaks_against][:MOST_REASONS], *against)


def excerpt(texts: Iterable[str], words: Sequence[str]) -> str:
    """The piece of the texts that holds most of the words; nothing when none of them does."""
    found = max(texts, key=lambda text: _held(text, words), default="")
    if not _held(found, words):
        return ""
    folded = found.lower()
    first = min(at for word in words if (at := folded.find(word.lower())) >= 0)
    start = found.rfind(" ", 0, max(first - AROUND, 0)) + 1 if first > AROUND else 0
    piece = found[start : start + LONGEST].strip()
    return ("…" if start else "") + piece + ("…" if start + LONGEST < len(found) else "")


def _held(text: str, words: Sequence[str]) -> int:
    folded = text.lower()
    return sum(word.lower() in folded for word in words)
