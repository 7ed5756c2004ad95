"""Everything a case page shows, as its reader may see it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from django.db.models import OuterRef, Prefetch, Subquery, prefetch_related_objects

from dure.cases.lifecycle import CASE, REFERRAL
from dure.cases.lifecycle import roles as r
from dure.cases.models import CaseClock, DifficultyCase, Referral
from dure.cases.queries.seen import is_inside, is_of_office, parts_seen, sees_firm
from dure.cases.queries.timeline import timeline
from dure.cases.rules import possible_referral_steps, possible_steps, roles_towards
from dure.engines.lifecycle import Occasion, Step
from dure.ledger import clock
from dure.network.models import Grant, Person
from dure.network.queries.duties import stand_in_of
from dure.network.queries.settings import work_calendar
from dure.network.standing import Standing
from dure.papers.models import Agreement, File, Opening

FIRM_STEPS = ("접수", "검토 중", "지원 중", "완료")


@dataclass(frozen=True)
class ShownClock:
    """A limit as it is shown: how many working days are left, or by how many it is late."""

    code: str
    ko: str
    due_at: datetime | None
    days_left: float | None
    turn: str
    referral_id: Any = None

    @property
    def late(self) -> bool:
        """The limit has passed."""
        return self.days_left is not None and self.days_left < 0


ASKED_OFTEN = (
    "handovers",
    "enquiries",
    Prefetch(
        "referrals",
        Referral.objects.select_related("organisation", "group", "person__expert__organisation").order_by(
            "made_at"
        ),
    ),
)
VISITS, LINES = 10, 20
TOLD_THE_FIRM = (
    "ask_for_more", "declare_out_of_scope", "nobody_found", "not_solvable", "refuse_consent", "reopen", "withdraw",
)  # fmt: skip


@dataclass(frozen=True)
class Shown:
    """The newest rows of a long list, and whether there are older ones."""

    rows: list[Any]
    more: bool

    @classmethod
    def of(cls, rows: Any, limit: int | None) -> Self:
        """As many as the limit says; all without one."""
        found = list(rows if limit is None else rows[: limit + 1])
        return cls(found[:limit], limit is not None and len(found) > limit)


@dataclass(frozen=True)
class ShownReferral:
    """A referral with what this reader may do about it."""

    row: Referral
    state_ko: str
    steps: list[Step | Occasion]
    mine: bool


def gather(case: DifficultyCase) -> None:
    """Fetch once what a page asks of its case again and again; a second call costs nothing."""
    prefetch_related_objects([case], *ASKED_OFTEN)


def shown_clocks(case: DifficultyCase) -> list[ShownClock]:
    """Running clocks of a case, the nearest first."""
    calendar, now = work_calendar(), clock.now()
    running = CaseClock.objects.filter(case=case, stopped_at=None).order_by("due_at")
    shown = []
    for each in running:
        table = (REFERRAL if each.referral_id else CASE).clock(each.code)
        left = calendar.minutes_between(now, each.due_at) / 540 if each.due_at else None
        shown.append(ShownClock(each.code, table.ko, each.due_at, left, table.turn, each.referral_id))
    return shown


def shown_referrals(case: DifficultyCase, standing: Standing) -> list[ShownReferral]:
    """Referrals this reader may know: office and firm all of them, a helper only its own."""
    gather(case)
    roles = roles_towards(standing, case)
    inside = bool(roles & {*r.OFFICE, r.FIRM, r.APPROVER, r.SYSTEM})
    shown = []
    for row in case.referrals.all():
        mine = is_own(row, standing)
        if not (inside or mine) or (r.FIRM in roles and row.state == "PROPOSED"):
            continue
        steps = possible_referral_steps(standing, row)
        shown.append(ShownReferral(row, REFERRAL.state(row.state).ko, steps, mine))
    return shown


def is_own(row: Referral, standing: Standing) -> bool:
    """Whether this referral is the reader's own."""
    return (
        (row.person_id is not None and row.person_id == standing.person_id)
        or row.organisation_id in standing.bodies
        or row.group_id in standing.secretariats
    )


def firm_step(case: DifficultyCase) -> tuple[int, str]:
    """Which of the four steps the firm sees (0 to 3) and its word; a hold keeps the step it paused."""
    code = case.paused_state if case.state == "ON_HOLD" and case.paused_state else case.state
    word = CASE.state(code).firm_step or FIRM_STEPS[0]
    return FIRM_STEPS.index(word), word


