"""What was erased, kept outside the database, so that a restored backup does not bring it back."""

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Erasure:
    """Some columns of a row that were blanked; never what stood in them."""

    at: str
    table: str
    key: str
    columns: Mapping[str, Any]
    files: tuple[str, ...] = ()


def note_erasures(place: Path, erasures: Iterable[Erasure]) -> None:
    """Append to the journal and wait until the disk has it; called before the rows are blanked."""
    place.parent.mkdir(parents=True, exist_ok=True)
    with place.open("a", encoding="utf-8") as journal:
        for erasure in erasures:
            journal.write(json.dumps(asdict(erasure), ensure_ascii=False, default=_plain) + "\n")
        journal.flush()
        os.fsync(journal.fileno())


def noted_erasures(text: str) -> Iterator[Erasure]:
    """The erasures of a journal; a last line that was cut short is left out, as nothing was blanked for it."""
    lines = text.splitlines()
    for number, line in enumerate(lines, start=1):
        try:
            told = json.loads(line)
            yield Erasure(**{**told, "files": tuple(told["files"])})
        except (ValueError, KeyError, TypeError) as error:
            if number < len(lines):
                why = f"line {number} of the journal of erasures cannot be read: {error}"
                raise ValueError(why) from error


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)
