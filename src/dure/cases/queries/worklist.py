"""What waits for whom: open cases with their nearest limit, whose turn it is, and the likeliest next step."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery

from dure.cases.lifecycle import CASE, REFERRAL
from dure.cases.lifecycle import roles as r
from dure.cases.models import (
    CaseClock,
    CooperationTask,
    DifficultyCase,
    Forwarding,
    Handover,
    Referral,
    SolvedStory,
)
from dure.cases.queries.seen import covered, visible_to
from dure.engines.lifecycle import Occasion, Step
from dure.ledger import clock
from dure.network.queries.settings import work_calendar
from dure.network.standing import APPROVING, Standing

DAY = 540
UNLIKELY = frozenset({
    "approve_forwarding", "approve_task", "consent", "confirm_solution", "approve_story", "publish_story", "ask_confirmation",
})  # fmt: skip
LIKELY = {"IN_PROGRESS": "log_visit", "FORWARDED": "record_answer", "SOLVED": "publish_story"}
SHOWN = ("mine", "standing_in", "unassigned", "colleagues", "offered", "approvals")


@dataclass(frozen=True)
class WorkRow:
    """A line of the work list."""

    case: DifficultyCase
    due_at: datetime | None
    tone: str
    since_days: int
    turn: str
    turn_of: str
    mine: bool
    waits_for: str
    step: Step | Occasion | None


@dataclass(frozen=True)
class Burden:
    """How much lies on a desk, by when it is due."""

    late: int = 0
    today: int = 0
    week: int = 0
    later: int = 0
    paused: int = 0

    @property
    def all(self) -> int:
        """Every open case of this desk."""
        return self.late + self.today + self.week + self.later + self.paused


def open_work(standing: Standing, shown: str) -> QuerySet[DifficultyCase]:
    """Open cases of one part of a desk, the most urgent first."""
    rows = visible_to(standing).filter(_part(standing, shown))
    running = CaseClock.objects.filter(case=OuterRef("pk"), stopped_at=None).order_by(
        F("due_at").asc(nulls_last=True)
    )
    return (
        rows.annotate(
            due_at=Subquery(running.values("due_at")[:1]),
            due_code=Subquery(running.values("code")[:1]),
            due_referral=Subquery(running.values("referral")[:1]),
            since=Subquery(running.filter(referral=None).order_by("started_at").values("started_at")[:1]),
        )
        .select_related("firm", "in_charge", "office")
        .order_by(F("due_at").asc(nulls_last=True), "made_at")
    )


def _part(standing: Standing, shown: str) -> Q:
    """Which cases lie in a part of a desk: only open ones, except where somebody waits for an approval."""
    return _held(standing, shown) if shown == "approvals" else _held(standing, shown) & _open()


def _open() -> Q:
    overdue = CaseClock.objects.filter(code="ANSWER", stopped_at=None, due_at__lte=clock.now())
    return Q(state__in=CASE.open_states()) | Q(state="FORWARDED", pk__in=overdue.values("case"))


def _held(standing: Standing, shown: str) -> Q:
    here = Q(office_id__in=list(standing.offices)) | Q(group_id__in=list(standing.secretariats))
    if shown == "standing_in":
        return covered(standing)
    if shown == "unassigned":
        return here & Q(in_charge=None)
    if shown == "colleagues":
        return here & ~Q(in_charge=None) & ~Q(in_charge_id=standing.person_id)
    if shown == "offered":
        asked = Handover.objects.filter(taken_at=None, to_office__in=list(standing.offices))
        return Q(pk__in=asked.values("case"))
    if shown == "approvals":
        approving = approving_offices(standing)
        proposed = Forwarding.objects.filter(approved_at=None).values("case")
        waiting = Q(state__in=("TRIAGED", "IN_PROGRESS"), pk__in=proposed)
        tasks = Q(pk__in=CooperationTask.objects.filter(decided_at=None).values("case"))
        stories = Q(state="SOLVED", pk__in=SolvedStory.objects.filter(state="APPROVED").values("case"))
        return Q(office_id__in=approving) & (waiting | tasks | stories)
    return Q(in_charge_id=standing.person_id)


def approving_offices(standing: Standing) -> list[UUID]:
    """The offices where a reader approves, in person or for somebody who is away."""
    own = [pk for pk, codes in standing.offices.items() if codes & APPROVING]
    return [*own, *(standing.approves_for - set(own))]


def parts_of_desk(standing: Standing) -> dict[str, int]:
    """How many cases each part of a desk holds; parts somebody cannot have are left out."""
    parts = ["mine", "unassigned", "colleagues", "offered"] if standing.offices else ["mine"]
    if standing.covers:
        parts.insert(1, "standing_in")
    if approving_offices(standing):
        parts.append("approvals")
    held = {part: _part(standing, part) for part in parts}
    counts = {part: Count("pk", filter=condition) for part, condition in held.items()}
    return visible_to(standing).filter(reduce(or_, held.values())).aggregate(**counts)


def burden(standing: Standing, shown: str = "mine") -> Burden:
    """A desk by urgency; a week are five working days from now."""
    now, counted = clock.now(), {"late": 0, "today": 0, "week": 0, "later": 0, "paused": 0}
    week_end = work_calendar().add(now, 5 * DAY)
    for due_at in open_work(standing, shown).values_list("due_at", flat=True):
        counted[_urgency(due_at, now, week_end)] += 1
    return Burden(**counted)


def _urgency(due_at: datetime | None, now: datetime, week_end: datetime) -> str:
    if due_at is None:
        return "paused"
    if due_at < now:
        return "late"
    if due_at.astimezone(clock.SEOUL).date() == now.astimezone(clock.SEOUL).date():
        return "today"
    return "week" if due_at <= week_end else "later"


def work_rows(standing: Standing, cases: Iterable[DifficultyCase]) -> list[WorkRow]:
    """Lines for a page of cases; two queries however many there are."""
    found = list(cases)
    keys = [uid for uid in (_annotated(case, "due_referral") for case in found) if uid]
    asked = Referral.objects.filter(pk__in=keys).select_related("person", "organisation", "group")
    referrals = {row.pk: row for row in asked}
    return [_row(standing, case, referrals) for case in found]


def _row(standing: Standing, case: DifficultyCase, referrals: dict[UUID, Referral]) -> WorkRow:
    now, due_at = clock.now(), _annotated(case, "due_at")
    referral = referrals.get(_annotated(case, "due_referral") or UUID(int=0))
    code = _annotated(case, "due_code")
    turn = (REFERRAL if referral else CASE).clock(code).turn if code else r.COORDINATOR
    desk = turn in (r.COORDINATOR, r.SECRETARIAT, r.RECEIVER)
    covered = standing.covering(case.in_charge_id, case.office_id, case.group_id)
    mine = desk and (case.in_charge_id in (standing.person_id, None) or bool(covered))
    since = _annotated(case, "since") or case.received_at or case.made_at
    return WorkRow(
        case=case,
        due_at=due_at,
        tone={"late": "late", "today": "today"}.get(_urgency(due_at, now, now + timedelta(days=7)), ""),
        since_days=work_calendar().minutes_between(since, now) // DAY,
        turn=turn,
        turn_of=_who(case, referral, turn),
        mine=mine,
        waits_for=(REFERRAL if referral else CASE).clock(code).ko if code else "",
        step=next_step(standing, case),
    )


def next_step(standing: Standing, case: DifficultyCase) -> Step | Occasion | None:
    """The likeliest step of an office, by state and role alone; the page of the case asks the guards too."""
    roles = {
        *standing.offices.get(case.office_id, ()),
        *standing.covering(case.in_charge_id, case.office_id, case.group_id),
    }
    if case.group_id in standing.secretariats:
        roles.add(r.SECRETARIAT)
    if case.office_id not in standing.offices and standing.offices:
        roles.add(r.RECEIVER)
    likely = {each.code: each for each in CASE.possible(case.state, roles) if each.code not in UNLIKELY}
    wanted = LIKELY.get(case.state, "")
    return likely.get(wanted) or next(iter(likely.values()), None)


def _who(case: DifficultyCase, referral: Referral | None, turn: str) -> str:
    if turn == r.FIRM:
        return case.firm.name
    if referral is not None:
        helper = referral.person or referral.organisation or referral.group
        return str(helper) if helper else case.office.name
    return case.in_charge.name if case.in_charge else ""


def _annotated(case: DifficultyCase, name: str) -> Any:
    return getattr(case, name, None)
