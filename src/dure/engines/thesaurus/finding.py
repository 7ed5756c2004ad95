"""Finds concepts in a text of any of the four languages, however it is spaced or inflected."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from dure.engines.korean.normal import normal
from dure.engines.korean.words import Piece
from dure.engines.thesaurus.concepts import Concept, concepts
from dure.engines.thesaurus.links import Links

SKIPPED = frozenset(" \t\n-·‐–_'")
SCRIPTS = (
    ("latin", "a", "z"),
    ("hangul", "가", "힣"),
    ("han", "\u4e00", "\u9fff"),
    ("katakana", "\u30a0", "\u30ff"),
    ("han", "\u3041", "\u309f"),
    ("digit", "0", "9"),
)
PARTICLE = re.compile(r"(?<=[가-힣])(?:이|가|을|를|은|는|에|의|도)(?=\s)")
SHORT_KATAKANA = 4
SHORT_LATIN = 4


class Mention(NamedTuple):
    """A concept in a text: `share` below 1 where the word could mean others too; `start`, `end` in the text."""

    code: str
    start: int
    end: int
    share: float = 1.0


class Finder:
    """All words of a thesaurus, ready to be looked for."""

    def __init__(self, found: Sequence[Concept]) -> None:
        self.links = Links(found)
        self._codes: dict[str, tuple[str, ...]] = {}
        for each in found:
            for words in each.words.values():
                for key in (key for word in words for key in _keys(word.word)):
                    known = self._codes.get(key, ())
                    self._codes[key] = known if each.code in known else (*known, each.code)
        lengths: dict[str, set[int]] = defaultdict(set)
        for key in self._codes:
            lengths[key[0]].add(len(key))
        self._lengths = {sign: sorted(each, reverse=True) for sign, each in lengths.items()}

    def mentions(self, pieces: Sequence[Piece]) -> list[Mention]:
        """The concepts of a text that was taken apart, the longest words first."""
        line = _Line(pieces)
        spans = list(self._spans(line))
        sure = (codes[0] for _at, _end, codes in spans if len(codes) == 1)
        context = Counter(near for code in sure for near in self.links.around(code))
        return [
            Mention(code, line.starts[at], line.ends[end - 1], 1 / len(meant))
            for at, end, codes in spans
            for meant in [self._meant(codes, context)]
            for code in meant
        ]

    def _spans(self, line: "_Line") -> Iterator[tuple[int, int, tuple[str, ...]]]:
        at = 0
        while at < len(line.signs):
            end = self._end(line, at) if line.may_start(at) else 0
            if end:
                yield at, end, self._codes[line.signs[at:end]]
            at = end or at + 1

    def _end(self, line: "_Line", at: int) -> int:
        for length in self._lengths.get(line.signs[at], ()):
            end = at + length
            if line.may_end(at, end) and line.signs[at:end] in self._codes:
                return end
        return 0

    def _meant(self, codes: tuple[str, ...], context: Counter[str]) -> tuple[str, ...]:
        """Of the concepts that claim a word, those that go best with the rest of the text."""
        if len(codes) == 1:
            return codes
        fits = {code: sum(context[near] for near in self.links.around(code)) for code in codes}
        return tuple(code for code in codes if fits[code] == max(fits.values()))


class _Line:
    """Morphemes in one line without blanks and hyphens, with the places where words may begin and end.

    `starts` and `ends` say for each sign where it stands in the text; of an inflected form, the whole of it.
    """

    def __init__(self, pieces: Sequence[Piece]) -> None:
        signs: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self._bounds: set[int] = {0}
        for piece in pieces:
            same = len(piece.form) == piece.end - piece.start
            for at, sign in enumerate(piece.form):
                if sign in SKIPPED:
                    self._bounds.add(len(signs))
                    continue
                signs.append(sign)
                self.starts.append(piece.start + at if same else piece.start)
                self.ends.append(piece.start + at + 1 if same else piece.end)
            self._bounds.add(len(signs))
        self.signs = "".join(signs)
        self._scripts = [_script(sign) for sign in self.signs]

    def may_start(self, at: int) -> bool:
        """Korean and Latin words begin where a morpheme does; the others where they like."""
        return self._scripts[at] in ("han", "katakana", "") or self._parted(at)

    def may_end(self, at: int, end: int) -> bool:
        """As they begin; a short one must not be part of a longer run."""
        if end > len(self.signs):
            return False
        script = self._scripts[end - 1]
        closed = end == len(self.signs) or self._parted(end)
        if script in ("han", ""):
            return end - at > 1
        if script == "katakana":
            return end - at >= SHORT_KATAKANA or (closed and self._parted(at))
        return closed

    def _parted(self, at: int) -> bool:
        return at in self._bounds or self._scripts[at] != self._scripts[at - 1]


@lru_cache(maxsize=8192)
def _script(sign: str) -> str:
    return next((name for name, first, last in SCRIPTS if first <= sign <= last), "")


def _squeezed(text: str) -> str:
    return "".join(sign for sign in text if sign not in SKIPPED)


def _keys(word: str) -> Iterable[str]:
    """How a word is looked for: without blanks and particles, verbs by their stem, English in the plural too."""
    plain = normal(word)
    for form in {plain, PARTICLE.sub("", plain)}:
        key = _squeezed(form)
        last = _script(key[-1]) if key else ""
        if not key or (last == "hangul" and len(key) < 2):
            continue
        yield key
        if len(key) > 2 and key.endswith("다"):
            yield key.removesuffix("다")
        if last == "latin" and len(key) >= SHORT_LATIN and not key.endswith("s"):
            yield f"{key}s"


@cache
def shared_finder() -> Finder:
    """One finder for the whole process, of the thesaurus as shipped."""
    return Finder(concepts())
