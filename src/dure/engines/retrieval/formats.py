"""Reads and writes the open formats: rows of JSON, TREC runs and judgments."""

import json
from collections.abc import Iterable, Iterator, Sequence
from math import isfinite
from typing import BinaryIO

from dure.engines.formats import FormatError
from dure.engines.retrieval.documents import Hit, Reason
from dure.engines.retrieval.ranking import Row
from dure.engines.thesaurus.finding import shared_finder

Run = dict[str, dict[str, float]]
Judged = dict[str, dict[str, int]]


def rows(file: BinaryIO) -> Iterator[Row]:
    """The texts of a file of JSON objects, one a line: id, title or name, text, keywords."""
    seen: set[str] = set()
    for number, line in _lines(file):
        try:
            given = json.loads(line)
        except ValueError as error:
            raise FormatError(number, "not JSON; write one object a line") from error
        if not isinstance(given, dict):
            raise FormatError(number, "not a JSON object; write one object a line")
        row = Row(_id(given, number), _texts(given, number))
        if row.id in seen:
            raise FormatError(number, f"the id {row.id} was used before; give each row its own")
        seen.add(row.id)
        yield row
    if not seen:
        raise FormatError(1, "no row at all; write one JSON object a line")


def run_lines(question: str, hits: Sequence[Hit]) -> Iterator[str]:
    """The lines of a TREC run."""
    for rank, hit in enumerate(hits, start=1):
        yield f"{question} Q0 {hit.id} {rank} {hit.score:.6f} dure\n"


def why_lines(question: str, hits: Iterable[Hit]) -> Iterator[str]:
    """The reasons of a ranking as JSON, one hit a line."""
    for hit in hits:
        told = [
            {"code": each.code, "detail": _detail(each), "weight": round(each.weight, 6)}
            for each in hit.reasons
        ]
        yield json.dumps({"query": question, "doc": hit.id, "reasons": told}, ensure_ascii=False) + "\n"


def _detail(reason: Reason) -> str:
    concepts = shared_finder().links.concepts
    return " → ".join([reason.detail, *(concepts[code].name for code in reason.about)])


def run(file: BinaryIO) -> Run:
    """A TREC run: scores by question and document."""
    found: Run = {}
    for number, line in _lines(file):
        parts = line.split()
        if len(parts) != 6:
            raise FormatError(number, "not a line of a run; write: question Q0 document rank score name")
        question, _, document, _, score, _ = parts
        if document in found.setdefault(question, {}):
            raise FormatError(number, f"{document} is ranked twice for {question}; keep one")
        found[question][document] = _score(score, number)
    return found


def judged(file: BinaryIO) -> Judged:
    """TREC judgments: grades by question and document."""
    found: Judged = {}
    for number, line in _lines(file):
        parts = line.split()
        if len(parts) != 4:
            raise FormatError(number, "not a judgment; write: question 0 document grade")
        question, _, document, grade = parts
        if not grade.removeprefix("-").isdecimal():
            raise FormatError(number, f"the grade {grade} is no whole number")
        if document in found.setdefault(question, {}):
            raise FormatError(number, f"{document} is judged twice for {question}; keep one")
        found[question][document] = int(grade)
    if not found:
        raise FormatError(1, "no judgment at all; write: question 0 document grade")
    return found


def _lines(file: BinaryIO) -> Iterator[tuple[int, str]]:
    for number, raw in enumerate(file, start=1):
        try:
            line = raw.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError as error:
            raise FormatError(number, "not UTF-8; save the file as UTF-8") from error
        if line.strip():
            yield number, line


def _id(given: dict[str, object], number: int) -> str:
    name = given.get("id")
    if isinstance(name, bool) or not isinstance(name, str | int) or name == "":
        raise FormatError(number, 'no "id"; give every row one')
    if any(map(str.isspace, str(name))):
        raise FormatError(number, f'the id "{name}" has a blank; a run cannot hold it')
    return str(name)


def _texts(given: dict[str, object], number: int) -> tuple[str, ...]:
    text, title = given.get("text"), given.get("title") or given.get("name") or ""
    if not isinstance(text, str):
        raise FormatError(number, 'no "text"; give every row one')
    if not isinstance(title, str):
        raise FormatError(number, 'the "title" is no text')
    keywords = given.get("keywords") or []
    listed = [keywords] if isinstance(keywords, str) else keywords
    if not isinstance(listed, list) or not all(isinstance(word, str) for word in listed):
        raise FormatError(number, 'the "keywords" are no list of texts')
    return (title, text, " ".join(listed))


def _score(given: str, number: int) -> float:
    try:
        score = float(given)
    except ValueError as error:
        raise FormatError(number, f"the score {given} is no number") from error
    if not isfinite(score):
        raise FormatError(number, f"the score {given} is not finite")
    return score
