"""Reads scores and loads from CSV, and writes who is given to whom."""

import csv
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from itertools import chain, islice
from math import isfinite
from typing import BinaryIO, TextIO

import numpy as np

from dure.engines.assignment.problem import FARTHEST, Floats, Integers, Places, repeated
from dure.engines.formats import FormatError

SCORES, LOADS = ["need", "helper", "score"], ["helper", "min", "max"]
AT_ONCE, BLOCK, MOST = 1 << 16, 1 << 20, 10**9
NUMBER = re.compile(r"\s*[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?\s*", re.ASCII)
Rows = list[list[str]]


@dataclass(frozen=True)
class Loads:
    """Helpers in the order of the file, with the least and the most each may carry, (helpers,)."""

    helpers: list[str]
    minimum: Integers
    maximum: Integers


@dataclass(frozen=True)
class Scores:
    """Needs in the order of the file, and a place of row, column and score for each permitted pair, (pairs,)."""

    needs: list[str]
    row: Places
    column: Places
    score: Floats


def loads(file: BinaryIO) -> Loads:
    """The loads of a file `helper,min,max`; raises FormatError."""
    found: dict[str, tuple[int, int]] = {}
    for lines, rows in _batches(file, LOADS):
        for line, row in zip(lines, rows, strict=True):
            name, low, high = _three(row, line, LOADS)
            if not name:
                raise FormatError(line, "no helper; name one")
            if name in found:
                raise FormatError(line, f'the helper "{name}" was named before; keep one line')
            least, most = (_load(each, line, column) for each, column in ((low, "min"), (high, "max")))
            if least > most:
                raise FormatError(line, f"min {least} is above max {most}; lower min or raise max")
            found[name] = least, most
    if not found:
        raise FormatError(2, "no helper at all; write a line helper,min,max for each")
    table = np.array(list(found.values()), np.int64)
    return Loads(list(found), table[:, 0], table[:, 1])


def scores(file: BinaryIO, helpers: Sequence[str]) -> Scores:
    """The permitted pairs of a file `need,helper,score`, helpers by their place in `helpers`; raises FormatError."""
    known = {name: at for at, name in enumerate(helpers)}
    needs: defaultdict[str, int] = defaultdict()
    needs.default_factory = needs.__len__
    parts = []
    for lines, rows in _batches(file, SCORES):
        taken = _taken(rows, needs, known)
        if taken is None:
            for line, told in zip(lines, rows, strict=True):
                _must_be_pair(told, line, known)
            raise FormatError(lines[0], "cannot be read; write need,helper,score")
        parts.append((*taken, np.array(lines, np.int32)))
    if not parts:
        raise FormatError(2, "no score at all; write a line need,helper,score for each permitted pair")
    row, column = (np.concatenate([part[at] for part in parts]) for at in (0, 1))
    score = np.concatenate([part[2] for part in parts])
    names = list(needs)
    if (at := repeated(row, column, len(helpers))) is not None:
        pair = f'"{names[row[at]]}" and "{helpers[column[at]]}"'
        numbers = np.concatenate([part[3] for part in parts])
        raise FormatError(int(numbers[at]), f"{pair} have a score already; keep one")
    return Scores(names, row, column, score)


def write(file: TextIO, given: Scores, helpers: Sequence[str], chosen: Integers) -> None:
    """The chosen pairs as `need,helper,score`: needs in the order of the file, the best helper first."""
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(SCORES)
    for at in chosen[np.lexsort((-given.score[chosen], given.row[chosen]))]:
        score = repr(float(given.score[at])).removesuffix(".0")
        writer.writerow([given.needs[given.row[at]], helpers[given.column[at]], score])


def _taken(rows: Rows, needs: dict[str, int], known: dict[str, int]) -> tuple[Places, Places, Floats] | None:
    try:
        named, helped, told = zip(*rows, strict=True)
        column = np.fromiter(map(known.__getitem__, helped), np.int32, len(rows))
        score = np.fromiter(map(float, told), np.float64, len(rows))
    except (KeyError, ValueError):
        return None
    if "" in named or "_" in "".join(told) or not (np.abs(score) <= FARTHEST).all():
        return None
    return np.fromiter(map(needs.__getitem__, named), np.int32, len(rows)), column, score


def _must_be_pair(row: list[str], line: int, known: dict[str, int]) -> None:
    need, helper, score = _three(row, line, SCORES)
    if not need:
        raise FormatError(line, "no need; name one")
    if helper not in known:
        raise FormatError(line, f'the helper "{helper}" has no load; add a line for it to the loads')
    if not NUMBER.fullmatch(score):
        finite = "finite " if score.strip().lower().lstrip("+-") in {"nan", "inf", "infinity"} else ""
        raise FormatError(
            line, f'the score "{score}" is no {finite}number; leave out pairs that are forbidden'
        )
    if not isfinite(float(score)) or abs(float(score)) > FARTHEST:
        raise FormatError(line, f"the score {score} is too large; stay within {FARTHEST:g}")


def _load(given: str, line: int, column: str) -> int:
    text = given.strip()
    if re.fullmatch(r"-\d+", text, re.ASCII):
        raise FormatError(line, f"{column} {text} is negative; write 0 or more")
    if not re.fullmatch(r"\d{1,18}", text, re.ASCII):
        raise FormatError(line, f'{column} "{given}" is no whole number; write how many needs, such as 3')
    return min(int(text), MOST)


def _three(row: list[str], line: int, header: list[str]) -> list[str]:
    if len(row) != len(header):
        raise FormatError(line, f"{len(row)} columns; write three: {','.join(header)}")
    return row


def _batches(file: BinaryIO, header: list[str]) -> Iterator[tuple[Sequence[int], Rows]]:
    reader = csv.reader(chain.from_iterable(_decoded(file)), strict=True)
    try:
        first = [each.strip().lower() for each in next(reader, [])]
        if first != header:
            raise FormatError(1, f"not the header; begin the file with {','.join(header)}")
        before = reader.line_num
        while rows := list(islice(reader, AT_ONCE)):
            lines, filled = _numbered(rows, before, reader.line_num)
            if filled:
                yield lines, filled
            before = reader.line_num
    except csv.Error as error:
        raise FormatError(reader.line_num, f"not CSV ({error}); look at the quotation marks") from error


def _numbered(rows: Rows, before: int, last: int) -> tuple[Sequence[int], Rows]:
    if last - before == len(rows) and all(rows):
        return range(before + 1, last + 1), rows
    numbered, line = [], before
    for row in rows:
        if row:
            numbered.append((line + 1, row))
        line += 1 + sum(each.count("\n") for each in row)
    return [line for line, _ in numbered], [row for _, row in numbered]


def _decoded(file: BinaryIO) -> Iterator[StringIO]:
    """Blocks of whole lines as text."""
    number = 0
    while lines := file.readlines(BLOCK):
        try:
            text = b"".join(lines).decode("utf-8" if number else "utf-8-sig")
        except UnicodeDecodeError as error:
            number += 1 + next(at for at, line in enumerate(lines) if not _is_utf8(line))
            raise FormatError(number, "not UTF-8; save the file as UTF-8") from error
        number += len(lines)
        yield StringIO(text, newline="\n")


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True
