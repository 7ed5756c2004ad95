"""The log of guidance and visits, and the single problems of a case."""

from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal

from dure.cases import events
from dure.cases.actions.clocks import start_clocks
from dure.cases.actions.referrals import begin_work
from dure.cases.actions.stepping import stepping
from dure.cases.models import Difficulty, DifficultyCase, Referral, Tag, Visit
from dure.ledger import clock
from dure.ledger.errors import Refused
from dure.network.actions import record_help
from dure.network.standing import Standing


@dataclass(frozen=True)
class VisitNote:
    """What is noted of a visit, call or guidance."""

    content: str
    on: date | None = None
    starts_at: time | None = None
    ends_at: time | None = None
    hours: Decimal = Decimal(0)
    place: str = "FIRM"
    people: str = ""
    next_step: str = ""
    cost: int = 0


def log_visit(
    *, case: DifficultyCase, note: VisitNote, by: Standing, referral: Referral | None = None
) -> Visit:
    """Write an entry of the guidance log; a helper's first entry begins the work."""
    on = note.on or clock.today()
    if on > clock.today():
        raise Refused("visit_in_future", on=on)
    if not note.content.strip():
        raise Refused("content_missing")
    with stepping(case, "log_visit", by) as move:
        referral = referral or _own_referral(move.case, by)
        visit = Visit.objects.create(
            case=move.case,
            referral=referral,
            by_id=by.person_id,
            on=on,
            starts_at=note.starts_at,
            ends_at=note.ends_at,
            hours=note.hours or _hours(note),
            place=note.place,
            people=note.people[:300],
            content=note.content,
            next_step=note.next_step,
            cost=note.cost,
            made_at=clock.now(),
        )
        if move.case.state == "IN_PROGRESS":
            start_clocks(move.case, ("PROGRESS",))
        move.tell(
            events.CaseVisited,
            visit=visit.ref,
            referral=referral.ref if referral else None,
            on=on,
            hours=visit.hours,
            place=note.place,
        )
        if referral is not None:
            if referral.state == "ACCEPTED":
                begin_work(referral=referral, by=by)
            _book_help(move.case, referral, visit, by)
    return visit


def add_difficulty(*, case: DifficultyCase, text: str, by: Standing) -> Difficulty:
    """Add one more problem to the case."""
    if not text.strip():
        raise Refused("text_missing")
    with stepping(case, "add_difficulty", by) as move:
        count = move.case.difficulties.count()
        made = Difficulty.objects.create(case=move.case, text=text.strip()[:500], place=count)
        move.tell(events.DifficultyAdded, count=count + 1)
    return made


def mark_difficulty(*, difficulty: Difficulty, solved: bool, by: Standing) -> None:
    """Mark one problem as solved or open."""
    with stepping(difficulty.case, "mark_difficulty", by) as move:
        difficulty.solved = solved
        difficulty.save(update_fields=["solved"])
        move.tell(events.DifficultyMarked, difficulty=difficulty.ref, solved=solved)


def set_tag(*, case: DifficultyCase, tag: Tag, by: Standing) -> Tag:
    """Mark joint research or a linked programme; the case does not move."""
    with stepping(case, "set_tag", by) as move:
        tag.case, tag.set_at = move.case, clock.now()
        tag.save(force_insert=True)
        move.tell(events.CaseTagged, tag=tag.ref, code=tag.code)
    return tag


def record_tag_result(*, tag: Tag, result: str, by: Standing) -> None:
    """Keep what came of the joint research or programme."""
    with stepping(tag.case, "record_tag_result", by) as move:
        tag.result, tag.result_at = result, clock.now()
        tag.save(update_fields=["result", "result_at"])
        move.tell(events.TagResult, tag=tag.ref, code=tag.code)


def _own_referral(case: DifficultyCase, by: Standing) -> Referral | None:
    return case.referrals.filter(person_id=by.person_id, state__in=("ACCEPTED", "WORKING")).first()


def _hours(note: VisitNote) -> Decimal:
    if note.starts_at is None or note.ends_at is None:
        return Decimal(0)
    minutes = (note.ends_at.hour - note.starts_at.hour) * 60 + note.ends_at.minute - note.starts_at.minute
    if minutes <= 0:
        raise Refused("visit_ends_before_it_begins")
    return (Decimal(minutes) / 60).quantize(Decimal("0.01"))


def _book_help(case: DifficultyCase, referral: Referral, visit: Visit, by: Standing) -> None:
    """Hours of a member firm for another are mutual help (품앗이)."""
    giver = referral.organisation
    if giver is None and referral.person is not None:
        expert = getattr(referral.person, "expert", None)
        giver = expert.organisation if expert else None
    if giver is not None and giver.kind == "FIRM" and giver.pk != case.firm_id and visit.hours:
        record_help(
            giver=giver,
            receiver=case.firm,
            hours=visit.hours,
            group=case.group,
            on=visit.on,
            case_uid=case.pk,
            by=by.actor,
        )
