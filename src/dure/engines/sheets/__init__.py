"""Office workbooks as people keep them: bytes in, tables with a header and plain cells out, or a fault with a code."""

from dure.engines.sheets.columns import guess_columns, header_key
from dure.engines.sheets.faults import Limits, SheetFault
from dure.engines.sheets.reading import Book, Note, Row, Sheet, read_book, read_pasted

__all__ = [
    "Book",
    "Limits",
    "Note",
    "Row",
    "Sheet",
    "SheetFault",
    "guess_columns",
    "header_key",
    "read_book",
    "read_pasted",
]
