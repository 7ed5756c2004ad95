"""Taking a case up, answering it, handing it to a colleague or another office."""

from uuid import UUID

from dure.cases import events
from dure.cases.actions.stepping import stepping
from dure.cases.models import Answer, DifficultyCase, Ending, Enquiry, Handover
from dure.ledger import clock
from dure.ledger.errors import Refused
from dure.ledger.refs import Ref
from dure.network.models import Group, NeedKind, Office, Person, Service
from dure.network.models import Role as RoleRow
from dure.network.standing import Standing


def take_up_case(
    *,
    case: DifficultyCase,
    kind: NeedKind,
    by: Standing,
    stage: str = "",
    fields: tuple[str, ...] = (),
    words: str = "",
) -> None:
    """Take a received case up and classify it; whoever does it is in charge if nobody was."""
    with stepping(case, "take_up", by, kind=kind) as move:
        held = move.case
        held.kind, held.stage, held.fields = kind, stage, list(fields)
        held.in_charge_id = held.in_charge_id or by.person_id
        if words.strip():
            Answer.objects.create(case=held, by_id=by.person_id, at=clock.now(), text=words)
        move.move(events.CaseTakenUp, kind=kind.code, stage=stage, in_charge=_person(held.in_charge_id))


def reply_to_firm(*, case: DifficultyCase, text: str, by: Standing) -> None:
    """Answer the firm without ending the case; the clock of the first answer stops."""
    with stepping(case, "reply", by) as move:
        Answer.objects.create(case=move.case, by_id=by.person_id, at=clock.now(), text=text)
        move.tell(events.CaseReplied)


def answer_case(
    *,
    case: DifficultyCase,
    text: str,
    by: Standing,
    source: str = "",
    service: Service | None = None,
    minutes: int | None = None,
) -> None:
    """Give the answer after which nothing more is needed."""
    with stepping(case, "answer", by) as move:
        Answer.objects.create(
            case=move.case,
            by_id=by.person_id,
            at=clock.now(),
            text=text,
            source=source,
            service=service,
            minutes=minutes,
            final=True,
        )
        move.move(events.CaseAnswered)


def declare_out_of_scope(*, case: DifficultyCase, reason: str, suggestion: str, by: Standing) -> None:
    """Say that the programme cannot help and where to go instead; told by a person."""
    with stepping(case, "declare_out_of_scope", by) as move:
        _end(case, move.step.code, reason, by, suggestion)
        move.move(events.CaseOutOfScope)


def enquire_anonymously(*, case: DifficultyCase, person: Person, text: str, by: Standing) -> Enquiry:
    """Ask one expert without firm, product name or file."""
    with stepping(case, "enquire", by, person=person) as move:
        told = text.lower()
        for secret in (move.case.firm.name, move.case.product):
            if secret and secret.lower() in told:
                raise Refused("enquiry_names_firm")
        enquiry = Enquiry.objects.create(case=move.case, person=person, text=text, asked_at=clock.now())
        move.tell(events.CaseEnquired, expert=person.ref)
    return enquiry


def answer_enquiry(*, case: DifficultyCase, text: str, by: Standing) -> None:
    """Keep what the expert answered to the anonymous enquiry."""
    with stepping(case, "answer_enquiry", by) as move:
        enquiry = move.case.enquiries.get(answered_at=None)
        enquiry.answer, enquiry.answered_at = text, clock.now()
        enquiry.save()
        move.tell(events.EnquiryAnswered, expert=Ref("person", enquiry.person_id))


def reassign_case(*, case: DifficultyCase, to: Person, by: Standing) -> None:
    """Put a colleague of the same office in charge."""
    with stepping(case, "reassign", by) as move:
        colleague = RoleRow.objects.filter(
            person=to, office_id=move.case.office_id, during__contains=clock.today()
        ).exists()
        if not colleague:
            raise Refused("not_a_colleague")
        move.case.in_charge = to
        move.tell(events.CaseReassigned, in_charge=to.ref)


def offer_handover(
    *, case: DifficultyCase, to: Office, reason: str, by: Standing, group: Group | None = None
) -> Handover:
    """Ask another office to take the case; the giver answers for it until it is taken."""
    with stepping(case, "offer_handover", by) as move:
        if to.pk == move.case.office_id:
            raise Refused("handover_to_itself")
        handover = Handover.objects.create(
            case=move.case,
            from_office_id=move.case.office_id,
            to_office=to,
            to_group=group,
            reason=reason,
            offered_at=clock.now(),
        )
        move.tell(events.HandoverOffered, receiver=to.ref)
    return handover


def take_handover(*, case: DifficultyCase, by: Standing) -> None:
    """Take a case that was offered; finder and solver both stay credited."""
    with stepping(case, "take_handover", by) as move:
        held = move.case
        handover = held.handovers.filter(taken_at=None, to_office__in=list(by.offices)).get()
        giver = Ref("office", held.office_id)
        handover.taken_at, handover.taken_by_id = clock.now(), by.person_id
        handover.save()
        held.office, held.group = handover.to_office, handover.to_group or held.group
        held.in_charge_id = by.person_id
        move.tell(
            events.HandedOver,
            office=held.office.ref,
            giver=giver,
            group=Ref("group", held.group_id) if held.group_id else None,
            in_charge=_person(held.in_charge_id),
        )


def _end(case: DifficultyCase, step: str, reason: str, by: Standing, suggestion: str = "") -> None:
    Ending.objects.create(
        case=case, step=step, reason=reason, suggestion=suggestion, told_by_id=by.person_id, at=clock.now()
    )


def _person(uid: UUID | None) -> Ref | None:
    return Ref("person", uid) if uid else None
