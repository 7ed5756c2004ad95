"""이송 and 건의: proposed by one, approved by another, the answer chased and kept."""

from datetime import date

from dure.cases import events
from dure.cases.actions.referrals import close_referrals
from dure.cases.actions.stepping import stepping
from dure.cases.models import Chase, DifficultyCase, Forwarding
from dure.ledger import clock
from dure.ledger.errors import BadInput, Refused
from dure.network.standing import Standing


def propose_forwarding(
    *,
    case: DifficultyCase,
    kind: str,
    body: str,
    text: str,
    by: Standing,
    with_name: bool = False,
    due_on: date | None = None,
) -> Forwarding:
    """Propose to send it to the body in charge, or to propose a change; somebody else approves."""
    _must_be_ahead(due_on)
    with stepping(case, "propose_forwarding", by) as move:
        if move.case.forwardings.filter(approved_at=None).exists():
            raise Refused("forwarding_already_proposed")
        made = Forwarding.objects.create(
            case=move.case,
            kind=kind,
            body=body,
            text=text,
            with_name=with_name,
            proposed_by_id=by.person_id,
            proposed_at=clock.now(),
            due_on=due_on,
        )
        move.tell(events.ForwardingProposed, kind=kind)
    return made


def approve_forwarding(
    *, case: DifficultyCase, by: Standing, document_no: str = "", dispatched_on: date | None = None
) -> None:
    """Approve and send; the case ends here and the answer of the body is chased."""
    with stepping(case, "approve_forwarding", by) as move:
        proposal = move.case.forwardings.get(approved_at=None)
        if proposal.proposed_by_id == by.person_id and not by.is_system:
            raise Refused("approves_own_proposal")
        proposal.approved_by_id, proposal.approved_at = by.person_id, clock.now()
        proposal.document_no, proposal.dispatched_on = document_no, dispatched_on or clock.today()
        proposal.save()
        move.case.forwarding_due_on = proposal.due_on
        move.move(events.CaseForwarded, kind=proposal.kind, with_name=proposal.with_name)
        close_referrals(move.case)


def record_forwarding_answer(
    *, case: DifficultyCase, answer: str, text: str, by: Standing, document_no: str = ""
) -> None:
    """Keep the other body's answer; the firm is told, and what remains is reopened by a person."""
    with stepping(case, "record_answer", by) as move:
        found = _unanswered(move.case)
        found.answer, found.answer_text, found.answer_document_no = answer, text, document_no
        found.answered_at = clock.now()
        found.save()
        move.tell(events.ForwardingAnswered, answer=answer)


def chase_answer(*, case: DifficultyCase, words: str, by: Standing, due_on: date | None = None) -> None:
    """Keep that the other body was asked once more; without a promised day the usual time runs again."""
    _must_be_ahead(due_on)
    if not words.strip():
        raise BadInput("chase_words_missing")
    with stepping(case, "chase_answer", by) as move:
        chase = Chase(
            forwarding=_unanswered(move.case), by_id=by.person_id, at=clock.now(), words=words, due_on=due_on
        )
        chase.save()
        move.case.forwarding_due_on = due_on
        move.tell(events.ForwardingChased, due_on=due_on)


def _unanswered(case: DifficultyCase) -> Forwarding:
    waiting = case.forwardings.filter(approved_at__isnull=False, answered_at=None)
    found = waiting.order_by("-approved_at").first()
    if found is None:
        raise Refused("forwarding_already_answered")
    return found


def _must_be_ahead(due_on: date | None) -> None:
    if due_on is not None and due_on <= clock.today():
        raise Refused("day_past", on=due_on)
