"""Workbooks (XLSX) in which every cell is text that no spreadsheet runs, changes or shortens."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from xlsxwriter import Workbook

from dure.engines.tables.sheets import defused

LONGEST_CELL = 32_767
NARROW, WIDE = 12, 44
FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
NO_MOMENT = datetime(2000, 1, 1)  # noqa: DTZ001  (the same rows make the same bytes)


@dataclass(frozen=True)
class OutSheet:
    """One sheet: its name, the words over its columns, its rows, which columns must be filled, notes beside headers."""

    name: str
    head: Sequence[str]
    rows: Iterable[Sequence[object]] = ()
    needed: frozenset[str] = frozenset()
    notes: dict[str, str] = field(default_factory=dict)


def xlsx_bytes(sheets: Sequence[OutSheet]) -> bytes:
    """A workbook of text cells, every one defused, the header bold and always in sight."""
    out = io.BytesIO()
    options = {
        "in_memory": True, "strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False,
    }  # fmt: skip
    with Workbook(out, options) as book:
        book.set_properties({"created": NO_MOMENT})
        text = book.add_format({"num_format": "@", "valign": "top"})
        head = book.add_format({"bold": True, "num_format": "@", "bottom": 1, "text_wrap": True})
        must = book.add_format(
            {"bold": True, "num_format": "@", "bottom": 1, "text_wrap": True, "bg_color": "#FFF3C4"}
        )
        for each in sheets:
            sheet = book.add_worksheet(each.name.translate(FORBIDDEN)[:31])
            sheet.freeze_panes(1, 1)
            for column, word in enumerate(each.head):
                width = WIDE if word in each.notes and len(each.notes[word]) > 40 else NARROW + len(word)
                sheet.set_column(column, column, min(width, WIDE), text)
                sheet.write_string(0, column, word, must if word in each.needed else head)
                if word in each.notes:
                    sheet.write_comment(0, column, each.notes[word], {"x_scale": 2})
            for line, row in enumerate(each.rows, start=1):
                for column, value in enumerate(row):
                    sheet.write_string(line, column, defused(value)[:LONGEST_CELL], text)
    return out.getvalue()
