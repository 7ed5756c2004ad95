"""Concepts and the files they are kept in: a line each, tab-separated.

    code <TAB> ko <TAB> en <TAB> ja <TAB> zh <TAB> broader <TAB> related

Variants are separated by `;`, the preferred one first; `word~sense` marks a word that more than one concept
claims. `broader` is a code, empty only for the heads in `heads.tsv`; `related` are codes separated by `,`.
Lines that begin with `#` are remarks.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).with_name("concepts")
BRIDGE = "general.tsv"
LANGUAGES = ("ko", "en", "ja", "zh")
COLUMNS = 7


class Variant(NamedTuple):
    """A word for a concept; `sense` tells concepts apart that share the word."""

    word: str
    sense: str = ""

    @property
    def key(self) -> str:
        """How it is compared: without case and blanks."""
        return self.word.casefold().replace(" ", "")


@dataclass(frozen=True)
class Concept:
    """What one means, whatever it is called: words by language, what it is a kind of, what it goes with."""

    code: str
    words: Mapping[str, tuple[Variant, ...]]
    broader: str
    related: tuple[str, ...]
    place: str = ""

    @property
    def name(self) -> str:
        """The preferred Korean word."""
        return self.words["ko"][0].word

    @property
    def bridges(self) -> bool:
        """A general word, there to bridge languages; between Korean texts it says too little."""
        return self.place.startswith(BRIDGE)

    def named(self, language: str) -> str:
        """The preferred word of a language."""
        return self.words[language][0].word


class BadLine(ValueError):
    """A line that is no concept: where it stands and what is wrong."""


def concepts(folder: Path = FOLDER) -> list[Concept]:
    """Every concept of the files of a folder, by file and line."""
    return [each for path in sorted(folder.glob("*.tsv")) for each in read(path)]


def read(path: Path) -> Iterator[Concept]:
    """The concepts of one file."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line.strip() and not line.startswith("#"):
            yield concept(line, f"{path.name}:{number}")


def concept(line: str, place: str) -> Concept:
    """A line as a concept; raises BadLine."""
    parts = [part.strip() for part in line.split("\t")]
    parts += [""] * (COLUMNS - len(parts))
    if len(parts) != COLUMNS:
        raise BadLine(f"{place}: {len(parts)} columns instead of {COLUMNS}")
    code, *told, broader, related = parts
    words = {language: tuple(_variants(text)) for language, text in zip(LANGUAGES, told, strict=True)}
    if missing := [language for language, found in words.items() if not found]:
        raise BadLine(f"{place}: no word in {', '.join(missing)}")
    return Concept(code, words, broader, tuple(_listed(related, ",")), place)


def _variants(text: str) -> Iterator[Variant]:
    for each in _listed(text, ";"):
        word, _tilde, sense = each.partition("~")
        yield Variant(word.strip(), sense.strip())


def _listed(text: str, separator: str) -> Iterable[str]:
    return [part.strip() for part in text.split(separator) if part.strip()]
