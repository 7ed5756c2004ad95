"""기업카드: everything about a firm on one page, for those who may see it."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, QuerySet

from dure.cases.lifecycle import CASE, REFERRAL
from dure.cases.models import CaseClock, DifficultyCase, Visit
from dure.cases.queries import visible_to
from dure.ledger import clock
from dure.network.models import Block, Group, Organisation, Post, Trade
from dure.network.queries.people import groups_of, posts_at
from dure.network.rules import is_office_of
from dure.network.standing import Standing

EARLIER, VISITS, LONG_AGO = 10, 10, 180
OPEN = CASE.open_states()


@dataclass(frozen=True)
class OpenCase:
    """A running case with the limit that comes first."""

    row: DifficultyCase
    limit: str = ""
    due_at: datetime | None = None
    turn: str = ""


@dataclass(frozen=True)
class NextStep:
    """What the office should do next for a firm: a code, and the case it is about."""

    code: str
    case: DifficultyCase | None = None
    limit: str = ""
    due_at: datetime | None = None


@dataclass(frozen=True)
class FirmCard:
    """What stands on the card."""

    firm: Organisation
    trade: Trade | None
    is_office: bool
    people: list[Post]
    groups: list[Group]
    blocks: list[Block]
    open_cases: list[OpenCase]
    earlier: list[DifficultyCase]
    earlier_count: int
    visits: list[Visit]
    next: NextStep | None = None


@dataclass
class Numbers:
    """What a list says of the firms of one's own offices: open cases and the last visit."""

    open: dict[UUID, int] = field(default_factory=dict)
    visited: dict[UUID, date] = field(default_factory=dict)


def firm_card(firm: Organisation, standing: Standing) -> FirmCard:
    """The card of a firm; cases and visits only as far as this reader may know of them."""
    cases = visible_to(standing).filter(firm=firm)
    running = _open_cases(cases)
    ended = (
        cases.exclude(state__in=OPEN).select_related("in_charge", "kind").order_by("-ended_at", "-made_at")
    )
    visits = _visits(cases)
    is_office = is_office_of(standing, firm)
    return FirmCard(
        firm=firm,
        trade=Trade.objects.filter(code=firm.trade).first() if firm.trade else None,
        is_office=is_office,
        people=list(posts_at(firm)),
        groups=groups_of(firm),
        blocks=list(firm.blocks.filter(cleared_at=None).select_related("organisation", "person")),
        open_cases=running,
        earlier=list(ended[:EARLIER]),
        earlier_count=ended.count(),
        visits=visits,
        next=_next_step(firm, running, visits) if is_office else None,
    )


def numbers_of(firms: list[Organisation], standing: Standing) -> Numbers:
    """Open cases and last visits of the firms on a page that belong to one's own offices."""
    own = [each.pk for each in firms if is_office_of(standing, each)]
    if not own:
        return Numbers()
    cases = visible_to(standing).filter(firm_id__in=own)
    open_ = cases.filter(state__in=OPEN).values_list("firm_id").annotate(Count("pk"))
    visits = Visit.objects.filter(case__in=cases.values("pk"))
    last = visits.values_list("case__firm_id").annotate(Max("on"))
    return Numbers(open=dict(open_), visited=dict(last))


def _open_cases(cases: QuerySet[DifficultyCase]) -> list[OpenCase]:
    rows = list(
        cases.filter(state__in=OPEN).select_related("in_charge", "kind", "office").order_by("-made_at")
    )
    limits: dict[UUID, CaseClock] = {}
    running = CaseClock.objects.filter(case__in=rows, stopped_at=None, due_at__isnull=False)
    for each in running.order_by("due_at"):
        limits.setdefault(each.case_id, each)
    found = [_with_limit(row, limits.get(row.pk)) for row in rows]
    return sorted(found, key=lambda each: (each.due_at is None, each.due_at or clock.now()))


def _with_limit(row: DifficultyCase, limit: CaseClock | None) -> OpenCase:
    if limit is None:
        return OpenCase(row)
    told = (REFERRAL if limit.referral_id else CASE).clock(limit.code)
    return OpenCase(row, limit=told.ko, due_at=limit.due_at, turn=told.turn)


def _visits(cases: QuerySet[DifficultyCase]) -> list[Visit]:
    rows: Any = Visit.objects.filter(case__in=cases.values("pk")).select_related("case", "by")
    return list(rows.order_by("-on", "-id")[:VISITS])


def _next_step(firm: Organisation, running: list[OpenCase], visits: list[Visit]) -> NextStep:
    if firm.coordinator_id is None:
        return NextStep("COORDINATOR")
    first = next((each for each in running if each.due_at), None)
    if first is not None:
        return NextStep("CASE", case=first.row, limit=first.limit, due_at=first.due_at)
    if running:
        return NextStep("CASE", case=running[0].row)
    if not visits or (clock.today() - visits[0].on).days > LONG_AGO:
        return NextStep("VISIT")
    return NextStep("CALL")
