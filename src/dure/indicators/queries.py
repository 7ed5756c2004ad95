"""How satisfied firms were: by kind of service, office and quarter of a year, never of a few answers."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from dure.engines.tables import told_safely
from dure.indicators.models import EndedSupport
from dure.indicators.rules import enough, untold
from dure.network.queries.settings import setting
from dure.network.standing import Standing

SCORES = (5, 4, 3, 2, 1)
WAYS = ("ACCOUNT", "LINK", "SIGNATURE", "PAPER", "CALL", "")
ROWS: dict[str, Callable[[EndedSupport], str]] = {
    "service": lambda each: each.kind,
    "office": lambda each: str(each.office),
    "quarter": lambda each: str((each.ended_on.month + 2) // 3),
}


@dataclass
class Group:
    """Ended supports of one kind, office or quarter; `None` is not told, `few` says that answers are too few."""

    name: str
    ended: int | None = 0
    answers: int | None = 0
    scores: dict[int, int] = field(default_factory=dict)
    ways: list[int | None] = field(default_factory=list)
    few: bool = False

    @property
    def rate(self) -> int | None:
        """How many of a hundred answered."""
        return round(100 * self.answers / self.ended) if self.ended and self.answers is not None else None

    @property
    def mean(self) -> float | None:
        """The mean score, from 1 to 5."""
        count = sum(self.scores.values())
        return sum(score * times for score, times in self.scores.items()) / count if count else None

    @property
    def spread(self) -> list[int | None]:
        """How often each score was given, the best first."""
        return [self.scores.get(score, 0) if self.scores else None for score in SCORES]


def countable(by: Standing) -> QuerySet[EndedSupport]:
    """What this reader may count: an office its own and those below it, headquarters all."""
    if by.headquarters or by.is_system:
        return EndedSupport.objects.all()
    return EndedSupport.objects.filter(office__in=[*by.offices, *by.oversees])


def years_counted(by: Standing) -> list[int]:
    """The years in which something ended, newest first."""
    return [day.year for day in countable(by).dates("ended_on", "year", order="DESC")]


def satisfaction(by: Standing, *, year: int, per: str) -> list[Group]:
    """The groups of a year, the largest first, and their sum as the last."""
    rows: dict[str, list[EndedSupport]] = defaultdict(list)
    for each in countable(by).filter(ended_on__range=(date(year, 1, 1), date(year, 12, 31))):
        rows[ROWS[per](each)].append(each)
    limits = {
        "least": setting("satisfaction.least"),
        "firms": setting("group.least_firms") if by.headquarters else 1,
    }
    names = sorted(rows) if per == "quarter" else sorted(rows, key=lambda name: (-len(rows[name]), name))
    hidden = untold({name: _answers(rows[name]) for name in names}, **limits)
    groups = [_group(name, rows[name], few=name in hidden) for name in names]
    every = [each for name in names for each in rows[name]]
    said = _answers(every)
    groups.append(_group("", every, few=bool(said) and not enough(said, **limits)))
    if by.headquarters and names:
        _without_small_cells(groups, [rows[name] for name in names])
    return groups


def _answers(rows: Iterable[EndedSupport]) -> list[UUID]:
    """The firm behind each answer."""
    return [each.firm for each in rows if each.score is not None]


def _group(name: str, rows: list[EndedSupport], *, few: bool) -> Group:
    scores = Counter(each.score for each in rows if each.score is not None)
    ways = Counter(each.confirmation for each in rows)
    return Group(
        name=name, ended=len(rows), answers=scores.total(), scores={} if few else dict(scores),
        ways=[ways[way] for way in WAYS], few=few,
    )  # fmt: skip


def _without_small_cells(groups: list[Group], rows: list[list[EndedSupport]]) -> None:
    """For readers of all offices: no count behind which a single firm stands."""
    firms: list[list[int]] = []
    for each in rows:
        behind: dict[str, set[UUID]] = defaultdict(set)
        for one in each:
            behind[one.confirmation].add(one.firm)
        firms.append([len(behind[way]) for way in WAYS])
    counts = [[count or 0 for count in group.ways] for group in groups[:-1]]
    told = told_safely(counts, firms, least=setting("group.least_firms"))
    for group, cells in zip(groups, told.cells, strict=True):
        group.ways, group.ended = list(cells[:-1]), cells[-1]
        if group.few or group.ended is None:
            group.answers = None
