"""Separated text in whatever encoding and with whatever separator: CSV, TSV, cells pasted from a sheet."""

import codecs
import csv
import io

from dure.engines.sheets.faults import SheetFault

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
SEPARATORS = "\t,;|"
SWALLOWED_LINES = 20


def decoded(content: bytes) -> str:
    """Text from bytes: by its mark, else UTF-8, UTF-16 without a mark, CP949; refused when it is none of them."""
    for mark, encoding in BOMS:
        if content.startswith(mark):
            return _strictly(content[len(mark) :] if encoding == "utf-8" else content, encoding)
    if encoding := _unmarked_utf16(content):
        return _strictly(content, encoding)
    if b"\x00" in content:
        raise SheetFault("format_unknown", kind="-")
    for encoding in ("utf-8", "cp949"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise SheetFault("encoding_unknown")


def separated(text: str) -> tuple[list[list[str]], bool]:
    """Rows of a separated text, and whether its quotes were broken and therefore taken as plain letters."""
    separator = separator_of(text)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error:
        return _unquoted(text, separator), True
    swallowed = max((cell.count("\n") for row in rows for cell in row), default=0)
    if swallowed > SWALLOWED_LINES:
        return _unquoted(text, separator), True
    return rows, False


def separator_of(text: str) -> str:
    """The separator that splits the first lines into most columns most evenly; a comma where nothing does."""
    lines = [line for line in text.splitlines()[:30] if line.strip()]
    best, best_score = ",", 0.0
    for separator in SEPARATORS:
        counts = [line.count(separator) for line in lines]
        most = max(counts, default=0)
        if not most:
            continue
        usual = max(set(counts), key=lambda count: (counts.count(count), count))
        score = counts.count(usual) * min(usual, 30) + (0.5 if separator == "\t" else 0)
        if score > best_score:
            best, best_score = separator, score
    return best


def _unquoted(text: str, separator: str) -> list[list[str]]:
    return [[cell.strip('"') for cell in line.split(separator)] for line in text.splitlines()]


def _strictly(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        raise SheetFault("encoding_unknown") from None


def _unmarked_utf16(content: bytes) -> str:
    """UTF-16 has a zero in every second byte of its separators and digits."""
    head = content[:2000]
    if len(head) < 8 or b"\x00" not in head:
        return ""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    for zeros, others, encoding in ((odd, even, "utf-16-le"), (even, odd, "utf-16-be")):
        if zeros >= len(head) // 20 and others <= zeros // 20:
            try:
                if any(mark in content.decode(encoding) for mark in ("\n", "\t", ",")):
                    return encoding
            except UnicodeDecodeError:
                continue
    return ""
