"""The hand-written files of the demonstration: difficulties, fields, names, services, what was reported."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent
STORIES = HERE / "stories"
DATA = HERE / "data"


@dataclass(frozen=True)
class Tale:
    """One hand-written difficulty with its solution."""

    code: str
    kind: str
    trades: tuple[str, ...]
    slots: dict[str, tuple[str, ...]]
    title: str
    texts: tuple[str, ...]
    helper: str
    fields: tuple[str, ...]
    visits: tuple[dict[str, Any], ...]
    solution: str
    stage: str = ""
    arose: str = ""
    tried: str = ""
    effect: dict[str, Any] | None = None
    story: dict[str, str] | None = None
    wordings: dict[str, dict[str, str]] | None = None


def read(path: Path) -> Any:
    """One file as data."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506  (a safe loader)


@cache
def tales() -> tuple[Tale, ...]:
    """Every difficulty, in the order of its code."""
    rows = [
        row
        for path in sorted(STORIES.glob("*.yaml"))
        for row in read(path)
        if "texts" in row and "kind" in row
    ]
    return tuple(sorted((_tale(row) for row in rows), key=lambda tale: tale.code))


@cache
def evidence_lines() -> dict[str, tuple[str, ...]]:
    """What somebody who knows a field has done, by field."""
    found: dict[str, tuple[str, ...]] = {}
    for path in sorted(STORIES.glob("story_lines*.yaml")):
        for row in read(path):
            found[row["field"]] = (*found.get(row["field"], ()), row["text"])
    return found


@cache
def reported() -> dict[str, Any]:
    """What is publicly reported of the programme, as far as the demonstration shows it."""
    found: dict[str, Any] = read(HERE / "reported.yaml")
    return found


def _tale(row: dict[str, Any]) -> Tale:
    effect = row.get("effect")
    return Tale(
        code=row["code"],
        kind=row["kind"],
        trades=tuple(row["trades"]),
        slots={
            name: tuple(str(value) for value in values) for name, values in (row.get("slots") or {}).items()
        },
        title=row["title"],
        texts=tuple(row["texts"]),
        helper=row.get("helper", "EXPERT"),
        fields=tuple(row.get("fields", ())),
        visits=tuple(row.get("visits", ())),
        solution=row["solution"],
        stage=row.get("stage") or "",
        arose=row.get("arose") or "",
        tried=row.get("tried") or "",
        effect=effect if effect and effect.get("kind") != "NONE" else None,
        story=row.get("story"),
        wordings=row.get("wordings"),
    )
