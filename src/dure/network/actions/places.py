"""Complexes, what they specialise in, offices and their heads."""

from datetime import date, timedelta
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange

from dure.ledger.actors import Actor
from dure.ledger.doors import recording
from dure.ledger.errors import Refused
from dure.network import events
from dure.network.models import Complex, HeadAppointment, Office, Organisation, Person, Specialisation


def register_complex(*, by: Actor, **fields: Any) -> Complex:
    """Put a complex into the national register; its code is never used twice."""
    with recording(by=by) as ledger:
        if Complex.objects.filter(code=fields["code"]).exists():
            raise Refused("code_taken", taken=fields["code"])
        made = Complex.objects.create(**fields)
        ledger.record(events.ComplexRegistered(complex=made.ref, kind=made.kind))
    return made


def change_complex(*, complex: Complex, by: Actor, **fields: Any) -> Complex:
    """Correct facts about a complex; its code stays."""
    changed = tuple(
        name for name, value in fields.items() if name != "code" and getattr(complex, name) != value
    )
    if not changed:
        return complex
    with recording(by=by) as ledger:
        for name in changed:
            setattr(complex, name, fields[name])
        complex.save(update_fields=changed)
        ledger.record(events.ComplexChanged(complex=complex.ref, fields=changed))
    return complex


def name_specialisation(
    *, complex: Complex, ko: str, since: date, by: Actor, en: str = "", until: date | None = None
) -> Specialisation:
    """Say which industry a complex specialises in, from a day to a day; `until` is the last day."""
    with recording(by=by) as ledger:
        made = Specialisation.objects.create(complex=complex, ko=ko, en=en, during=_term(since, until))
        ledger.record(events.SpecialisationNamed(complex=complex.ref, since=since, until=until))
    return made


def open_office(*, by: Actor, complexes: list[Complex], **fields: Any) -> Office:
    """Open an office for one or several complexes."""
    with recording(by=by) as ledger:
        if Office.objects.filter(code=fields["code"]).exists():
            raise Refused("code_taken", taken=fields["code"])
        office = Office.objects.create(**fields)
        office.complexes.set(complexes)
        ledger.record(events.OfficeOpened(office=office.ref), scope=office.pk)
    return office


def change_office(*, office: Office, complexes: list[Complex], by: Actor, **fields: Any) -> Office:
    """Correct facts about an office and the complexes it serves; its code stays."""
    changed = [name for name, value in fields.items() if name != "code" and getattr(office, name) != value]
    moved = {each.pk for each in complexes} != set(office.complexes.values_list("pk", flat=True))
    if not changed and not moved:
        return office
    with recording(by=by) as ledger:
        for name in changed:
            setattr(office, name, fields[name])
        office.save(update_fields=changed)
        office.complexes.set(complexes)
        told = (*changed, "complexes") if moved else tuple(changed)
        ledger.record(events.OfficeChanged(office=office.ref, fields=told), scope=office.pk)
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
    """Appoint the head of an office until a last day; terms of one office do not overlap."""
    during = _term(since, until)
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


def _term(since: date, until: date | None) -> DateRange:
    if until is not None and until < since:
        raise Refused("ends_before_it_begins")
    return DateRange(since, until + timedelta(days=1) if until else None)
