"""Asking for a code, using it once, and opening accounts by choice."""

from collections.abc import Collection
from uuid import UUID

from django.db import connection

from dure.entrance.addresses import Address, account_at, addresses_of, is_open
from dure.entrance.codes import agree, mark_of
from dure.entrance.models import WRONG_MOST, Code
from dure.entrance.rules import (
    LASTS,
    firm_joined,
    may_enter,
    may_join,
    must_have_factor,
    must_invite,
    must_not_ask_too_often,
)
from dure.ledger import clock
from dure.ledger.actors import Actor
from dure.ledger.actors import person as person_actor
from dure.ledger.doors import keeping, recording
from dure.ledger.errors import Clash, Refused
from dure.links.models import Link
from dure.messages.actions import write_message
from dure.messages.models import Message
from dure.network.actions import give_role, open_account
from dure.network.models import Account, Organisation, Person, Role
from dure.network.queries.people import places_kept
from dure.network.standing import Standing

GUESSES = 0x636F6465


def ask_code(*, address: Address, asked_from: str | None) -> Code:
    """Let a code be sent to an address that signs in; for any other the same happens, but for the sending."""
    account = account_at(address)
    person = account.person if account and may_enter(account) else None
    return _ask(address, person, None, asked_from)


def ask_to_join(*, link: Link, asked_from: str | None) -> tuple[Code, Address]:
    """Let a code be sent to where the office knows the addressee of a link, who wants an account."""
    address = next((each for each in addresses_of(link.person) if is_open(each.way)), None)
    if address is None:
        raise Refused("code_no_way")
    if not may_join(link):
        raise Refused("account_already", person=link.person.name)
    if account_at(address) is not None:
        raise Refused("phone_taken" if address.way == "TEXT" else "email_taken")
    return _ask(address, link.person, link, asked_from), address


def use_code(*, key: UUID, told: str) -> Account:
    """The account that a code opens; a wrong one is counted before it is refused, and the fifth is the last."""
    with keeping():
        rows = Code.objects.select_related("person", "link__case__firm", "link__person")
        held = rows.select_for_update(of=("self",)).filter(pk=key).first()
        if held is None or not held.is_open(clock.now()):
            raise Clash("code_gone")
        right = agree(held.pk, told) and held.person_id is not None
        held.used_at, held.wrong = (clock.now(), held.wrong) if right else (None, held.wrong + 1)
        held.save(update_fields=["used_at", "wrong"])
    if not right:
        left = WRONG_MOST - held.wrong
        raise Refused("code_wrong", left=left) if left else Clash("code_gone")
    account = _joined(held) if held.link else Account.objects.filter(person=held.person_id).first()
    if account is None or not may_enter(account):
        raise Clash("code_gone")
    must_have_factor(account)
    return account


def invite_person(
    *, person: Person, ways: Collection[str], firms: Collection[UUID], tell_by: str, by: Standing
) -> Message:
    """Give somebody of one's firms or experts an account without a password, and write to them how to come in.

    Account, roles and message come together or not at all.
    """
    must_invite(by, person)
    chosen = {each.way: each.value for each in addresses_of(person) if each.way in ways}
    if not chosen:
        raise Refused("address_missing")
    places = places_kept(by, person)
    with recording(by=by.actor):
        open_account(person=person, by=by.actor, email=chosen.get("MAIL", ""), phone=chosen.get("TEXT", ""))
        for place in places:
            if place.pk in firms:
                _let_act(person, place, by.actor)
        office = places[0].office
        assert office is not None  # noqa: S101  (places kept are those of one's own offices)
        return write_message(office=office, person=person, code="ACCOUNT", way=tell_by, by=by)


def _ask(address: Address, person: Person | None, link: Link | None, asked_from: str | None) -> Code:
    if not is_open(address.way):
        raise Refused("code_no_way")
    now, mark = clock.now(), mark_of(address.value)
    with keeping():
        with connection.cursor() as cursor:
            cursor.execute("select pg_advisory_xact_lock(%s, hashtext(%s))", [GUESSES, mark])
        must_not_ask_too_often(mark, asked_from, now)
        return Code.objects.create(
            person=person, link=link, way=address.way, mark=mark, asked_from=asked_from, made_at=now, due_at=now,
            until=now + LASTS, state="WAITING" if person else "NOBODY",
        )  # fmt: skip


def _joined(code: Code) -> Account | None:
    """The account of whoever came through a link and showed the telephone or mailbox that the office knows."""
    link = code.link
    assert link is not None  # noqa: S101  (asked only of codes with a link)
    address = next((each for each in addresses_of(link.person) if mark_of(each.value) == code.mark), None)
    if address is None or not may_join(link):
        return None
    by = person_actor(link.person_id)
    with recording(by=by):
        told = {"phone" if address.way == "TEXT" else "email": address.value}
        account = open_account(person=link.person, by=by, **told)
        if firm := firm_joined(link):
            _let_act(link.person, firm, by)
    return account


def _let_act(person: Person, place: Organisation, by: Actor) -> None:
    code = "FIRM" if place.kind == "FIRM" else "BODY"
    held = Role.objects.filter(person=person, organisation=place, during__contains=clock.today())
    if not held.exists():
        give_role(person=person, code=code, organisation=place, by=by)
