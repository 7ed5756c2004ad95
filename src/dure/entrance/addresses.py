"""Where a code goes: an e-mail address or the number of a mobile telephone."""

from contextlib import suppress
from typing import NamedTuple

from django.conf import settings
from django.core.validators import validate_email

from dure.engines.identifiers import mobile, show_phone
from dure.engines.identifiers.numbers import NumberFault
from dure.messages import gateway
from dure.network.models import Account, Person


class Address(NamedTuple):
    """The way, and the address in its one form."""

    way: str
    value: str

    def shown(self) -> str:
        """As people write it."""
        return show_phone(self.value) if self.way == "TEXT" else self.value

    def hidden(self) -> str:
        """Enough for its owner, too little for others."""
        if self.way == "TEXT":
            return f"{self.shown()[:3]}-****-{self.value[-4:]}"
        name, _at, place = self.value.partition("@")
        return f"{name[:1]}***@{place}"


def address_told(text: str) -> Address:
    """What somebody typed, in whatever form; raises NumberFault or ValidationError for what can be none."""
    said = text.strip()
    if "@" in said:
        validate_email(said)
        return Address("MAIL", said.lower())
    return Address("TEXT", mobile(said))


def addresses_of(person: Person) -> list[Address]:
    """Where the office can reach somebody, the telephone first."""
    found = []
    with suppress(NumberFault):
        found.append(Address("TEXT", mobile(person.phone)))
    if person.email:
        found.append(Address("MAIL", person.email.strip().lower()))
    return found


def is_open(way: str) -> bool:
    """Whether this installation can send a code by a way."""
    return gateway.is_set_up() if way == "TEXT" else bool(settings.EMAIL_ENABLED)


def account_at(address: Address) -> Account | None:
    """The account that signs in with an address."""
    field = "phone" if address.way == "TEXT" else "email"
    return Account.objects.filter(**{field: address.value}).first()
