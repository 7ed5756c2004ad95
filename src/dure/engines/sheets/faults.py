"""What can be wrong with a workbook or a cell, and how large a workbook may be."""

from dataclasses import dataclass
from typing import Any


class SheetFault(ValueError):
    """Why a workbook or a cell cannot be taken: a code and what was found."""

    def __init__(self, code: str, **found: Any) -> None:
        super().__init__(code)
        self.code = code
        self.found = found


@dataclass(frozen=True)
class Limits:
    """How much is read: bytes as sent and unpacked, parts of a package, rows and columns of a sheet, letters of a cell."""

    size: int = 20 * 2**20
    unpacked: int = 200 * 2**20
    parts: int = 2_000
    sheets: int = 40
    rows: int = 20_000
    columns: int = 200
    cell: int = 32_767
