"""Taking one planned row in, by the same actions as the pages; each tells what it made and what it changed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from dure.cases import actions as cases
from dure.imports.plans import Planned
from dure.ledger.refs import Ref
from dure.network import actions as act
from dure.network.actions.experts import register_expert
from dure.network.actions.register import correct_person
from dure.network.models import Group, Office, Organisation, Person
from dure.network.queries.organisations import of_name
from dure.network.standing import Standing

FACTS = ("name", "business_no", "head_name", "phone", "email", "address", "products", "employees", "website")


@dataclass(frozen=True)
class Taken:
    """An object that a row made or changed, with the changed fields before and after."""

    ref: Ref
    made: bool
    before: dict[str, Any]
    after: dict[str, Any]


Deed = Callable[[Planned, Office, Standing], Iterator[Taken]]


def take_firm(row: Planned, office: Office, by: Standing) -> Iterator[Taken]:
    """A firm with its coordinator and the person one talks to."""
    facts = {name: row.values[name] for name in FACTS if name in row.values}
    if row.target is None:
        firm = act.register_organisation(by=by.actor, kind="FIRM", office=office, **facts)
        yield Taken(firm.ref, made=True, before={}, after={})
    else:
        firm = Organisation.objects.get(pk=row.target)
        told = {name: value for name, value in row.changes.items() if name in FACTS}
        if told:
            before = {name: getattr(firm, name) for name in told}
            act.change_organisation(organisation=firm, by=by.actor, **told)
            yield Taken(firm.ref, made=False, before=before, after=told)
    if charge := row.changes.get("coordinator"):
        act.assign_coordinator(organisation=firm, coordinator=Person.objects.get(pk=charge), by=by.actor)
    if row.values.get("person_name") and (row.target is None or "person" in row.changes):
        told = {name: row.values.get(f"person_{name}", "") for name in ("name", "title", "phone", "email")}
        yield _person(told, firm, row, by)


def take_person(row: Planned, office: Office, by: Standing) -> Iterator[Taken]:
    """Somebody at an organisation."""
    if row.target is not None:
        person = Person.objects.get(pk=row.target)
        yield _added_to(person, row, by)
        return
    place = Organisation.objects.get(pk=row.changes["organisation"])
    yield _person(
        {name: row.values.get(name, "") for name in ("name", "title", "phone", "email")}, place, row, by
    )


def take_expert(row: Planned, office: Office, by: Standing) -> Iterator[Taken]:
    """An expert; the institute is registered where nobody knows it yet. Shown to others only with a day of consent."""
    place = Organisation.objects.filter(pk=row.changes["organisation"]).first()
    if place is None:
        place = of_name(row.values["organisation"]).first()
    if place is None:
        place = _institute(row.values["organisation"], office, by)
        yield Taken(place.ref, made=True, before={}, after={})
    taken = _person(
        {name: row.values.get(name, "") for name in ("name", "title", "phone", "email")}, place, row, by
    )
    yield taken
    expert = register_expert(
        person=Person.objects.get(pk=taken.ref.uid), organisation=place, title=row.values.get("title", ""),
        about=row.values.get("about", ""), published="consent_on" in row.values, by=by.actor,
    )  # fmt: skip
    yield Taken(expert.ref, made=True, before={}, after={})


def take_member(row: Planned, office: Office, by: Standing) -> Iterator[Taken]:
    """A firm in a mini-cluster."""
    made = act.add_member(
        group=Group.objects.get(pk=row.changes["group"]), by=by.actor, since=row.values.get("since"),
        organisation=Organisation.objects.get(pk=row.changes["organisation"]),
    )  # fmt: skip
    yield Taken(made.ref, made=True, before={}, after={})


def take_case(row: Planned, office: Office, by: Standing) -> Iterator[Taken]:
    """A difficulty in the state it is in."""
    told = cases.Told(text=row.values["text"], title=row.values.get("title", ""), channel="IMPORT")
    made = cases.import_case(
        firm=Organisation.objects.select_related("office").get(pk=row.changes["organisation"]), told=told,
        state=row.changes["state"], received_on=row.values["received_on"], ended_on=None, by=by,
    )  # fmt: skip
    yield Taken(made.ref, made=True, before={}, after={})


DEEDS: dict[str, Deed] = {
    "FIRMS": take_firm,
    "PEOPLE": take_person,
    "EXPERTS": take_expert,
    "MEMBERS": take_member,
    "CASES": take_case,
}


def _person(told: dict[str, Any], place: Organisation, row: Planned, by: Standing) -> Taken:
    title = told.pop("title")
    known = {name: value for name, value in told.items() if value}
    person = act.register_person(by=by.actor, organisation=place, title=title, **known)
    _consents(person, row, by)
    return Taken(person.ref, made=True, before={}, after={})


def _added_to(person: Person, row: Planned, by: Standing) -> Taken:
    before = {name: getattr(person, name) for name in row.changes}
    correct_person(person=person, by=by, **row.changes)
    _consents(person, row, by)
    return Taken(person.ref, made=False, before=before, after=dict(row.changes))


def _consents(person: Person, row: Planned, by: Standing) -> None:
    """What the sheet says somebody agreed to, with its day and basis; without a day nothing was agreed."""
    day, basis = row.values.get("consent_on"), row.values.get("consent_basis", "")
    purposes = {"SERVICE": "agrees_service", "INVITATION": "agrees_invitation"}
    if day is not None:
        act.record_consent(
            of=person, purpose="COLLECTION", agreed=True, source="IMPORT", on=day, basis=basis, by=by.actor
        )
    for purpose, column in purposes.items():
        said = row.values.get(column)
        if said is False or (said and day is not None):
            act.record_consent(
                of=person, purpose=purpose, agreed=said, source="IMPORT", on=day, basis=basis, by=by.actor
            )


def _institute(name: str, office: Office, by: Standing) -> Organisation:
    kind = "UNIVERSITY" if name.rstrip().endswith(("대", "대학", "대학교", "대학원")) else "INSTITUTE"
    return act.register_organisation(by=by.actor, kind=kind, office=office, name=name)
