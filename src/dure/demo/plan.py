"""How many difficulties go which way, and where: the counts that were reported and a lively present."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from dure.demo.world import World

SOLVED = 1086
LIVING = {
    "solved": 179,
    "answered_at_once": 96,
    "answered": 38,
    "unconfirmed": 22,
    "forwarded": 24,
    "unsolved": 17,
    "out_of_scope": 13,
    "withdrawn": 10,
}
EARLIER = SOLVED - LIVING["solved"] - 1
HELPERS = {
    "answered_at_once": ("SERVICE", "OFFICE", "GOVERNMENT", "SUPPORT_BODY", "FINANCE_BODY"),
    "answered": ("SERVICE", "OFFICE", "GOVERNMENT", "SUPPORT_BODY", "FINANCE_BODY"),
    "forwarded": ("GOVERNMENT", "SERVICE", "OFFICE"),
    "forwarding_proposed": ("GOVERNMENT", "SERVICE", "OFFICE"),
    "forwarded_waiting": ("GOVERNMENT", "SERVICE", "OFFICE"),
}
ASKED = ("EXPERT", "UNIVERSITY", "INSTITUTE", "SUPPORT_BODY", "FINANCE_BODY")
NEEDS_HELPER = (
    "asked", "declined", "accepted", "body_to_name", "working", "nobody_at_work", "to_confirm", "postponed",
    "reworked", "reopened", "with_candidates", "enquired",
)  # fmt: skip


@dataclass(frozen=True)
class Place:
    """One open difficulty to be: its way, since when, in which office; `who` names a part of the cast."""

    path: str
    days: float
    office: str = ""
    who: str = ""
    more: dict[str, Any] = field(default_factory=dict)

    @property
    def helpers(self) -> tuple[str, ...] | None:
        """The kinds of helper that fit this way."""
        return ASKED if self.path in NEEDS_HELPER else HELPERS.get(self.path)


def desk_of_the_coordinator(due: Callable[[float], float]) -> Iterator[Place]:
    """The open cases of the one coordinator who shows the work: some late, some due today, some calm."""
    rows: tuple[tuple[str, float], ...] = (
        ("received", 0.3), ("received", due(1)), ("received", 2.2), ("replied", due(3)), ("found", 4),
        ("ticked", 0.6), ("triaged", 2), ("triaged", due(10)), ("triaged", 12), ("with_candidates", 3),
        ("asked", 1.2), ("asked", due(5)), ("declined", 1.5), ("asked", 6.5), ("working", 3), ("working", 22),
        ("nobody_at_work", 1), ("to_confirm", 6), ("held", 9), ("forwarding_proposed", 1),
    )  # fmt: skip
    for path, days in rows:
        more = {"look_in": 0} if path == "held" else {}
        yield Place(path, days, "GJ", "coordinator", more)
    for path, days in (("working", 2), ("to_confirm", 2), ("accepted", 1), ("asked", 0.8)):
        who = "firm" if path in ("working", "to_confirm") else "coordinator"
        yield Place(path, days, "GJ", f"{who}+expert")


def elsewhere(due: Callable[[float], float]) -> Iterator[Place]:
    """The open cases of everybody else."""
    rows: dict[str, tuple[float, ...]] = {
        "received": (0.1, 0.2, 0.4, 0.6, 0.7, 0.9, due(1), due(1), due(1), 1.6, 2.5, 4),
        "replied": (0.9, 1.4, 2.1, due(3), due(3), 3.8, 4.6),
        "found": (0.5, 1.5, 2.5, 5.5, 6.5, 7.5, 11, 13),
        "enquired": (1.5, 3),
        "triaged": (0.3, 1.1, 2.2, 4, 6, 7.5, due(10), due(10), 10.8, 13, 16),
        "with_candidates": (0.9, 2, 4, 6),
        "asked": (0.3, 0.7, 1.4, 2.1, 2.6, 3.3, 3.6, 4.2, due(5), due(5), 5.8, 6.4, 8),
        "declined": (0.4, 1.1, 2.5),
        "accepted": (0.3, 0.9, 1.7, due(3), 3.9),
        "body_to_name": (0.6, 1.8, 3.5),
        "working": (0.4, 1.2, 2, 3, 4, 5, 6, 7, 8.5, 11, 14, due(20), 21.5, 25),
        "nobody_at_work": (0.5, 2),
        "to_confirm": (0.3, 1, 1.9, 3, 4.5, 6, 7.5, 10.8, 12, due(14)),
        "postponed": (3, 6),
        "reworked": (0.8, 2.2),
        "held": (2, 5, 9, 14, 18),
        "handover_offered": (0.7, 1.2, due(2), 3.5),
        "forwarding_proposed": (0.4, 1.5, 3),
        "forwarded_waiting": (4, 9, 15, 24),
        "reopened": (0.6, 2.5),
        "secret": (0.8, 2, 5),
        "ticked": (0.4, 1.3),
    }
    for path, all_days in rows.items():
        for place, days in enumerate(all_days):
            yield Place(path, days, _office(path, place), more=_more(path, place))


def _office(path: str, place: int) -> str:
    if path == "handover_offered":
        return ("GS", "GS", "CW", "WJ")[place]
    codes = ("CW", "GM", "BS", "US", "GS", "WJ", "GJ", "BS")
    return codes[(place + len(path)) % len(codes)]


def _more(path: str, place: int) -> dict[str, Any]:
    if path == "held":
        return {"look_in": (0, 30, 12, -1, 45)[place]}
    if path == "handover_offered":
        return {"to": ("GJ", "GJ", "GM", "BS")[place]}
    return {}


def places(world: World) -> list[Place]:
    """Every open difficulty to be told."""
    return [*desk_of_the_coordinator(world.due_in), *elsewhere(world.due_in)]
