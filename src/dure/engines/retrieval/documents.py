"""What is put into an index and what comes out of it."""

from collections.abc import Mapping
from dataclasses import dataclass

EVERYBODY = "everybody"


@dataclass(frozen=True)
class Document:
    """A thing that can be found by readers who hold one of its keys; EVERYBODY opens it to all.

    `id` is unique over all kinds; `fields` are texts by name; a kind is a word without blank or slash.
    """

    id: str
    kind: str
    fields: Mapping[str, str]
    keys: frozenset[str]


@dataclass(frozen=True)
class Reason:
    """A share of a score, and the word of the question it stands for.

    `word` was found in both texts, `similar` in most of its letters, `concept` under another name, `near` in what
    goes with it or is of its kind; `about` are the codes of the concepts met. `meaning` and `rest` have no word.
    """

    code: str
    detail: str
    weight: float
    about: tuple[str, ...] = ()


@dataclass(frozen=True)
class Hit:
    """A document found, with the words that found it."""

    id: str
    score: float
    reasons: tuple[Reason, ...]
