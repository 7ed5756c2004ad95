"""Every list of an office, in the columns and under the headers it came in with."""

from collections.abc import Callable, Iterator
from typing import Any

from dure.cases.queries import visible_to as visible_cases
from dure.engines.identifiers import show_business_no, show_phone
from dure.engines.sheets import header_key
from dure.engines.tables import OutSheet, xlsx_bytes
from dure.imports import events
from dure.imports.books import remembered
from dure.imports.kinds import CASE_STATES, KINDS, columns_of
from dure.imports.models import Import
from dure.imports.rules import must_import
from dure.ledger import clock
from dure.ledger.doors import recording
from dure.network.models import ExpertProfile, Membership, Office, Organisation, Person, Post
from dure.network.queries.consents import consents_of
from dure.network.standing import Standing

Line = dict[str, Any]


def list_taken_out(*, kind: str, office: Office, reason: str, by: Standing) -> bytes:
    """A list as XLSX; who took it out and why is on record."""
    must_import(by, office.pk)
    heads = headers(kind, office)
    rows = list(LISTS[kind](office, by))
    with recording(by=by.actor) as ledger:
        ledger.record(
            events.ListTakenOut(office=office.ref, kind=kind, reason=reason, count=len(rows)), scope=office.pk
        )
    cells = [[_cell(row.get(field)) for field in heads.values()] for row in rows]
    return xlsx_bytes([OutSheet(name=str(KINDS[kind][0]), head=list(heads), rows=cells)])


def headers(kind: str, office: Office) -> dict[str, str]:
    """Header → field: as in the newest import of this office, then the columns that sheet did not have."""
    last = Import.objects.filter(office=office, kind=kind, done_at__isnull=False).order_by("-done_at").first()
    said = remembered(office, kind)
    found: dict[str, str] = {}
    header, columns = (last.header, last.columns) if last else ([], {})
    for place, name in enumerate(header):
        field = columns.get(str(place), "") or said.get(header_key(name), "")
        if field and field not in found.values():
            found[name] = field
    for column in columns_of(kind):
        if column.field not in found.values():
            found[column.title] = column.field
    return found


def _firms(office: Office, by: Standing) -> Iterator[Line]:
    rows = Organisation.objects.filter(office=office, kind="FIRM", closed_on=None).exclude(
        pk__in=list(by.blocked_by)
    )
    for row in rows.select_related("coordinator").order_by("name", "pk"):
        post = _first_post(row)
        yield {
            "name": row.name, "business_no": show_business_no(row.business_no or ""), "head_name": row.head_name,
            "phone": _phone(row.phone), "email": row.email, "address": row.address, "products": row.products,
            "employees": row.employees, "website": row.website,
            "coordinator": row.coordinator.name if row.coordinator else "",
            **({f"person_{k}": v for k, v in _contact(post.person).items()} | {"person_title": post.title} if post else {}),
            **(_consents(post.person) if post else {}),
        }  # fmt: skip


def _people(office: Office, by: Standing) -> Iterator[Line]:
    rows = Post.objects.filter(
        organisation__office=office, during__contains=clock.today(), person__erased_on=None
    )
    rows = rows.exclude(organisation_id__in=list(by.blocked_by)).select_related("person", "organisation")
    for row in rows.order_by("organisation__name", "person__name", "pk"):
        yield {
            "organisation": row.organisation.name, "title": row.title, **_contact(row.person), **_consents(row.person),
            "business_no": show_business_no(row.organisation.business_no or ""),
        }  # fmt: skip


def _experts(office: Office, by: Standing) -> Iterator[Line]:
    rows = ExpertProfile.objects.filter(organisation__office=office, person__erased_on=None)
    for row in rows.select_related("person", "organisation").order_by("person__name", "pk"):
        yield {
            "organisation": row.organisation.name, "title": row.title, "about": row.about, **_contact(row.person),
            **_consents(row.person),
        }  # fmt: skip


def _members(office: Office, by: Standing) -> Iterator[Line]:
    rows = Membership.objects.filter(
        group__office=office, during__contains=clock.today(), organisation__isnull=False
    )
    for row in rows.select_related("group", "organisation").order_by("group__name", "organisation__name"):
        if row.organisation is not None and row.organisation_id not in by.blocked_by:
            yield {
                "group": row.group.name, "organisation": row.organisation.name, "since": row.during.lower,
                "business_no": show_business_no(row.organisation.business_no or ""),
            }  # fmt: skip


def _cases(office: Office, by: Standing) -> Iterator[Line]:
    rows = visible_cases(by).filter(office=office, ended_at=None).select_related("firm").order_by("number")
    for row in rows:
        yield {
            "organisation": row.firm.name, "business_no": show_business_no(row.firm.business_no or ""),
            "title": row.title, "text": row.text, "state": CASE_STATES.get(row.state, CASE_STATES["RECEIVED"])[0],
            "received_on": row.received_at.astimezone(clock.SEOUL).date() if row.received_at else None,
        }  # fmt: skip


LISTS: dict[str, Callable[[Office, Standing], Iterator[Line]]] = {
    "FIRMS": _firms,
    "PEOPLE": _people,
    "EXPERTS": _experts,
    "MEMBERS": _members,
    "CASES": _cases,
}


def _first_post(firm: Organisation) -> Post | None:
    rows = firm.posts.filter(during__contains=clock.today(), person__erased_on=None).select_related("person")
    return rows.order_by("during", "pk").first()


def _contact(person: Person) -> Line:
    return {"name": person.name, "phone": _phone(person.phone), "email": person.email}


def _consents(person: Person) -> Line:
    said = consents_of(person)
    given = said.get("COLLECTION")
    return {
        "consent_on": given.said_on if given and given.agreed else None,
        "consent_basis": given.basis if given and given.agreed else "",
        "agrees_service": _yes(said.get("SERVICE")),
        "agrees_invitation": _yes(said.get("INVITATION")),
    }


def _yes(said: Any) -> str:
    return "" if said is None else "예" if said.agreed else "아니오"


def _phone(number: str) -> str:
    return show_phone(number) if number else ""


def _cell(value: Any) -> Any:
    return "" if value is None else f"{value:%Y-%m-%d}" if hasattr(value, "strftime") else value
