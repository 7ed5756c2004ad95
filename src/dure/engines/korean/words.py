"""Takes a Korean text apart: content morphemes by Kiwi with compounds and measures, and character bigrams."""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from kiwipiepy import Kiwi, Token  # type: ignore[import-untyped, unused-ignore]

from dure.engines.korean.measures import measures

COMPOUNDS = Path(__file__).with_name("compounds.txt")
NAMES = frozenset({"NNG", "NNP", "XR", "SL", "SH", "SN", "W_SERIAL"})
VERBS = frozenset({"VV", "VA"})
EMPTY = frozenset("것등수때중이들") | {"저희", "우리", "회사"}
LIGHT = frozenset("하되있없같않싶보주받내오가나쓰두맞놓얻알") | {"그렇", "이렇", "어떻"}
FORMAL = frozenset("JE")  # particles and endings, by the first letter of their tag
RUN = re.compile(r"[^\W_]+")


class Word(NamedTuple):
    """A word of an index, how a reader would name it, and where it stands in the text."""

    form: str
    shown: str
    start: int
    end: int


class Piece(NamedTuple):
    """A morpheme in its dictionary form, and where it stands."""

    form: str
    start: int
    end: int


class Parsed(NamedTuple):
    """A text taken apart: words that carry meaning, and every morpheme but particles and endings."""

    words: list[Word]
    pieces: list[Piece]


class Analyser:
    """Kiwi, loaded when first needed, on one thread so that it lives on in forked processes."""

    def __init__(self, compounds: Path = COMPOUNDS) -> None:
        lines = compounds.read_text(encoding="utf-8").splitlines()
        parted = [line.split() for line in lines if line.strip() and not line.startswith("#")]
        self.parts = {"".join(parts): parts for parts in parted}

    @cached_property
    def kiwi(self) -> Kiwi:
        """The analyser without its dictionary of names of many words and of misspellings."""
        kiwi = Kiwi(num_workers=1, model_type="cong", load_multi_dict=False, load_typo_dict=False)
        for word, parts in self.parts.items():
            for form in {word, *(part for part in parts if len(part) > 1)}:
                kiwi.add_user_word(form, "NNG", 0.0 if form == word else -2.0)
        kiwi.tokenize("")
        return kiwi

    def morphemes(self, text: str) -> list[Word]:
        """The words of a normalised text that carry meaning; compounds whole and in their parts."""
        return self.parsed(text).words

    def parsed(self, text: str) -> Parsed:
        """The words of a normalised text that carry meaning, and its morphemes in order."""
        tokens = self.kiwi.tokenize(text)
        pieces = [
            Piece(token.form.lower(), token.start, token.start + token.len)
            for token in tokens
            if token.tag[0] not in FORMAL
        ]
        return Parsed(self._carrying(text, [token for token in tokens if _carries_meaning(token)]), pieces)

    def _carrying(self, text: str, tokens: Sequence[Token]) -> list[Word]:
        found = [word for token in tokens for word in self._words(token)]
        found += self._written_apart(tokens)
        found += [Word(form, text[start:end], start, end) for form, start, end in measures(text)]
        return found

    def _words(self, token: Token) -> Iterator[Word]:
        form, start, end = token.form.lower().replace(",", ""), token.start, token.start + token.len
        if token.tag.split("-")[0] in VERBS:
            yield Word(form, form + "다", start, end)
            return
        yield Word(form, form, start, end)
        parts = self.parts.get(form, [])
        if len(parts) > 1:
            yield from (Word(part, part, start, end) for part in parts)

    def _written_apart(self, tokens: Sequence[Token]) -> Iterator[Word]:
        for first in range(len(tokens)):
            joined = tokens[first].form.lower()
            for last in range(first + 1, min(first + 4, len(tokens))):
                if tokens[last].start - tokens[last - 1].start - tokens[last - 1].len > 1:
                    break
                joined += tokens[last].form.lower()
                if joined in self.parts:
                    yield Word(joined, joined, tokens[first].start, tokens[last].start + tokens[last].len)


def bigrams(text: str) -> list[Word]:
    """Each pair of neighbouring characters inside a run of letters and digits; a single one stands alone."""
    found: list[Word] = []
    for run in RUN.finditer(text):
        shown, start = run.group(), run.start()
        size = min(2, len(shown))
        found += [
            Word(shown[at : at + size], shown, start + at, start + at + size)
            for at in range(len(shown) - size + 1)
        ]
    return found


def _carries_meaning(token: Token) -> bool:
    kind = token.tag.split("-")[0]
    if kind in VERBS:
        return token.form not in LIGHT
    return kind in NAMES and token.form not in EMPTY
