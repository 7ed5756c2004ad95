"""Organisations, people and posts."""

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from dure.engines.identifiers import business_no, phone
from dure.ledger import clock
from dure.ledger.actors import Actor
from dure.ledger.doors import recording
from dure.ledger.errors import Refused
from dure.ledger.refs import Ref
from dure.network import events
from dure.network.models import Coordination, Organisation, Person, Post

CHANGEABLE = [
    "name",
    "name_en",
    "business_no",
    "corporate_no",
    "corporate_group",
    "head_name",
    "address",
    "phone",
    "email",
    "website",
    "trade",
    "products",
    "about",
    "employees",
    "complex",
    "closed_on",
]


def register_organisation(*, by: Actor, **fields: Any) -> Organisation:
    """Put an organisation into the register; its numbers are checked and kept in one form."""
    with recording(by=by) as ledger:
        made = Organisation(**tidied({"registered_on": clock.today(), **fields}))
        _save_once(made, force_insert=True)
        ledger.record(
            events.OrganisationRegistered(
                organisation=made.ref, office=made.office.ref if made.office else None, kind=made.kind
            ),
            scope=made.office_id,
        )
    return made


def change_organisation(*, organisation: Organisation, by: Actor, **fields: Any) -> Organisation:
    """Correct facts about an organisation."""
    tidy = tidied({name: fields[name] for name in CHANGEABLE if name in fields})
    changed = tuple(name for name, value in tidy.items() if getattr(organisation, name) != value)
    if not changed:
        return organisation
    with recording(by=by) as ledger:
        for name in changed:
            setattr(organisation, name, tidy[name])
        _save_once(organisation, update_fields=changed)
        ledger.record(
            events.OrganisationChanged(organisation=organisation.ref, fields=changed),
            scope=organisation.office_id,
        )
    return organisation


def assign_coordinator(
    *, organisation: Organisation, coordinator: Person, by: Actor, since: date | None = None
) -> None:
    """Give a firm its person in charge from a day on, at the latest today; who had it before keeps the time before."""
    since = since or clock.today()
    if since > clock.today():
        raise Refused("day_not_yet", on=since)
    with recording(by=by) as ledger:
        former = organisation.coordinator_id
        _end_coordination(organisation, since)
        Coordination.objects.create(
            organisation=organisation, person=coordinator, during=DateRange(since, None)
        )
        organisation.coordinator = coordinator
        organisation.save(update_fields=["coordinator"])
        ledger.record(
            events.CoordinatorAssigned(
                organisation=organisation.ref,
                coordinator=coordinator.ref,
                former=Ref("person", former) if former and former != coordinator.pk else None,
                since=since,
            ),
            scope=organisation.office_id,
        )


def _end_coordination(organisation: Organisation, on: date) -> None:
    """What began on that day or later was a slip and goes; what runs then ends before it."""
    rows = Coordination.objects.filter(organisation=organisation)
    rows.filter(during__startswith__gte=on).delete()
    for row in rows.filter(during__contains=on):
        row.during = DateRange(row.during.lower, on)
        row.save(update_fields=["during"])


def register_person(
    *, by: Actor, organisation: Organisation | None = None, title: str = "", **fields: Any
) -> Person:
    """Make somebody known, with a post where they work."""
    with recording(by=by) as ledger:
        made = Person.objects.create(**tidied(fields))
        if organisation is not None:
            give_post(person=made, organisation=organisation, title=title, by=by)
        ledger.record(
            events.PersonRegistered(person=made.ref, organisation=organisation.ref if organisation else None)
        )
    return made


def give_post(*, person: Person, organisation: Organisation, by: Actor, title: str = "") -> Post:
    """Record where a person works from today on."""
    with recording(by=by) as ledger:
        made = Post.objects.create(
            person=person, organisation=organisation, title=title, during=DateRange(clock.today(), None)
        )
        ledger.record(
            events.PostGiven(person=person.ref, organisation=organisation.ref), scope=organisation.office_id
        )
    return made


def tidied(fields: dict[str, Any]) -> dict[str, Any]:
    """Numbers in the one form in which they are kept and found."""
    if fields.get("business_no"):
        fields["business_no"] = business_no(fields["business_no"])
    elif "business_no" in fields:
        fields["business_no"] = None
    if fields.get("phone"):
        fields["phone"] = phone(fields["phone"])
    return fields


def _save_once(organisation: Organisation, **how: Any) -> None:
    try:
        with transaction.atomic():
            organisation.save(**how)
    except IntegrityError as error:
        if "business_no" not in str(error):
            raise
        raise Refused("business_no_known", business_no=organisation.business_no) from error
