"""The register as its readers change it: who may is asked first, then the change and its events."""

from collections.abc import Collection
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange

from dure.engines.identifiers import name_key
from dure.ledger import clock
from dure.ledger.doors import recording
from dure.ledger.errors import Refused
from dure.network import events
from dure.network.actions.access import block_party, clear_party
from dure.network.actions.consents import record_consent
from dure.network.actions.organisations import (
    assign_coordinator,
    change_organisation,
    give_post,
    register_organisation,
    register_person,
    tidied,
)
from dure.network.models import Block, Office, Organisation, Person, Post
from dure.network.queries.organisations import of_name
from dure.network.rules import (
    must_be_colleague,
    must_be_its_office,
    must_keep,
    must_keep_block,
    must_keep_person,
    must_register_for,
)
from dure.network.standing import Standing

PERSON_FIELDS = ("name", "name_en", "phone", "email", "language")


def enter_organisation(*, office: Office, by: Standing, **fields: Any) -> Organisation:
    """Put an organisation into the register of one's own office."""
    must_register_for(by, office)
    return register_organisation(by=by.actor, office=office, **fields)


def correct_organisation(*, organisation: Organisation, by: Standing, **fields: Any) -> Organisation:
    """Correct the record of a firm as the firm itself or as its office; only the office closes it."""
    must_keep(by, organisation)
    if "closed_on" in fields and fields["closed_on"] != organisation.closed_on:
        must_be_its_office(by, organisation)
    told = {name: value for name, value in fields.items() if value != getattr(organisation, name)}
    return change_organisation(organisation=organisation, by=by.actor, **told)


def put_in_charge(*, organisation: Organisation, coordinator: Person, by: Standing) -> None:
    """Give a firm a coordinator of its own office; naming the same one again changes nothing."""
    must_be_its_office(by, organisation)
    if organisation.office is None:
        raise Refused("firm_without_office")
    must_be_colleague(coordinator, organisation.office)
    if organisation.coordinator_id != coordinator.pk:
        assign_coordinator(organisation=organisation, coordinator=coordinator, by=by.actor)


def enter_person(
    *, organisation: Organisation, by: Standing, title: str = "", agreed: Collection[str] = (), **fields: Any
) -> Person:
    """Make somebody known who works at an organisation, with each purpose that was agreed to.

    Whose telephone is known there already is no new person.
    """
    must_keep(by, organisation)
    told = tidied(fields)
    with recording(by=by.actor):
        known = _colleague_by_phone(organisation, told.get("phone", ""))
        if known is not None:
            raise Refused("person_known", person=known.name)
        made = register_person(by=by.actor, organisation=organisation, title=title, **told)
        for purpose in agreed:
            record_consent(of=made, purpose=purpose, agreed=True, source="REGISTER", by=by.actor)
        return made


def correct_person(*, person: Person, by: Standing, **fields: Any) -> Person:
    """Correct name and contacts of a person."""
    must_keep_person(by, person)
    tidy = tidied({name: fields[name] for name in PERSON_FIELDS if name in fields})
    changed = tuple(name for name, value in tidy.items() if getattr(person, name) != value)
    if not changed:
        return person
    with recording(by=by.actor) as ledger:
        for name in changed:
            setattr(person, name, tidy[name])
        person.save(update_fields=changed)
        ledger.record(events.PersonChanged(person=person.ref, fields=changed))
    return person


def change_post(*, post: Post, title: str, by: Standing) -> Post:
    """Say anew from today on what somebody does; the former title stays in the past."""
    must_keep(by, post.organisation)
    if title == post.title:
        return post
    with recording(by=by.actor):
        _end(post, by)
        return give_post(person=post.person, organisation=post.organisation, title=title, by=by.actor)


def end_post(*, post: Post, by: Standing) -> None:
    """Record that somebody no longer works at an organisation; a post given today was a slip and goes."""
    must_keep(by, post.organisation)
    with recording(by=by.actor):
        _end(post, by)


def end_every_post(*, person: Person, by: Standing) -> None:
    """Record that somebody works nowhere any more; who may was asked before."""
    rows = Post.objects.filter(person=person, during__contains=clock.today())
    for post in rows.select_related("person", "organisation"):
        _end(post, by)


def keep_out(*, firm: Organisation, kind: str, words: str, by: Standing) -> Block:
    """Block a party by what it is called: a registered organisation where exactly one has that name or number."""
    must_keep(by, firm)
    party = _meant(words, firm)
    return block_party(
        firm=firm, kind=kind, organisation=party, words="" if party else words.strip(), by=by.actor
    )


def let_in(*, block: Block, by: Standing) -> None:
    """Lift a block; lifting it twice changes nothing."""
    must_keep_block(by, block)
    if block.cleared_at is None:
        clear_party(block=block, by=by.actor)


def _end(post: Post, by: Standing) -> None:
    today = clock.today()
    with recording(by=by.actor) as ledger:
        if post.during.lower == today:
            post.delete()
        else:
            post.during = DateRange(post.during.lower, today)
            post.save(update_fields=["during"])
        ledger.record(
            events.PostEnded(person=post.person.ref, organisation=post.organisation.ref),
            scope=post.organisation.office_id,
        )


def _colleague_by_phone(organisation: Organisation, phone: str) -> Person | None:
    if not phone:
        return None
    here = Post.objects.filter(organisation=organisation, during__contains=clock.today())
    return Person.objects.filter(phone=phone, pk__in=here.values("person")).first()


def _meant(words: str, firm: Organisation) -> Organisation | None:
    digits = "".join(letter for letter in words if letter.isdigit())
    if len(digits) == 10 and digits == name_key(words):
        return Organisation.objects.filter(business_no=digits).first()
    same = list(of_name(words)[:20])
    others = [each for each in same if each.pk != firm.pk] or same
    if len(others) > 1:
        raise Refused("party_ambiguous", count=len(others))
    return others[0] if others else None
