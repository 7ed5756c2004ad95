"""What a colleague looks after: firms, open cases, who helps, and what was promised by when."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet

from dure.cases.lifecycle import CASE, REFERRAL
from dure.cases.models import CaseClock, DifficultyCase, DutyHandover, Referral, Visit
from dure.cases.queries.seen import visible_to
from dure.cases.queries.turns import rounds_due
from dure.cases.rules import LIVE
from dure.ledger import clock
from dure.ledger.errors import NotFound
from dure.network.models import Group, Membership, Office, Organisation, Person
from dure.network.queries.duties import firms_of
from dure.network.queries.people import colleagues
from dure.network.rules import may_keep_duties
from dure.network.standing import Standing

CLOCK, STEP, HELP, EFFECT = "CLOCK", "STEP", "HELP", "EFFECT"


@dataclass(frozen=True)
class Promise:
    """Something that is due or was promised: a clock, the next step of a visit, a helper at work, effects to ask."""

    kind: str
    words: str = ""
    code: str = ""
    due_at: datetime | None = None
    round: int = 0


@dataclass
class DutyCase:
    """A case with all that hangs on it."""

    row: DifficultyCase
    promises: list[Promise] = field(default_factory=list)

    @property
    def due_at(self) -> datetime | None:
        """The nearest day."""
        return min((each.due_at for each in self.promises if each.due_at), default=None)


@dataclass
class DutyFirm:
    """A firm with its cases; `looked_after` is whether the colleague looks after the firm itself."""

    firm: Organisation
    looked_after: bool
    groups: list[Group] = field(default_factory=list)
    cases: list[DutyCase] = field(default_factory=list)


@dataclass(frozen=True)
class Colleague:
    """Somebody of an office, with how much there is to hand over."""

    person: Person
    office: Office
    firms: int
    cases: int
    works_here: bool


def duties_of(person_id: UUID, office_id: UUID, standing: Standing) -> list[DutyFirm]:
    """Everything a colleague looks after at an office, by firm; the same few queries however much it is."""
    cases = list(duty_cases(person_id, office_id, standing))
    firms: dict[UUID, DutyFirm] = {
        firm.pk: DutyFirm(firm, looked_after=True)
        for firm in firms_of(person_id, [office_id])
        if firm.pk not in standing.blocked_by
    }
    for each in with_promises(cases):
        if not CASE.state(each.row.state).end or each.promises:
            held = firms.setdefault(each.row.firm_id, DutyFirm(each.row.firm, looked_after=False))
            held.cases.append(each)
    rows = Membership.objects.filter(organisation__in=list(firms), during__contains=clock.today())
    for row in rows.select_related("group").order_by("group__name"):
        if row.organisation_id:
            firms[row.organisation_id].groups.append(row.group)
    return sorted(firms.values(), key=lambda each: (not each.looked_after, each.firm.name))


def duty_cases(person_id: UUID, office_id: UUID, standing: Standing) -> QuerySet[DifficultyCase]:
    """Cases in somebody's charge at an office: open ones, and ended ones of which something may still be due."""
    rows = visible_to(standing).filter(in_charge_id=person_id, office_id=office_id)
    rows = rows.filter(state__in=(*CASE.open_states(), "FORWARDED", "SOLVED", "UNCONFIRMED"))
    return rows.select_related("firm", "firm__complex", "kind").order_by("made_at", "pk")


def with_promises(cases: Iterable[DifficultyCase]) -> list[DutyCase]:
    """What hangs on each case."""
    found = {case.pk: DutyCase(case) for case in cases}
    running = CaseClock.objects.filter(case__in=list(found), stopped_at=None)
    for each in running.select_related("referral").order_by("due_at"):
        told = (REFERRAL if each.referral_id else CASE).clock(each.code)
        found[each.case_id].promises.append(Promise(CLOCK, told.ko, each.code, each.due_at))
    helping = Referral.objects.filter(case__in=list(found), state__in=LIVE, own_office=False)
    for row in helping.select_related("person", "organisation", "group").order_by("made_at"):
        helper = row.person or row.organisation or row.group
        found[row.case_id].promises.append(Promise(HELP, str(helper or ""), row.state))
    for visit in _last_steps(list(found)):
        found[visit.case_id].promises.append(Promise(STEP, visit.next_step))
    ended = [each.row for each in found.values() if each.row.state in ("SOLVED", "UNCONFIRMED")]
    for uid, round in rounds_due(ended).items():
        found[uid].promises.append(Promise(EFFECT, round=round))
    return list(found.values())


def _last_steps(cases: list[UUID]) -> list[Visit]:
    """The last visit of each open case, where it left a next step."""
    rows = Visit.objects.filter(case__in=cases, case__state__in=CASE.open_states())
    last = rows.order_by("case_id", "-on", "-id").distinct("case_id")
    return [visit for visit in last if visit.next_step.strip()]


def colleagues_with_duties(standing: Standing) -> list[Colleague]:
    """Whose duties this reader may hand over: one's own, and as head those of everybody, also of who has left."""
    found: list[Colleague] = []
    for office in Office.objects.filter(pk__in=list(standing.offices)).order_by("name"):
        here = set(colleagues(office.pk).values_list("pk", flat=True))
        firms = _counted(Organisation.objects.filter(office=office, closed_on=None), "coordinator_id")
        open_ = visible_to(standing).filter(office=office, state__in=CASE.open_states())
        cases = _counted(open_, "in_charge_id")
        wanted = {uid for uid in here | set(firms) | set(cases) if may_keep_duties(standing, uid, office.pk)}
        people = Person.objects.filter(pk__in=wanted).order_by("name", "pk")
        found += [
            Colleague(each, office, firms.get(each.pk, 0), cases.get(each.pk, 0), each.pk in here)
            for each in people
        ]
    return found


def _counted(rows: QuerySet[Any], column: str) -> dict[UUID, int]:
    told = rows.order_by().exclude(**{column: None}).values_list(column).annotate(Count("pk", distinct=True))
    return dict(told)


def handovers_seen(standing: Standing) -> QuerySet[DutyHandover]:
    """Hand-overs this reader gave, received or arranges as head of the office, the newest first."""
    heading = [uid for uid, codes in standing.offices.items() if "OFFICE_HEAD" in codes]
    mine = Q(giver_id=standing.person_id) | Q(passages__receiver_id=standing.person_id)
    own = DutyHandover.objects.filter(mine | Q(office_id__in=heading))
    rows = own.filter(office_id__in=list(standing.offices)).distinct()
    return rows.select_related("giver", "office").order_by("-since", "-pk")


def find_handover(standing: Standing, key: UUID) -> DutyHandover:
    """One of them; the same NotFound for missing and for not allowed to know."""
    passages = Prefetch("passages")
    found = handovers_seen(standing).prefetch_related(passages).filter(pk=key).first()
    if found is None:
        raise NotFound("not_found")
    return found


def receivers_of(handover: DutyHandover, standing: Standing) -> list[Person]:
    """Whose briefing this reader may print: every one as giver or head, else only the own."""
    rows = Person.objects.filter(duties_received__handover=handover).distinct().order_by("name", "pk")
    if not may_keep_duties(standing, handover.giver_id, handover.office_id):
        rows = rows.filter(pk=standing.person_id)
    return list(rows)
