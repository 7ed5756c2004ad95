"""Groups: found by filters, with members as of any day and the help that members gave each other."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Sum
from django.http import QueryDict

from dure.ledger import clock
from dure.ledger.errors import NotFound
from dure.network.models import Group, Membership, MutualHelp, Organisation, Role
from dure.network.queries.settings import setting
from dure.network.standing import Standing

OFFICER_ORDER = {code: place for place, code in enumerate(Membership.OFFICERS)}


@dataclass(frozen=True)
class GroupFilter:
    """What somebody looks for, as it stands in the address bar."""

    kind: str = ""
    complex: str = ""
    office: str = ""
    words: str = ""

    @classmethod
    def from_query(cls, query: QueryDict) -> "GroupFilter":
        """Read from an address."""
        return cls(
            **{name: words_of(query, name) for name in ("kind", "complex", "office")},
            words=words_of(query, "q"),
        )


def words_of(query: QueryDict, name: str) -> str:
    """One value of an address, short and without what a database cannot hold."""
    return query.get(name, "").strip()[:100].replace("\x00", "")


def groups_found(wanted: GroupFilter) -> QuerySet[Group]:
    """Living groups that match, by name; groups are public."""
    today = clock.today()
    rows = Group.objects.filter(Q(ended_on=None) | Q(ended_on__gt=today))
    if wanted.kind:
        rows = rows.filter(kind_id=wanted.kind)
    if wanted.complex:
        rows = rows.filter(complexes__code=wanted.complex)
    if wanted.office:
        rows = rows.filter(office__code=wanted.office)
    if wanted.words:
        told = Q(name__icontains=wanted.words) | Q(goal__icontains=wanted.words)
        rows = rows.filter(told | Q(name_en__icontains=wanted.words))
    return rows.select_related("kind", "office").prefetch_related("complexes").order_by("name", "pk")


def member_counts(groups: Iterable[UUID], on: date) -> dict[UUID, tuple[int, int]]:
    """How many organisations and how many persons each group has on a day, never added up."""
    rows = Membership.objects.filter(group_id__in=list(groups), during__contains=on).values("group_id")
    counted = rows.annotate(organisations=Count("organisation_id"), persons=Count("person_id"))
    return {row["group_id"]: (row["organisations"], row["persons"]) for row in counted}


def find_group(code: str) -> Group:
    """A group by its code; NotFound when there is none."""
    rows = Group.objects.select_related("kind", "office", "parent").prefetch_related("complexes")
    found = rows.filter(code=code).first()
    if found is None:
        raise NotFound("not_found")
    return found


def members_on(group: Group, on: date) -> list[Membership]:
    """Memberships that hold on a day: officers first, then by name."""
    rows = Membership.objects.filter(group=group, during__contains=on).select_related(
        "organisation", "organisation__complex", "person", "person__expert"
    )
    return sorted(rows, key=_place)


def _place(row: Membership) -> tuple[int, str, str]:
    return (
        OFFICER_ORDER.get(row.office_held, len(OFFICER_ORDER)),
        str(row.organisation or row.person),
        str(row.pk),
    )


def changes_of(group: Group, limit: int = 10) -> list[dict[str, Any]]:
    """The newest joinings and leavings of organisations."""
    today = clock.today()
    rows = Membership.objects.filter(group=group, organisation__isnull=False).select_related("organisation")
    found = [{"on": row.during.lower, "joined": True, "row": row} for row in rows.order_by("-during")[:limit]]
    ended = rows.filter(during__endswith__lte=today).order_by("-during__endswith")[:limit]
    found += [{"on": row.during.upper, "joined": False, "row": row} for row in ended]
    return sorted(found, key=lambda each: each["on"], reverse=True)[:limit]


def member_statistics(rows: Iterable[Membership]) -> dict[str, Any]:
    """Organisations by type, in 곳, and persons, in 명; the two are never added."""
    rows = list(rows)
    kinds = Counter(row.organisation.kind for row in rows if row.organisation is not None)
    by_kind = [(kind, kinds[kind]) for kind in Organisation.KINDS if kinds[kind]]
    return {
        "by_kind": by_kind,
        "organisations": sum(kinds.values()),
        "persons": sum(1 for row in rows if row.person_id),
    }


def below(group: Group) -> QuerySet[Group]:
    """Groups directly below, by name."""
    return group.below.filter(ended_on=None).select_related("kind").order_by("name", "pk")


def crew(group: Group) -> dict[str, list[Role]]:
    """Who sits in the secretariat and who speaks for the group today."""
    rows = Role.objects.filter(group=group, during__contains=clock.today()).select_related("person")
    found: dict[str, list[Role]] = {"SECRETARIAT": [], "OFFICER": []}
    for row in rows.order_by("person__name"):
        found.setdefault(row.code, []).append(row)
    return found


def help_total(group: Group, year: int) -> dict[str, Any] | None:
    """Help of a year in the group: hours and how many gave; None where so few took part that it tells of one."""
    rows = MutualHelp.objects.filter(group=group, on__year=year)
    parties = set(rows.values_list("giver_id", flat=True)) | set(rows.values_list("receiver_id", flat=True))
    if parties and len(parties) < setting("group.least_firms"):
        return None
    told = rows.aggregate(hours=Sum("hours"), times=Count("pk"), givers=Count("giver", distinct=True))
    return {"hours": told["hours"] or Decimal(0), "times": told["times"], "givers": told["givers"]}


def thanks(group: Group, year: int) -> list[dict[str, Any]]:
    """Who helped, in the order of names, with the words of thanks; no hours and no receivers."""
    rows = (
        MutualHelp.objects.filter(group=group, on__year=year)
        .select_related("giver")
        .order_by("giver__name", "-on")
    )
    found: dict[UUID, dict[str, Any]] = {}
    for row in rows:
        told = found.setdefault(row.giver_id, {"giver": row.giver, "words": []})
        if row.note:
            told["words"].append(row.note)
    return list(found.values())


def balances(group: Group, standing: Standing) -> list[dict[str, Any]]:
    """Hours given and received, of the reader's own organisations and of those the reader looks after."""
    if standing.person_id is None:
        return []
    own = Q(pk__in=list(standing.organisations)) | Q(coordinator_id=standing.person_id)
    members = Organisation.objects.filter(
        own, memberships__group=group, memberships__during__contains=clock.today()
    )
    members = members.exclude(pk__in=list(standing.blocked_by))
    rows = list(members.distinct().order_by("name"))
    given, received = _hours(group, "giver_id", rows), _hours(group, "receiver_id", rows)
    return [
        {
            "organisation": row,
            "given": given.get(row.pk, Decimal(0)),
            "received": received.get(row.pk, Decimal(0)),
            "balance": given.get(row.pk, Decimal(0)) - received.get(row.pk, Decimal(0)),
        }
        for row in rows
    ]


def _hours(group: Group, side: str, rows: list[Organisation]) -> dict[UUID, Decimal]:
    if not rows:
        return {}
    booked = MutualHelp.objects.filter(group=group, **{f"{side}__in": [row.pk for row in rows]})
    return {each[side]: each["hours"] for each in booked.values(side).annotate(hours=Sum("hours"))}
