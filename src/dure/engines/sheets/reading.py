"""From the bytes of any workbook to its tables."""

import io
import json
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from dure.engines.sheets.faults import Limits, SheetFault
from dure.engines.sheets.grids import Grid, made_grid
from dure.engines.sheets.heading import Note, Row, Sheet, table_in
from dure.engines.sheets.old import grids_of_old
from dure.engines.sheets.packages import Found, looked_through
from dure.engines.sheets.texts import decoded, separated
from dure.engines.sheets.web import looks_like_page, tables_of

__all__ = ["Book", "Note", "Row", "Sheet", "read_book", "read_pasted"]
USUAL = Limits()
OLE, ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK"
OTHERS = (
    (b"%PDF", "PDF"), (b"\x89PNG", "PNG"), (b"\xff\xd8\xff", "JPG"), (b"GIF8", "GIF"), (b"7z\xbc\xaf", "7Z"),
    (b"Rar!", "RAR"), (b"\x1f\x8b", "GZIP"), (b"{\\rtf", "RTF"), (b"MZ", "EXE"), (b"\x7fELF", "EXE"),
)  # fmt: skip
IN_OLE = (
    ("EncryptedPackage", "password"),
    ("WordDocument", "DOC"),
    ("PowerPoint Document", "PPT"),
    ("HwpSummaryInformation", "HWP"),
)


@dataclass(frozen=True)
class Book:
    """What was read: the form of the file, its tables, and what should be told about it."""

    form: str
    sheets: tuple[Sheet, ...]
    notes: tuple[Note, ...] = ()


def read_book(content: bytes, name: str = "", *, words: Collection[str] = (), limits: Limits = USUAL) -> Book:
    """The tables of a workbook or list, whatever its name says; SheetFault where there is nothing to take.

    `words` are header keys that are known (see `header_key`): with them headers are found below titles and notes.
    """
    if not content.strip(b"\x00 \r\n\t"):
        raise SheetFault("file_empty")
    if len(content) > limits.size:
        raise SheetFault("file_too_large", limit=limits.size // 2**20)
    if content.startswith(ZIP):
        return _book("XLSX", *_package(content, limits), words, limits)
    if content.startswith(OLE):
        _must_be_old_workbook(content)
        return _book("XLS", grids_of_old(content, limits), (), words, limits)
    for start, kind in OTHERS:
        if content.startswith(start):
            raise SheetFault("format_unknown", kind=kind)
    return _from_text(decoded(content), name, words, limits)


def read_pasted(text: str, *, words: Collection[str] = (), limits: Limits = USUAL) -> Book:
    """The table of cells copied out of a sheet and pasted into a box."""
    if not text.strip():
        raise SheetFault("file_empty")
    if len(text.encode()) > limits.size:
        raise SheetFault("file_too_large", limit=limits.size // 2**20)
    return _from_text(text, "", words, limits)


def _from_text(text: str, name: str, words: Collection[str], limits: Limits) -> Book:
    if looks_like_page(text):
        return _book("HTML", tables_of(text, limits), (), words, limits)
    if text.lstrip()[:1] in "[{" and name.lower().endswith(".json"):
        return _book("JSON", [_objects(text, limits)], (), words, limits)
    if text.lstrip().startswith("<?xml"):
        raise SheetFault("format_unknown", kind="XML")
    rows, broken = separated(text)
    notes = (Note("quotes_broken"),) if broken else ()
    return _book("TEXT", [made_grid("", rows, limits)], notes, words, limits)


def _objects(text: str, limits: Limits) -> Grid:
    """A JSON list of objects as a table; all names of all objects are the header."""
    try:
        told: Any = json.loads(text)
    except (ValueError, RecursionError):
        raise SheetFault("file_damaged") from None
    if not isinstance(told, list) or not all(isinstance(each, dict) for each in told):
        raise SheetFault("json_no_list")
    head = list(dict.fromkeys(str(key) for each in told for key in each))
    rows = [[_value(each.get(key)) for key in head] for each in told]
    return made_grid("", [head, *rows], limits)


def _value(value: Any) -> Any:
    if isinstance(value, list):
        return ", ".join(str(each) for each in value)
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else value


def _package(content: bytes, limits: Limits) -> tuple[list[Grid], tuple[Note, ...]]:
    package = looked_through(content, limits)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        grids = [
            _grid(book, meta, package.sheets.get(meta.name, Found()), limits)
            for meta in book.sheets_metadata[: limits.sheets]
            if meta.typ == SheetTypeEnum.WorkSheet and package.sheets.get(meta.name, Found()).last_row
        ]
    except (CalamineError, ValueError, OSError) as error:
        if isinstance(error, SheetFault):
            raise
        raise SheetFault("file_damaged") from None
    notes = [Note("macros_not_run")] if package.macros else []
    empty = [name for name, found in package.sheets.items() if not found.last_row]
    return grids, (*notes, *(Note("sheet_empty", {"sheet": name}) for name in empty))


def _grid(book: CalamineWorkbook, meta: Any, found: Found, limits: Limits) -> Grid:
    sheet = book.get_sheet_by_name(meta.name)
    rows = sheet.to_python(skip_empty_area=False, nrows=found.last_row)
    return made_grid(
        meta.name,
        rows,
        limits,
        merged=((*first, *last) for first, last in sheet.merged_cell_ranges or ()),
        hidden=meta.visible != SheetVisibleEnum.Visible,
        unknown_formulas=found.unknown_formulas,
    )


def _must_be_old_workbook(content: bytes) -> None:
    for stream, kind in IN_OLE:
        if stream.encode("utf-16-le") in content:
            if kind == "password":
                raise SheetFault("password", kind="XLSX")
            raise SheetFault("format_unknown", kind=kind)
    if not any(each.encode("utf-16-le") in content for each in ("Workbook", "Book")):
        raise SheetFault("file_damaged")


def _book(
    form: str, grids: list[Grid], notes: tuple[Note, ...], words: Collection[str], limits: Limits
) -> Book:
    found = [(grid, table_in(grid, words)) for grid in grids]
    sheets = tuple(sheet for _grid, sheet in found if sheet is not None)
    without = tuple(
        Note("sheet_without_table", {"sheet": grid.name}) for grid, sheet in found if sheet is None
    )
    if not sheets:
        raise SheetFault("no_table")
    if sum(len(sheet.rows) for sheet in sheets) > limits.rows:
        raise SheetFault("too_many_rows_together", limit=limits.rows)
    return Book(form, sheets, (*notes, *without))
