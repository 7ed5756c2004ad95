"""Cases counted exactly: by period, office, group, kind and field, all lines together, never one rate alone."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.db.models import Case, CharField, Count, F, Func, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from dure.cases.lifecycle import CASE
from dure.cases.models import DifficultyCase, Resolution
from dure.cases.queries.seen import visible_to
from dure.ledger import clock
from dure.network.standing import Standing

LINES = (
    "ANSWERED", "SOLVED_LINK", "SOLVED_SIGNATURE", "SOLVED_PAPER", "SOLVED_CALL", "SOLVED_EARLIER", "UNCONFIRMED",
    "FORWARDED", "UNSOLVED", "OUT_OF_SCOPE", "WITHDRAWN", "OPEN",
)  # fmt: skip
DIMENSIONS = {
    "office": ("office__name",),
    "finder": ("finder_office__name",),
    "group": ("group__name",),
    "kind": ("kind_id",),
    "field": ("field",),
}
RECEIPT, END = "receipt", "end"
WAYS = {"ACCOUNT": "SOLVED_LINK", "LINK": "SOLVED_LINK", "SIGNATURE": "SOLVED_SIGNATURE",
        "PAPER": "SOLVED_PAPER", "CALL": "SOLVED_CALL"}  # fmt: skip


@dataclass(frozen=True)
class Cell:
    """A count of cases and of the different firms behind it."""

    count: int = 0
    firms: int = 0


NONE = Cell()


@dataclass(frozen=True)
class Asked:
    """What is counted: from day to day (both included), by receipt or by end, along one dimension."""

    since: date
    until: date
    by: str = RECEIPT
    per: str = "office"


@dataclass
class Counted:
    """Cells by (row, line); `found` are cases that still wait for their first consent and count as 발굴."""

    cells: dict[tuple[str, str], Cell] = field(default_factory=dict)
    totals: dict[str, Cell] = field(default_factory=dict)
    found: int = 0

    def rows(self) -> list[str]:
        """The names of the rows, largest first."""
        sizes: dict[str, int] = {}
        for (row, _line), cell in self.cells.items():
            sizes[row] = sizes.get(row, 0) + cell.count
        return sorted(sizes, key=lambda row: (-sizes[row], row))


def countable(standing: Standing) -> QuerySet[DifficultyCase]:
    """What this reader may count: an office its own cases, headquarters all of them."""
    if standing.headquarters or standing.is_system:
        return DifficultyCase.objects.all()
    offices = [*standing.offices, *standing.oversees]
    return DifficultyCase.objects.filter(Q(office_id__in=offices) | Q(finder_office_id__in=offices))


def with_line(rows: QuerySet[DifficultyCase]) -> QuerySet[DifficultyCase]:
    """Each case with the line of the statistics it falls into; a solution by the kind of the firm's word."""
    way = Resolution.objects.filter(case=OuterRef("pk")).order_by("-at", "-id").values("kind")[:1]
    solved = [When(way=code, then=Value(line)) for code, line in WAYS.items()]
    line = Case(
        When(state="SOLVED", imported=True, way=None, then=Value("SOLVED_EARLIER")),
        When(state="SOLVED", then=Case(*solved, default=Value("SOLVED_EARLIER"))),
        *[When(state=code, then=Value(code)) for code in CASE.ends()],
        default=Value("OPEN"),
        output_field=CharField(),
    )
    return rows.annotate(way=Subquery(way)).annotate(line=line)


def in_period(rows: QuerySet[DifficultyCase], asked: Asked) -> QuerySet[DifficultyCase]:
    """Cases received, or ended, in the period."""
    begin, end = _begin(asked.since), _begin(asked.until + timedelta(days=1))
    if asked.by == END:
        return rows.filter(
            received_at__isnull=False, ended_at__gte=begin, ended_at__lt=end, state__in=CASE.ends()
        )
    return rows.filter(received_at__gte=begin, received_at__lt=end)


def count_cases(standing: Standing, asked: Asked) -> Counted:
    """Count along a dimension; a case with several fields counts in each row and once in the total."""
    mine = countable(standing)
    rows = with_line(in_period(mine, asked))
    counted = Counted(found=_found(mine, asked))
    for line, count, firms in _grouped(rows, "line"):
        counted.totals[line] = Cell(count, firms)
    if asked.per == "field":
        rows = rows.annotate(name=_each_field())
    else:
        rows = rows.annotate(name=Coalesce(F(DIMENSIONS[asked.per][0]), Value(""), output_field=CharField()))
    for name, line, count, firms in _grouped(rows, "name", "line"):
        counted.cells[(name, line)] = Cell(count, firms)
    return counted


def _grouped(rows: QuerySet[DifficultyCase], *names: str) -> Iterator[tuple]:  # type: ignore[type-arg]
    wanted = rows.order_by().values(*names).annotate(count=Count("pk"), firms=Count("firm", distinct=True))
    yield from wanted.values_list(*names, "count", "firms")


def _found(mine: QuerySet[DifficultyCase], asked: Asked) -> int:
    begin, end = _begin(asked.since), _begin(asked.until + timedelta(days=1))
    waiting = mine.filter(received_at=None, made_at__gte=begin, made_at__lt=end)
    return waiting.exclude(state="WITHDRAWN").count()


def _each_field() -> Func:
    """A row for each field of a case, and one without a name where it has none."""
    template = "unnest(case when cardinality(%(expressions)s) = 0 then array['']::varchar[] else %(expressions)s end)"
    return Func(F("fields"), template=template, output_field=CharField())


def _begin(day: date) -> datetime:
    return datetime.combine(day, time(0), clock.SEOUL)


def evidence(standing: Standing, asked: Asked, line: str) -> QuerySet[DifficultyCase]:
    """The cases behind a number, for those who may see them."""
    return with_line(in_period(visible_to(standing), asked)).filter(line=line)
