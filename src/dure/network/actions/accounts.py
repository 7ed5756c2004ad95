"""Accounts for people who are already known."""

from dure.ledger.actors import Actor
from dure.ledger.doors import recording
from dure.ledger.errors import Refused
from dure.network import events
from dure.network.models import Account, Person


def open_account(*, person: Person, by: Actor, email: str = "") -> Account:
    """Let a person sign in by e-mail; the password is chosen by that person through a link."""
    address = (email or person.email).strip().lower()
    if not address:
        raise Refused("email_missing")
    with recording(by=by) as ledger:
        if Account.objects.filter(person=person).exists():
            raise Refused("account_already", person=person.name)
        if Account.objects.filter(email=address).exists():
            raise Refused("email_taken")
        made = Account.objects.create_user(address, person=person, language=person.language)
        if not person.email:
            person.email = address
            person.save(update_fields=["email"])
        ledger.record(events.AccountOpened(person=person.ref))
    return made
