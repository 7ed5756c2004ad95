"""Accounts for people who are already known."""

from dure.ledger.actors import Actor
from dure.ledger.doors import recording
from dure.ledger.errors import Refused
from dure.network import events
from dure.network.models import Account, Person


def open_account(*, person: Person, by: Actor, email: str = "", phone: str = "") -> Account:
    """Let a person sign in by e-mail, by a mobile number, or by either; one person has one account.

    Where neither is named it is the e-mail address of the person. A password is chosen by that person through a link,
    or never: a code comes to the address instead.
    """
    address = email.strip().lower() or ("" if phone else person.email.strip().lower())
    if not (address or phone):
        raise Refused("email_missing")
    with recording(by=by) as ledger:
        if Account.objects.filter(person=person).exists():
            raise Refused("account_already", person=person.name)
        if address and Account.objects.filter(email=address).exists():
            raise Refused("email_taken")
        if phone and Account.objects.filter(phone=phone).exists():
            raise Refused("phone_taken")
        made = Account.objects.create_user(
            address, person=person, phone=phone or None, language=person.language
        )
        if address and not person.email:
            person.email = address
            person.save(update_fields=["email"])
        ledger.record(events.AccountOpened(person=person.ref))
    return made