def files_seen(case: DifficultyCase, standing: Standing) -> list[File]:
    """Files of a case this reader may know of, by part and level."""
    parts = parts_seen(standing, case)
    rows = File.objects.filter(owner_uid=case.pk).order_by("-added_at")
    if is_of_office(standing, case) or case.group_id in standing.secretariats:
        return list(rows)
    if case.firm_id in standing.firms:
        return list(rows.exclude(level="OFFICE"))
    if "problem" not in parts:
        return []
    rows = rows.exclude(level="OFFICE")
    return list(rows) if "files" in parts else list(rows.exclude(technical=True))


def may_open(file: File, case: DifficultyCase, standing: Standing) -> str | None:
    """None when this reader may open a file, else the code of what is missing."""
    if file.pk not in {each.pk for each in files_seen(case, standing)}:
        return "not_found"
    if file.technical and not is_inside(standing, case):
        agreed = Agreement.objects.filter(object_uid=case.pk, receiver_person_id=standing.person_id).exists()
        return None if agreed else "nda_needed"
    return None


def case_page(case: DifficultyCase, standing: Standing, *, whole: bool = False) -> dict[str, Any]:
    """The context of a case page; the guidance log with its latest notes unless all of it is `whole`."""
    gather(case)
    parts = parts_seen(standing, case)
    roles = roles_towards(standing, case)
    index, word = firm_step(case)
    return {
        "case": case,
        "parts": parts,
        "roles": roles,
        "is_office": bool(roles & {*r.OFFICE, r.APPROVER}),
        "is_firm_side": r.FIRM in roles,
        "is_helper": bool(roles & {r.HELPER, r.BODY}),
        "sees_firm": sees_firm(standing, case),
        "state": CASE.state(case.state),
        "away": stand_in_of(case.in_charge_id, case.office_id),
        "firm_step": index,
        "firm_step_word": word,
        "firm_steps": FIRM_STEPS,
        "steps": possible_steps(standing, case, roles),
        "outcome": outcome_seen(case, standing),
        "clocks": shown_clocks(case),
        "referrals": shown_referrals(case, standing),
        "visits": Shown.of(visits_seen(case, standing), None if whole else VISITS),
        "files": files_seen(case, standing),
        "openings": openings_of(case) if roles & {*r.OFFICE, r.FIRM} else [],
        "viewers": viewers_of(case) if roles & {*r.OFFICE, r.FIRM} else [],
    }


def story_seen(case: DifficultyCase, standing: Standing, *, whole: bool = False) -> Shown:
    """What happened in a case, newest first, its latest lines unless all of it is `whole`."""
    if whole:
        return Shown(timeline(case, standing, limit=None), more=False)
    return Shown.of(timeline(case, standing, limit=LINES + 1), LINES)


def outcome_seen(case: DifficultyCase, standing: Standing) -> dict[str, list[Any]]:
    """How it ended and what another body answered; office and firm only, the firm without what is not sent yet."""
    if not is_inside(standing, case):
        return {}
    office = is_of_office(standing, case) or case.group_id in standing.secretariats
    forwardings = case.forwardings.prefetch_related("chases__by").order_by("-proposed_at")
    if not office:
        forwardings = forwardings.filter(approved_at__isnull=False)
    endings = case.endings.select_related("told_by").exclude(reason="").order_by("-at")
    told: dict[str, list[Any]] = {
        "resolutions": list(case.resolutions.order_by("-at")),
        "endings": list(endings if office else endings.filter(step__in=TOLD_THE_FIRM)),
        "forwardings": list(forwardings),
    }
    return told if any(told.values()) else {}


def visits_seen(case: DifficultyCase, standing: Standing) -> Any:
    """The guidance log: office and firm see all of it, a helper what it wrote itself."""
    rows = case.visits.select_related("by", "referral")
    return rows if is_inside(standing, case) else rows.filter(by_id=standing.person_id)


def openings_of(case: DifficultyCase) -> Any:
    """Who opened what of a case, newest first."""
    name = Person.objects.filter(pk=OuterRef("person_uid")).values("name")
    return Opening.objects.filter(object_uid=case.pk).annotate(who=Subquery(name)).order_by("-at")[:50]


def viewers_of(case: DifficultyCase) -> Any:
    """Who may see which part beyond office and firm."""
    return Grant.objects.filter(object_uid=case.pk, revoked_at__isnull=True).order_by("given_at")
