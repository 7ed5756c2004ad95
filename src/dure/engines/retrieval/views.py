"""The views of a text: what a document offers and what a question asks, as terms `view:form`."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from dure.engines.korean.normal import normal
from dure.engines.korean.words import Analyser, Word, bigrams

MORPHEME, BIGRAM = "morpheme", "bigram"
LONGEST_DOCUMENT = 20_000
LONGEST_FORM = 48
HANGUL = re.compile("[가-힣]")


class Asked(NamedTuple):
    """A term of a question as documents carry it, how often it is asked, and the word it is named by."""

    term: str
    view: str
    times: int
    shown: str


@cache
def shared_analyser() -> Analyser:
    """One analyser for the whole process: it is large, and forked processes share it."""
    return Analyser()


def offered(texts: Iterable[str], analyser: Analyser) -> Counter[str]:
    """The terms of a document with their counts."""
    text = normal(" \n ".join(texts), LONGEST_DOCUMENT)
    terms: Counter[str] = Counter()
    for view, words in _views(text, analyser).items():
        terms.update(f"{view}:{word.form}" for word in words)
    return terms


def length_of(terms: Counter[str]) -> int:
    """The length of a document in morphemes."""
    return sum(count for term, count in terms.items() if term.startswith(MORPHEME))


def asked(text: str, letters: int, analyser: Analyser) -> list[Asked]:
    """The terms of a question."""
    views = _views(normal(text, letters), analyser)
    found = []
    for view, words in views.items():
        counts = Counter(word.form for word in words)
        shown = {word.form: word.shown for word in reversed(words)}
        if view == BIGRAM:
            shown |= _named_by(words, views[MORPHEME])
        found += [Asked(f"{view}:{form}", view, count, shown[form]) for form, count in counts.items()]
    return found


def _views(text: str, analyser: Analyser) -> dict[str, list[Word]]:
    views = {MORPHEME: analyser.morphemes(text), BIGRAM: bigrams(text)}
    return {view: [word for word in words if _can_be_term(word)] for view, words in views.items()}


def _can_be_term(word: Word) -> bool:
    return 0 < len(word.form) <= LONGEST_FORM and not any(map(str.isspace, word.form))


def _named_by(pairs: Sequence[Word], morphemes: Sequence[Word]) -> dict[str, str]:
    owners: dict[int, str] = {}
    for word in morphemes:
        for at in range(word.start, word.end):
            owners.setdefault(at, word.shown)
    analysed = {pair.shown for pair in pairs if pair.start in owners}
    unowned = {pair.form: "" for pair in pairs if pair.shown in analysed or HANGUL.search(pair.shown)}
    return unowned | {
        pair.form: owners[at] for pair in reversed(pairs) for at in (pair.end - 1, pair.start) if at in owners
    }
