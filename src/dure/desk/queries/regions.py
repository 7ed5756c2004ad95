"""The regional tier: cases by state of each office below, as counts that tell of no single firm."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from dure.cases.lifecycle import CASE
from dure.cases.models import DifficultyCase
from dure.engines.tables import told_safely
from dure.ledger.errors import NotFound
from dure.network.models import Office
from dure.network.queries.settings import setting
from dure.network.standing import Standing

STATES = tuple(state for state in CASE.states if state.code != "DRAFT")


@dataclass(frozen=True)
class Region:
    """A regional headquarters with the counts of the offices below it; None is not told."""

    office: Office
    states: list[tuple[str, str]]
    rows: list[tuple[Office, list[int | None]]]
    totals: list[int | None]
    least: int
    left_out: int


def find_region(standing: Standing, code: str) -> Office:
    """An office with others below it, for its own staff and for headquarters; NotFound for everybody else."""
    found = Office.objects.filter(code=code, closed_on=None).first()
    if found is None or not (standing.headquarters or found.pk in standing.offices):
        raise NotFound("not_found")
    return found


def cases_by_state(region: Office) -> Region:
    """Cases of every office below by state; states without any case are left out."""
    least = setting("group.least_firms")
    offices = list(_below(region))
    counted: dict[Any, dict[str, tuple[int, int]]] = defaultdict(dict)
    rows = (
        DifficultyCase.objects.filter(office__in=offices)
        .exclude(state="DRAFT")
        .values_list("office_id", "state")
    )
    for uid, state, cases, firms in rows.annotate(cases=Count("pk"), firms=Count("firm_id", distinct=True)):
        counted[uid][state] = (cases, firms)
    states = [state for state in STATES if any(state.code in each for each in counted.values())]
    if not offices or not states:
        return Region(region, [], [(office, []) for office in offices], [], least, 0)
    table = [[counted[office.pk].get(state.code, (0, 0)) for state in states] for office in offices]
    told = told_safely(
        [[cases for cases, _firms in row] for row in table],
        [[firms for _cases, firms in row] for row in table],
        least=least,
    )
    return Region(
        office=region,
        states=[(state.code, state.ko) for state in states],
        rows=[(office, list(told.cells[place])) for place, office in enumerate(offices)],
        totals=list(told.cells[-1]),
        least=least,
        left_out=told.left_out,
    )


def _below(region: Office) -> list[Office]:
    """Every office under a headquarters, through all tiers, by name."""
    found: list[Office] = []
    level = [region]
    while level:
        level = list(Office.objects.filter(parent__in=level, closed_on=None))
        found += level
    return sorted((office for office in found if office.kind == "OFFICE"), key=lambda office: office.name)
