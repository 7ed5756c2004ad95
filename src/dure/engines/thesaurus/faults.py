"""What is wrong in a thesaurus: orphans, cycles, words that two concepts claim without telling them apart."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from dure.engines.thesaurus.concepts import LANGUAGES, Concept

CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST = 60
HANGUL, KANA = re.compile(r"[가-힣]"), re.compile(r"[\u3041-\u30ff]")


def faults(concepts: Sequence[Concept]) -> Iterator[str]:
    """Each fault as a sentence that begins with its place."""
    by_code = {each.code: each for each in concepts}
    yield from _twice(concepts)
    for each in concepts:
        yield from _of_words(each)
        yield from _of_links(each, by_code)
    yield from _childless_heads(concepts)
    yield from _cycles(by_code)
    yield from _ambiguous(concepts)


def _twice(concepts: Iterable[Concept]) -> Iterator[str]:
    seen: dict[str, str] = {}
    for each in concepts:
        if not CODE.fullmatch(each.code):
            yield f"{each.place}: the code {each.code!r} is not of small letters, digits and hyphens"
        if each.code in seen:
            yield f"{each.place}: the code {each.code} stands at {seen[each.code]} already"
        seen.setdefault(each.code, each.place)


def _of_words(concept: Concept) -> Iterator[str]:
    for language in LANGUAGES:
        words = concept.words[language]
        for key, count in Counter(each.key for each in words).items():
            if count > 1:
                yield f"{concept.place}: {key} stands twice in {language}"
        for each in words:
            if not each.key or len(each.word) > LONGEST:
                yield f"{concept.place}: {each.word!r} is empty or longer than {LONGEST} letters"
            if language != "ko" and HANGUL.search(each.word):
                yield f"{concept.place}: {each.word} is Korean but stands in {language}"
            if language in ("ko", "en", "zh") and KANA.search(each.word):
                yield f"{concept.place}: {each.word} is Japanese but stands in {language}"


def _of_links(concept: Concept, by_code: Mapping[str, Concept]) -> Iterator[str]:
    head = concept.place.startswith("heads")
    if not concept.broader and not head:
        yield f"{concept.place}: {concept.code} is an orphan; name what it is a kind of"
    for code in (*concept.related, *filter(None, [concept.broader])):
        if code not in by_code:
            yield f"{concept.place}: {concept.code} points to {code}, which there is not"
    if concept.code in concept.related or concept.broader in concept.related:
        yield f"{concept.place}: {concept.code} is related to itself or to its own broader concept"


def _childless_heads(concepts: Sequence[Concept]) -> Iterator[str]:
    parents = {each.broader for each in concepts}
    for each in concepts:
        if not each.broader and each.code not in parents:
            yield f"{each.place}: nothing is a kind of the head {each.code}"


def _cycles(by_code: Mapping[str, Concept]) -> Iterator[str]:
    for each in by_code.values():
        at, seen = each, {each.code}
        while at.broader in by_code:
            at = by_code[at.broader]
            if at.code in seen:
                yield f"{each.place}: {each.code} is a kind of itself through {at.code}"
                break
            seen.add(at.code)


def _ambiguous(concepts: Iterable[Concept]) -> Iterator[str]:
    for language in LANGUAGES:
        claims: dict[str, list[tuple[Concept, str]]] = defaultdict(list)
        for each in concepts:
            for variant in each.words[language]:
                claims[variant.key].append((each, variant.sense))
        for key, claimed in claims.items():
            senses = [sense for _concept, sense in claimed]
            if len(claimed) > 1 and ("" in senses or len(set(senses)) < len(senses)):
                codes = ", ".join(f"{each.code} ({each.place})" for each, _sense in claimed)
                yield f"{claimed[0][0].place}: {key} ({language}) is claimed by {codes}; give each its ~sense"
