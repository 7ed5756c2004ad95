"""Standing in for a colleague who is away: named for some days, ended early, over by itself."""

from datetime import date, timedelta

from django.db.backends.postgresql.psycopg_any import DateRange

from dure.ledger import clock
from dure.ledger.doors import recording
from dure.ledger.errors import Refused
from dure.network.absence_events import StandInEnded, StandInNamed
from dure.network.models import Office, Person, StandIn
from dure.network.queries.duties import deputies
from dure.network.rules import must_keep_duties
from dure.network.standing import Standing


def name_stand_in(
    *,
    absent: Person,
    person: Person,
    office: Office,
    since: date,
    until: date,
    by: Standing,
    reason: str = "LEAVE",
) -> StandIn:
    """Let a colleague see and do what somebody sees and does, from a day to a last day; it ends by itself."""
    must_keep_duties(by, absent.pk, office.pk)
    if since < clock.today():
        raise Refused("day_gone", on=since)
    if until < since:
        raise Refused("ends_before_it_begins")
    if absent.pk == person.pk:
        raise Refused("stand_in_for_oneself")
    among = deputies(office.pk)
    if not among.filter(pk=absent.pk).exists() or not among.filter(pk=person.pk).exists():
        raise Refused("stand_in_not_colleague")
    during = DateRange(since, until + timedelta(days=1))
    with recording(by=by.actor) as ledger:
        Office.objects.select_for_update().get(pk=office.pk)
        _must_be_free(absent, person, office, during)
        made = StandIn.objects.create(
            absent=absent, person=person, office=office, during=during, reason=reason, named_at=clock.now()
        )
        ledger.record(
            StandInNamed(
                absent=absent.ref,
                stand_in=person.ref,
                office=office.ref,
                since=since,
                until=until,
                reason=reason,
            ),
            scope=office.pk,
        )
    return made


def end_stand_in(*, stand_in: StandIn, by: Standing) -> None:
    """End it today, or take it back before it began; ending what is over changes nothing."""
    must_keep_duties(by, stand_in.absent_id, stand_in.office_id)
    today = clock.today()
    with recording(by=by.actor) as ledger:
        row = StandIn.objects.select_for_update(of=("self",)).filter(pk=stand_in.pk).first()
        if row is None or row.during.upper <= today:
            return
        if row.during.lower >= today:
            row.delete()
        else:
            row.during = DateRange(row.during.lower, today)
            row.save(update_fields=["during"])
        ledger.record(
            StandInEnded(absent=row.absent.ref, stand_in=row.person.ref, office=row.office.ref, on=today),
            scope=row.office_id,
        )


def _must_be_free(absent: Person, person: Person, office: Office, during: DateRange) -> None:
    """One stand-in at a time; nobody stands in while away, and nobody leaves those for whom one stands in."""
    then = StandIn.objects.filter(during__overlap=during, office=office)
    if then.filter(absent=absent).exists():
        raise Refused("stand_in_already")
    if then.filter(absent=person).exists():
        raise Refused("stand_in_away", person=person.name)
    if then.filter(person=absent).exists():
        raise Refused("stand_in_needed", person=absent.name)
