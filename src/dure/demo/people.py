"""The register while it is being written: rows are collected, then stored kind by kind."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange

from dure.demo.dice import business_numbers, masked, mobiles
from dure.ledger.actors import SYSTEM
from dure.ledger.doors import recording
from dure.network.events import NetworkLoaded
from dure.network.models import (
    Coordination,
    Evidence,
    ExpertProfile,
    HeadAppointment,
    Membership,
    Organisation,
    Person,
    Post,
    Role,
)

SOURCE = "DEMONSTRATION"
DOMAIN = "demo.dure"


@dataclass
class Register:
    """Rows that wait to be stored together."""

    dice: Random
    people: list[Person] = field(default_factory=list)
    organisations: list[Organisation] = field(default_factory=list)
    posts: list[Post] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)
    experts: list[ExpertProfile] = field(default_factory=list)
    known: list[Any] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)
    memberships: list[Membership] = field(default_factory=list)
    heads: list[HeadAppointment] = field(default_factory=list)
    business: Iterator[str] = field(default_factory=business_numbers)
    mobile: Iterator[str] = field(default_factory=mobiles)

    def person(self, role: str, code: str, place: int = 0, *, name: str = "") -> Person:
        """Somebody with a hidden name and an address that reaches nobody."""
        box = f"{role}.{code}" + (f".{place + 1}" if place else "")
        made = Person(
            name=name or masked(self.dice),
            phone=next(self.mobile),
            email=f"{box}@{DOMAIN}".lower(),
            consented_on=date(2024, 1, 2),
            consent_basis=SOURCE,
        )
        self.people.append(made)
        return made

    def employ(self, person: Person, organisation: Organisation, title: str, since: date) -> None:
        """A person works somewhere since a day."""
        during = DateRange(since, None)
        self.posts.append(Post(person=person, organisation=organisation, title=title, during=during))

    def act_for(self, person: Person, organisation: Organisation, since: date) -> None:
        """A person speaks for an organisation."""
        code = "FIRM" if organisation.kind == "FIRM" else "BODY"
        during = DateRange(since, None)
        self.roles.append(Role(person=person, code=code, organisation=organisation, during=during))

    def join(self, **member: Any) -> Membership:
        """Somebody is a member of a group."""
        made = Membership(**member)
        self.memberships.append(made)
        return made

    def store(self) -> None:
        """Write everything, one entry a kind."""
        for rows in (
            self.people, self.organisations, self.posts, self.roles, self.experts, self.known, self.evidence,
            self.heads, self.memberships,
        ):  # fmt: skip
            store(rows)
        store([_looked_after(firm) for firm in self.organisations if firm.coordinator])


def _looked_after(firm: Organisation) -> Coordination:
    """Whoever looks after a firm has done so since it was registered."""
    return Coordination(
        organisation=firm,
        person=firm.coordinator,
        during=DateRange(firm.registered_on or date(2005, 4, 1), None),
    )


def store(rows: list[Any]) -> None:
    """Write rows of one kind at once and record how many came in."""
    if not rows:
        return
    model: Any = type(rows[0])
    with recording(by=SYSTEM) as ledger:
        model.objects.bulk_create(rows, batch_size=1000)
        ledger.record(NetworkLoaded(kind=model.__name__, count=len(rows), source=SOURCE))
