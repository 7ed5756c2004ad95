"""What an import would do, row by row: nothing is written here."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any, Protocol
from uuid import UUID

from dure.engines.sheets import Row
from dure.engines.sheets.faults import SheetFault
from dure.imports.kinds import columns_of

OUTCOMES = ("NEW", "CHANGED", "SAME", "TWICE", "DOUBTFUL", "FAULT")


@dataclass(frozen=True)
class Fault:
    """What is wrong with a cell, in which column, and what was found."""

    column: str
    code: str
    found: dict[str, Any] = field(default_factory=dict)


@dataclass
class Planned:
    """A row with its meaning: what would be done, to what, or what stands against it."""

    line: int
    cells: tuple[str, ...]
    values: dict[str, Any]
    faults: list[Fault]
    outcome: str = "FAULT"
    target: UUID | None = None
    changes: dict[str, Any] = field(default_factory=dict)
    note: str = ""
    warnings: list[Fault] = field(default_factory=list)


class Planner(Protocol):
    """Knows one kind of rows: says what would be done with one."""

    def look(self, row: Planned) -> None:
        """Fill in outcome, target and changes of a row without faults; a further fault may be found."""


def meant(row: Row, columns: dict[int, str], kind: str) -> Planned:
    """The cells of a row as values; every cell that cannot be read is a fault, and the rest is read all the same."""
    known = {column.field: column for column in columns_of(kind)}
    values: dict[str, Any] = {}
    faults = []
    for place, name in columns.items():
        text = row.cells[place].strip() if place < len(row.cells) else ""
        if not text or name not in known:
            continue
        try:
            values[name] = known[name].read(text)
        except SheetFault as fault:
            faults.append(Fault(known[name].title, fault.code, dict(fault.found)))
    faults += [
        Fault(column.title, "cell_needed")
        for column in known.values()
        if column.needed and column.field not in values and not any(f.column == column.title for f in faults)
    ]
    return Planned(row.line, row.cells, values, faults)


def planned(rows: list[Planned], planner: Planner) -> list[Planned]:
    """Ask the planner about every row without faults."""
    for row in rows:
        if not row.faults:
            planner.look(row)
        if row.faults:
            row.outcome = "FAULT"
    return rows


def counted(rows: list[Planned]) -> dict[str, int]:
    """How many rows have which outcome."""
    found = Counter(row.outcome for row in rows)
    return {outcome: found.get(outcome, 0) for outcome in OUTCOMES}
