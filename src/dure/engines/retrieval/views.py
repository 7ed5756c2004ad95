"""The views of a text: what a document offers and what a question asks, as terms `view:form`.

Three views lie over one text: its morphemes, the pairs of its letters, and the concepts of the thesaurus. A
document offers its concepts as `concept:` and, with all they are a kind of, as `broader:`. A question asks for its
own concepts, for those that go with them (`related`, found among the `concept:` terms), and for what they are a
kind of; so two kinds of one thing meet.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from dure.engines.korean.normal import normal
from dure.engines.korean.words import Analyser, Parsed, Word, bigrams
from dure.engines.thesaurus.finding import Mention, shared_finder

MORPHEME, BIGRAM = "morpheme", "bigram"
CONCEPT, RELATED, BROADER, SYNONYM = "concept", "related", "broader", "synonym"
MOST_SYNONYMS = 4
LONGEST_DOCUMENT = 20_000
LONGEST_FORM = 48
HANGUL = re.compile("[가-힣]")


class Asked(NamedTuple):
    """A term of a question as documents carry it, how often it is asked, the word it is named by.

    `through` is the concept by which it is asked, nothing where the term stands in the question itself.
    """

    term: str
    view: str
    times: float
    shown: str
    through: str = ""


@cache
def shared_analyser() -> Analyser:
    """One analyser for the whole process: it is large, and forked processes share it."""
    return Analyser()


def offered(texts: Iterable[str], analyser: Analyser) -> Counter[str]:
    """The terms of a document with their counts."""
    text = normal(" \n ".join(texts), LONGEST_DOCUMENT)
    terms: Counter[str] = Counter()
    parsed = analyser.parsed(text)
    for view, words in _views(text, parsed).items():
        terms.update(f"{view}:{word.form}" for word in words)
    finder = shared_finder()
    for mention in finder.mentions(parsed.pieces):
        terms[f"{CONCEPT}:{mention.code}"] += 1
        terms.update(f"{BROADER}:{code}" for code in (mention.code, *finder.links.broader(mention.code)))
    return terms


def length_of(terms: Counter[str]) -> int:
    """The length of a document in morphemes."""
    return sum(count for term, count in terms.items() if term.startswith(MORPHEME))


def asked(text: str, letters: int, analyser: Analyser) -> list[Asked]:
    """The terms of a question."""
    text = normal(text, letters)
    parsed = analyser.parsed(text)
    views = _views(text, parsed)
    foreign = not HANGUL.search(text)
    if foreign:
        views[BIGRAM] = []
    found: list[Asked] = []
    for view, words in views.items():
        counts = Counter(word.form for word in words)
        shown = {word.form: word.shown for word in reversed(words)}
        if view == BIGRAM:
            shown |= _named_by(words, views[MORPHEME])
        found += [Asked(f"{view}:{form}", view, count, shown[form]) for form, count in counts.items()]
    mentions = _mentioned(parsed, foreign=foreign)
    known = {each.term for each in found}
    more = [
        *_asked_concepts(text, mentions).values(),
        *_in_korean(text, mentions, analyser, foreign=foreign).values(),
    ]
    return found + [each for each in more if each.term not in known]


def _mentioned(parsed: Parsed, *, foreign: bool) -> list[Mention]:
    """The concepts of a question; of a Korean one without the general words that only bridge languages."""
    concepts = shared_finder().links.concepts
    found = shared_finder().mentions(parsed.pieces)
    return [each for each in found if foreign or not concepts[each.code].bridges]


def _asked_concepts(text: str, mentions: Sequence[Mention]) -> dict[str, Asked]:
    """Concepts by term; what is asked outright stands before what goes with it, of which each has its share."""
    links = shared_finder().links
    counts = Counter(mention.code for mention in mentions)
    shown = {mention.code: text[mention.start : mention.end] for mention in reversed(mentions)}
    found = {
        f"{CONCEPT}:{code}": Asked(f"{CONCEPT}:{code}", CONCEPT, count, shown[code], code)
        for code, count in counts.items()
    }
    for code, count in counts.items():
        for near in links.related(code):
            found.setdefault(
                f"{CONCEPT}:{near}",
                Asked(f"{CONCEPT}:{near}", RELATED, count / len(links.related(code)), shown[code], near),
            )
        for kind in (code, *links.broader(code)):
            found.setdefault(
                f"{BROADER}:{kind}", Asked(f"{BROADER}:{kind}", BROADER, count, shown[code], kind)
            )
    return found


def _in_korean(
    text: str, mentions: Sequence[Mention], analyser: Analyser, *, foreign: bool
) -> dict[str, Asked]:
    """What a question mentions, in the other Korean words for it; the only Korean words of a foreign question."""
    found: dict[str, Asked] = {}
    for mention in mentions:
        shown = text[mention.start : mention.end]
        for rank, view, form in _korean_words(mention.code, analyser):
            asked_as = view if foreign and not rank else SYNONYM
            found.setdefault(f"{view}:{form}", Asked(f"{view}:{form}", asked_as, 1, shown, mention.code))
    return found


@lru_cache(maxsize=4096)
def _korean_words(code: str, analyser: Analyser) -> tuple[tuple[int, str, str], ...]:
    """The first Korean words of a concept, taken apart: the rank of the word, the view, the form."""
    words = shared_finder().links.concepts[code].words["ko"][:MOST_SYNONYMS]
    forms = [(rank, normal(word.word)) for rank, word in enumerate(words)]
    return tuple(
        (rank, view, part.form)
        for rank, form in forms
        for view, parts in _views(form, analyser.parsed(form)).items()
        if view == MORPHEME or not rank
        for part in parts
    )


def _views(text: str, parsed: Parsed) -> dict[str, list[Word]]:
    views = {MORPHEME: parsed.words, BIGRAM: bigrams(text)}
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
