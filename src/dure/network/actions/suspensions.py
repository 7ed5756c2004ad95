"""처리정지: the data of a person are kept, and used for nothing until the person says so."""

from dure.ledger import clock
from dure.ledger.actors import Actor
from dure.ledger.doors import recording
from dure.network.models import Person
from dure.network.suspension_events import PersonResumed, PersonSuspended


def suspend_processing(*, person: Person, by: Actor) -> None:
    """No message goes out and nobody is shown this person as an expert; doing it twice changes nothing."""
    with recording(by=by) as ledger:
        held = Person.objects.select_for_update().get(pk=person.pk)
        if held.suspended_on is None:
            held.suspended_on = clock.today()
            held.save(update_fields=["suspended_on"])
            ledger.record(PersonSuspended(person=held.ref))


def resume_processing(*, person: Person, by: Actor) -> None:
    """What was set before holds again; doing it twice changes nothing."""
    with recording(by=by) as ledger:
        held = Person.objects.select_for_update().get(pk=person.pk)
        if held.suspended_on is not None:
            held.suspended_on = None
            held.save(update_fields=["suspended_on"])
            ledger.record(PersonResumed(person=held.ref))
