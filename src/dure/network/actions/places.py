"""Offices and their heads."""

from datetime import date
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange

from dure.ledger.actors import Actor
from dure.ledger.doors import recording
from dure.ledger.errors import Refused
from dure.network import events
from dure.network.models import Complex, HeadAppointment, Office, Organisation, Person


def open_office(*, by: Actor, complexes: list[Complex], **fields: Any) -> Office:
    """Open an office for one or several complexes."""
    with recording(by=by) as ledger:
        office = Office.objects.create(**fields)
        office.complexes.set(complexes)
        ledger.record(events.OfficeOpened(office=office.ref), scope=office.pk)
    return office


def appoint_head(
    *,
    office: Office,
    person: Person,
    title: str,
    since: date,
    until: date | None,
    home: Organisation | None,
    by: Actor,
) -> HeadAppointment:
    """Appoint the head of an office for a term; terms of one office do not overlap."""
    during = DateRange(since, until)
    with recording(by=by) as ledger:
        if HeadAppointment.objects.filter(office=office, during__overlap=during).exists():
            raise Refused("head_already_appointed")
        made = HeadAppointment.objects.create(
            office=office, person=person, title=title, home=home, during=during
        )
        ledger.record(
            events.HeadAppointed(office=office.ref, person=person.ref, since=since, until=until),
            scope=office.pk,
        )
    return made
