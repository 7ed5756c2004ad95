"""Reads an old .xls in a process of its own, which may take only so much memory and time: `python -m dure.engines.sheets.old`."""

import json
import os
import subprocess
import sys
from typing import Any

from dure.engines.sheets.faults import Limits, SheetFault
from dure.engines.sheets.grids import Grid, made_grid, plain

MEMORY = 1536 * 2**20
SECONDS = 30


def grids_of_old(content: bytes, limits: Limits) -> list[Grid]:
    """The sheets of an .xls; whatever goes wrong inside ends only the reading process."""
    try:
        answer = subprocess.run(
            [sys.executable, "-m", "dure.engines.sheets.old"], input=content, capture_output=True, check=False,
            timeout=SECONDS * 2, env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise SheetFault("file_damaged") from None
    try:
        told: Any = json.loads(answer.stdout or b"null")
    except ValueError:
        told = None
    if told is None:
        raise SheetFault("file_damaged")
    if isinstance(told, str):
        raise SheetFault(told, kind="XLS")
    return [
        made_grid(
            each["name"], each["rows"], limits, merged=map(tuple, each["merged"]), hidden=each["hidden"]
        )
        for each in told
    ]


def main() -> None:
    """Read standard input, write JSON: sheets, or the code of what is wrong."""
    import resource

    from python_calamine import PasswordError

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    try:
        told: Any = _read(sys.stdin.buffer.read())
    except PasswordError:
        told = "password"
    except Exception as error:  # noqa: BLE001  (the parent tells what it means)
        told = "password" if "assword" in str(error) else "file_damaged"
    sys.stdout.write(json.dumps(told))


def _read(content: bytes) -> list[dict[str, Any]]:
    import io

    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    found = []
    for meta in book.sheets_metadata:
        if meta.typ != SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_name(meta.name)
        rows = sheet.to_python(skip_empty_area=False)
        found.append({
            "name": meta.name, "hidden": meta.visible != SheetVisibleEnum.Visible,
            "rows": [[plain(value) for value in row] for row in rows],
            "merged": [(*first, *last) for first, last in sheet.merged_cell_ranges or ()],
        })  # fmt: skip
    return found


if __name__ == "__main__":
    main()
