"""Complexes and offices with what belongs to them, as of any day."""

from collections import Counter
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from dure.ledger import clock
from dure.ledger.errors import NotFound
from dure.network.models import Complex, Group, HeadAppointment, Office, Organisation, Role, Specialisation
from dure.network.standing import Standing

ALIVE = Q(ended_on=None)
STAFF_ORDER = ("OFFICE_HEAD", "COORDINATOR", "SECRETARIAT", "APPROVER", "STAFF")


def complexes(words: str = "") -> QuerySet[Complex]:
    """All complexes, by name."""
    rows = Complex.objects.all()
    if words:
        told = Q(name__icontains=words) | Q(name_en__icontains=words) | Q(managing_body__icontains=words)
        rows = rows.filter(told | Q(region__icontains=words))
    return rows.order_by("name", "pk")


def complex_counts(uids: list[UUID]) -> dict[UUID, dict[str, int]]:
    """Organisations and groups of each complex."""
    found = {uid: {"organisations": 0, "groups": 0} for uid in uids}
    rows = Organisation.objects.filter(complex_id__in=uids, closed_on=None).values("complex_id")
    for row in rows.annotate(count=Count("pk")):
        found[row["complex_id"]]["organisations"] = row["count"]
    links = Group.complexes.through.objects.filter(complex_id__in=uids, group__ended_on=None).values(
        "complex_id"
    )
    for row in links.annotate(count=Count("pk")):
        found[row["complex_id"]]["groups"] = row["count"]
    return found


def specialisations(uids: list[UUID], on: date) -> dict[UUID, list[Specialisation]]:
    """Specialised industries of each complex that hold on a day."""
    found: dict[UUID, list[Specialisation]] = {uid: [] for uid in uids}
    for row in Specialisation.objects.filter(complex_id__in=uids, during__contains=on).order_by("ko"):
        found[row.complex_id].append(row)
    return found


def find_complex(code: str) -> Complex:
    """A complex by its code; NotFound when there is none."""
    found = Complex.objects.filter(code=code).first()
    if found is None:
        raise NotFound("not_found")
    return found


def actors_by_kind(place: Complex) -> list[tuple[str, int]]:
    """How many organisations of each type sit on a complex, in the order of the code list."""
    rows = Organisation.objects.filter(complex=place, closed_on=None).values_list("kind")
    counted = dict(rows.annotate(count=Count("pk")))
    return [(kind, counted[kind]) for kind in Organisation.KINDS if kind in counted]


def groups_on(place: Complex) -> QuerySet[Group]:
    """Living groups of a complex, by kind and name."""
    return place.groups.filter(ALIVE).select_related("kind").order_by("kind_id", "name", "pk")


def offices() -> QuerySet[Office]:
    """Offices that are open, headquarters first."""
    rows = Office.objects.filter(closed_on=None).select_related("parent").prefetch_related("complexes")
    return rows.order_by("name", "pk")


def office_tree(rows: list[Office]) -> list[dict[str, Any]]:
    """Offices as a tree: headquarters, regional headquarters, offices; those without a parent come first."""
    known = {row.pk for row in rows}
    roots = [row for row in rows if row.parent_id not in known]

    def branch(row: Office, depth: int) -> list[dict[str, Any]]:
        children = [each for each in rows if each.parent_id == row.pk]
        return [
            {"office": row, "depth": depth},
            *(line for child in children for line in branch(child, depth + 1)),
        ]

    return [line for root in roots for line in branch(root, 0)]


def find_office(code: str) -> Office:
    """An office by its code; NotFound when there is none."""
    rows = Office.objects.select_related("parent").prefetch_related("complexes")
    found = rows.filter(code=code).first()
    if found is None:
        raise NotFound("not_found")
    return found


def own_office(standing: Standing) -> Office:
    """The office a reader works for, the first by its code; NotFound when there is none."""
    found = Office.objects.filter(pk__in=list(standing.offices)).order_by("code").first()
    if found is None:
        raise NotFound("not_found")
    return found


def heads_of(office: Office) -> list[HeadAppointment]:
    """All appointments of a head, newest first."""
    return list(office.heads.select_related("person", "home").order_by("-during"))


def head_on(heads: list[HeadAppointment], on: date) -> HeadAppointment | None:
    """Who was head on a day."""
    return next((each for each in heads if _covers(each, on)), None)


def _covers(row: HeadAppointment, on: date) -> bool:
    term = row.during
    return bool((term.lower is None or term.lower <= on) and (term.upper is None or on < term.upper))


def heads_today(uids: list[UUID]) -> dict[UUID, HeadAppointment]:
    """The present head of each office."""
    rows = HeadAppointment.objects.filter(office_id__in=uids, during__contains=clock.today()).select_related(
        "person"
    )
    return {row.office_id: row for row in rows}


def staff_of(office: Office) -> list[Role]:
    """Roles in an office today, head first."""
    rows = Role.objects.filter(office=office, during__contains=clock.today()).select_related("person")
    return sorted(
        rows, key=lambda row: (STAFF_ORDER.index(row.code) if row.code in STAFF_ORDER else 9, row.person.name)
    )


def office_counts(uids: list[UUID]) -> dict[UUID, dict[str, int]]:
    """Firms, other organisations, groups and staff of each office."""
    found = {uid: {"firms": 0, "bodies": 0, "groups": 0, "staff": 0} for uid in uids}
    rows = Organisation.objects.filter(office_id__in=uids, closed_on=None).values_list("office_id", "kind")
    for uid, kind, count in rows.annotate(count=Count("pk")):
        found[uid]["firms" if kind == "FIRM" else "bodies"] += count
    for uid, count in _counted(Group.objects.filter(ALIVE), uids):
        found[uid]["groups"] = count
    people = Role.objects.filter(office_id__in=uids, during__contains=clock.today())
    crews = Counter(uid for uid, _person in set(people.values_list("office_id", "person_id")))
    for uid, count in crews.items():
        found[uid]["staff"] = count
    return found


def _counted(rows: QuerySet[Any], uids: list[UUID]) -> list[tuple[UUID, int]]:
    return list(rows.filter(office_id__in=uids).values_list("office_id").annotate(count=Count("pk")))
