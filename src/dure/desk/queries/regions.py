"""The regional tier: cases by state of each office below, as counts that tell of no single firm."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from dure.cases.lifecycle import CASE
from dure.cases.models import CaseClock, DifficultyCase
from dure.engines.tables import Counts, told_safely
from dure.ledger import clock
from dure.ledger.errors import NotFound
from dure.network.models import Office
from dure.network.queries.settings import setting
from dure.network.standing import Standing

STATES = tuple(state for state in CASE.states if state.code != "DRAFT")


@dataclass(frozen=True)
class ByState:
    """Counts of cases of some offices; None is not told. `late` are open cases with a limit that has passed."""

    states: list[tuple[str, str]]
    rows: list[tuple[Office, list[int | None], int | None]]
    totals: list[int | None]
    late: int | None
    least: int
    left_out: int


def find_region(standing: Standing, code: str) -> Office:
    """An office with others below it, for its own staff and for headquarters; NotFound for everybody else."""
    found = Office.objects.filter(code=code, closed_on=None).first()
    if found is None or not (standing.headquarters or found.pk in standing.offices):
        raise NotFound("not_found")
    return found


def cases_by_state(offices: list[Office], *, open_only: bool = False) -> ByState:
    """Cases of offices by state, and how many are late; states without any case are left out."""
    least = setting("group.least_firms")
    counted: dict[Any, dict[str, tuple[int, int]]] = defaultdict(dict)
    cases = DifficultyCase.objects.filter(office__in=offices)
    wanted = CASE.open_states() if open_only else [state.code for state in STATES]
    rows = cases.filter(state__in=wanted).exclude(state="DRAFT").values_list("office_id", "state")
    for uid, state, number, firms in rows.annotate(number=Count("pk"), firms=Count("firm_id", distinct=True)):
        counted[uid][state] = (number, firms)
    states = [state for state in STATES if any(state.code in each for each in counted.values())]
    if not offices or not states:
        return ByState([], [(office, [], 0) for office in offices], [], 0, least, 0)
    told = _told(
        [[counted[office.pk].get(state.code, (0, 0)) for state in states] for office in offices], least
    )
    late = _told([[each] for each in _late(offices)], least)
    return ByState(
        states=[(state.code, state.ko) for state in states],
        rows=[
            (office, list(told.cells[place]), late.cells[place][0]) for place, office in enumerate(offices)
        ],
        totals=list(told.cells[-1]),
        late=late.cells[-1][0],
        least=least,
        left_out=told.left_out + late.left_out,
    )


def _told(table: list[list[tuple[int, int]]], least: int) -> Counts:
    return told_safely(
        [[cases for cases, _firms in row] for row in table],
        [[firms for _cases, firms in row] for row in table],
        least=least,
    )


def _late(offices: list[Office]) -> list[tuple[int, int]]:
    """Open cases and their firms, of each office, with a running limit that has passed."""
    passed = CaseClock.objects.filter(stopped_at=None, due_at__lt=clock.now())
    rows = DifficultyCase.objects.filter(
        office__in=offices, state__in=CASE.open_states(), pk__in=passed.values("case")
    )
    counted = (
        rows.order_by().values("office_id").annotate(cases=Count("pk"), firms=Count("firm", distinct=True))
    )
    known = {row["office_id"]: (row["cases"], row["firms"]) for row in counted}
    return [known.get(office.pk, (0, 0)) for office in offices]


def offices_below(region: Office | None) -> list[Office]:
    """Every office under a headquarters, through all tiers, by name; without one, every office there is."""
    if region is None:
        return list(Office.objects.filter(kind="OFFICE", closed_on=None).order_by("name"))
    return _below(region)


def _below(region: Office) -> list[Office]:
    """Every office under a headquarters, through all tiers, by name."""
    found: list[Office] = []
    level = [region]
    while level:
        level = list(Office.objects.filter(parent__in=level, closed_on=None))
        found += level
    return sorted((office for office in found if office.kind == "OFFICE"), key=lambda office: office.name)
