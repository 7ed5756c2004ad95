"""인수인계: all firms, open cases and promises of a colleague to others, in one act."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from dure.cases import events
from dure.cases.actions.stepping import ONCE, lock_case
from dure.cases.models import DifficultyCase, DutyHandover, DutyPassage
from dure.ledger import clock
from dure.ledger.doors import Recorder, recording, request_id
from dure.ledger.errors import Clash, Refused
from dure.ledger.models import Entry
from dure.ledger.refs import Ref
from dure.network.actions import assign_coordinator
from dure.network.models import Office, Organisation, Person
from dure.network.queries.blocks import blocks
from dure.network.queries.people import colleagues
from dure.network.rules import must_keep_duties
from dure.network.standing import SYSTEM_STANDING, Standing

LONGEST_NOTE = 300


@dataclass(frozen=True)
class Passing:
    """A firm or a case, and the colleague who gets it."""

    receiver: Person
    firm: Organisation | None = None
    case: DifficultyCase | None = None
    note: str = ""


def hand_duties_over(
    *,
    giver: Person,
    office: Office,
    passings: Sequence[Passing],
    since: date,
    by: Standing,
    note: str = "",
) -> DutyHandover:
    """Pass firms and cases of a colleague to others, all or none: today at once, later planned for that day."""
    must_keep_duties(by, giver.pk, office.pk)
    if since < clock.today():
        raise Refused("day_gone", on=since)
    if not passings:
        raise Refused("nothing_to_pass")
    with recording(by=by.actor) as ledger:
        _must_be_first(office, giver)
        passings = _as_they_are_now(passings)
        receivers = set(colleagues(office.pk).values_list("pk", flat=True))
        for each in passings:
            if each.receiver.pk not in receivers:
                raise Refused("not_a_colleague")
            code, told = _against(each, giver, office)
            if code:
                raise Refused(code, **told)
        made = DutyHandover.objects.create(
            giver=giver, office=office, since=since, note=note, made_by_id=by.person_id, made_at=clock.now()
        )
        DutyPassage.objects.bulk_create(
            DutyPassage(
                handover=made,
                firm=each.firm,
                case=each.case,
                receiver=each.receiver,
                note=each.note[:LONGEST_NOTE],
            )
            for each in passings
        )
        if since > clock.today():
            ledger.record(events.DutiesPlanned(since=since, **_told(made)), scope=office.pk)
        else:
            _carry_out(made, ledger)
    return made


def carry_out_handovers() -> int:
    """Do what was planned for today or before; what no longer fits stays where it is and is reported."""
    done = 0
    due = DutyHandover.objects.filter(since__lte=clock.today(), done_at=None, cancelled_at=None)
    for pk in due.order_by("since", "pk").values_list("pk", flat=True):
        with recording(by=SYSTEM_STANDING.actor) as ledger:
            held = DutyHandover.objects.select_for_update(of=("self",)).get(pk=pk)
            if held.done_at is None and held.cancelled_at is None:
                _carry_out(held, ledger)
                done += 1
    return done


def cancel_handover(*, handover: DutyHandover, by: Standing) -> None:
    """Take a planned hand-over back before its day; cancelling twice changes nothing."""
    must_keep_duties(by, handover.giver_id, handover.office_id)
    with recording(by=by.actor) as ledger:
        held = DutyHandover.objects.select_for_update(of=("self",)).get(pk=handover.pk)
        if held.done_at is not None:
            raise Refused("handover_done")
        if held.cancelled_at is not None:
            return
        held.cancelled_at = clock.now()
        held.save(update_fields=["cancelled_at"])
        told = {name: ref for name, ref in _told(held).items() if name not in ("firms", "cases")}
        ledger.record(events.DutiesCancelled(**told), scope=held.office_id)


def _must_be_first(office: Office, giver: Person) -> None:
    """One act at a time in an office; a form sent twice is done once."""
    Office.objects.select_for_update().get(pk=office.pk)
    name = request_id.get()
    if name.startswith(ONCE) and _entered(giver, name):
        raise Clash("already_done")


def was_handed_over(giver: Person, once: UUID) -> bool:
    """Whether the form of this name was already done; then nothing may be left to choose from."""
    return _entered(giver, f"{ONCE}{once.hex}")


def _entered(giver: Person, name: str) -> bool:
    return Entry.objects.filter(request=name, touches__uid=giver.pk).exists()


def _as_they_are_now(passings: Sequence[Passing]) -> list[Passing]:
    firms = Organisation.objects.in_bulk([each.firm.pk for each in passings if each.firm])
    cases = DifficultyCase.objects.select_related("firm").in_bulk(
        [each.case.pk for each in passings if each.case]
    )
    return [
        replace(
            each,
            firm=firms[each.firm.pk] if each.firm else None,
            case=cases[each.case.pk] if each.case else None,
        )
        for each in passings
    ]


def _against(each: Passing, giver: Person, office: Office) -> tuple[str, dict[str, str]]:
    """Why something cannot pass to somebody; closed where the firm wants that person kept out."""
    if each.receiver.pk == giver.pk:
        return "passes_to_oneself", {}
    firm = each.firm or (each.case.firm if each.case else None)
    if firm is None:
        return "nothing_to_pass", {}
    holder = each.firm.coordinator_id if each.firm else each.case.in_charge_id  # type: ignore[union-attr]
    place = each.firm.office_id if each.firm else each.case.office_id  # type: ignore[union-attr]
    if holder != giver.pk or place != office.pk:
        return "passage_not_theirs", {"what": each.firm.name if each.firm else each.case.number}  # type: ignore[union-attr]
    if blocks(firm.pk, person=each.receiver):
        return "receiver_blocked", {"firm": firm.name, "receiver": each.receiver.name}
    return "", {}


def _carry_out(handover: DutyHandover, ledger: Recorder) -> None:
    rows = list(handover.passages.select_related("firm", "case__firm", "receiver").order_by("pk"))
    receivers = set(colleagues(handover.office_id).values_list("pk", flat=True))
    told: set[tuple[object, object]] = set()
    for row in sorted(rows, key=lambda row: row.case_id is not None):
        row.left_out = "" if row.receiver_id in receivers else "not_a_colleague"
        row.left_out = row.left_out or _pass(row, handover, ledger, told)
        if row.left_out:
            row.save(update_fields=["left_out"])
    handover.done_at = clock.now()
    handover.save(update_fields=["done_at"])
    left = sum(bool(row.left_out) for row in rows)
    ledger.record(
        events.DutiesPassed(since=clock.today(), left_out=left, **_told(handover)), scope=handover.office_id
    )


def _pass(
    row: DutyPassage, handover: DutyHandover, ledger: Recorder, told: set[tuple[object, object]]
) -> str:
    """Pass one firm or case; the code of what stands against it, or nothing."""
    case = lock_case(row.case) if row.case else None
    code, _params = _against(Passing(row.receiver, row.firm, case), handover.giver, handover.office)
    if code:
        return code
    if row.firm is not None:
        assign_coordinator(organisation=row.firm, coordinator=row.receiver, by=ledger.by)
        told.add((row.firm.pk, row.receiver_id))
    if case is not None:
        case.in_charge = row.receiver
        case.save(update_fields=["in_charge"])
        ledger.record(
            events.CasePassedOn(
                case=case.ref,
                firm=Ref("organisation", case.firm_id),
                former=Ref("person", handover.giver_id),
                in_charge=row.receiver.ref,
                handover=handover.ref,
                since=clock.today(),
                firm_told=(case.firm_id, row.receiver_id) in told,
            ),
            scope=case.office_id,
        )
    return ""


def _told(handover: DutyHandover) -> dict[str, Any]:
    rows = list(handover.passages.all())
    receivers = sorted({row.receiver_id for row in rows if not row.left_out})
    return {
        "handover": handover.ref,
        "giver": Ref("person", handover.giver_id),
        "receivers": tuple(Ref("person", uid) for uid in receivers),
        "office": Ref("office", handover.office_id),
        "firms": sum(row.firm_id is not None and not row.left_out for row in rows),
        "cases": sum(row.case_id is not None and not row.left_out for row in rows),
    }
