"""CSV that Korean spreadsheets open without asking, and in which no cell is taken for a formula."""

import csv
import io
from collections.abc import Iterable, Sequence

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
BOM = b"\xef\xbb\xbf"


def defused(value: object) -> str:
    """The text of a cell; what a spreadsheet would run gets an apostrophe in front (OWASP, CSV injection)."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def csv_bytes(head: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """UTF-8 with a byte order mark and CRLF lines (RFC 4180), every cell defused."""
    sheet = io.StringIO(newline="")
    writer = csv.writer(sheet)
    for row in (head, *rows):
        writer.writerow([defused(value) for value in row])
    return BOM + sheet.getvalue().encode()
