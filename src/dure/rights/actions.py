"""Taking a request of a person about the own data, answering it, and what follows from the answer."""

from datetime import date, timedelta

from dure.ledger import clock
from dure.ledger.doors import recording
from dure.ledger.errors import Refused
from dure.network.actions.suspensions import resume_processing, suspend_processing
from dure.network.models import Person
from dure.network.queries.settings import setting
from dure.network.standing import Standing
from dure.rights.events import SubjectCopyTaken, SubjectRequestMoved
from dure.rights.lifecycle import OPEN, STEPS
from dure.rights.models import KINDS, REASONS, RESULTS, WAYS, SubjectRequest
from dure.rights.queries import office_towards
from dure.rights.rules import may_take_copy, must_step, must_take


def take_request(
    *, person: Person, kind: str, way: str, asked_on: date, by: Standing, words: str = ""
) -> SubjectRequest:
    """Write down what a person asked, with the day by which the law wants an answer."""
    must_take(by, person)
    if kind not in KINDS or way not in WAYS:
        raise Refused("subject_request_choice_unknown")
    if asked_on > clock.today():
        raise Refused("subject_request_in_future")
    office = office_towards(by, person)
    with recording(by=by.actor):
        Person.objects.select_for_update().get(pk=person.pk)
        if SubjectRequest.objects.filter(office=office, person=person, kind=kind, state=OPEN).exists():
            raise Refused("subject_request_open")
        made = SubjectRequest.objects.create(
            office=office, person=person, kind=kind, way=way, asked_on=asked_on, words=words.strip(),
            due_on=asked_on + timedelta(days=setting("privacy.request_days", on=asked_on)),
            taken_by_id=by.person_id, taken_at=clock.now(),
        )  # fmt: skip
        _tell(made, by)
    return made


def answer_request(
    *, request: SubjectRequest, result: str, by: Standing, reason: str = "", answer: str = ""
) -> SubjectRequest:
    """Say what became of it; less than all needs a reason and words. A granted 처리정지 holds at once."""
    if result not in RESULTS or (reason and reason not in REASONS):
        raise Refused("subject_request_choice_unknown")
    if result != "GRANTED" and not (reason and answer.strip()):
        raise Refused("subject_request_reason_missing")
    with recording(by=by.actor):
        held = _held(request, "answer", by)
        held.result, held.reason = result, "" if result == "GRANTED" else reason
        held.answer, held.answered_by_id, held.answered_at = answer.strip(), by.person_id, clock.now()
        _move(held, "answer", by)
        if held.kind == "STOP" and result == "GRANTED":
            suspend_processing(person=held.person, by=by.actor)
    return held


def withdraw_request(*, request: SubjectRequest, by: Standing) -> SubjectRequest:
    """The person no longer asks."""
    with recording(by=by.actor):
        held = _held(request, "withdrawal", by)
        _move(held, "withdrawal", by)
    return held


def lift_suspension(*, request: SubjectRequest, by: Standing) -> SubjectRequest:
    """The person lets the data be used again; another 처리정지 that still holds goes on holding."""
    with recording(by=by.actor):
        held = _held(request, "lifting", by)
        held.lifted_on = clock.today()
        _move(held, "lifting", by)
        holding = SubjectRequest.objects.filter(person=held.person, kind="STOP", state="ANSWERED")
        if not holding.filter(result="GRANTED").exists():
            resume_processing(person=held.person, by=by.actor)
    return held


def note_copy(*, request: SubjectRequest, by: Standing) -> None:
    """Write down that everything kept about the person was taken out for the person."""
    if not may_take_copy(by, request):
        raise Refused("step_not_now", step="copy", state=request.state)
    with recording(by=by.actor) as ledger:
        copied = SubjectCopyTaken(request=request.ref, person=request.person.ref, office=request.office.ref)
        ledger.record(copied, scope=request.office_id)


def _held(request: SubjectRequest, step: str, by: Standing) -> SubjectRequest:
    rows = SubjectRequest.objects.select_for_update(of=("self",)).select_related("person", "office")
    held = rows.get(pk=request.pk)
    must_step(by, held, step)
    return held


def _move(request: SubjectRequest, step: str, by: Standing) -> None:
    request.state = STEPS[step].to
    request.save()
    _tell(request, by)


def _tell(request: SubjectRequest, by: Standing) -> None:
    with recording(by=by.actor) as ledger:
        ledger.record(
            SubjectRequestMoved(
                request=request.ref, person=request.person.ref, office=request.office.ref, kind=request.kind,
                state=request.state, due_on=request.due_on, result=request.result, reason=request.reason,
            ),
            scope=request.office_id,
        )  # fmt: skip
