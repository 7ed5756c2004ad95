"""Whom one could ask: published experts, bodies and groups by name or field."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from dure.cases.models import DifficultyCase, Referral
from dure.network.models import ExpertProfile, Group, Organisation, Person
from dure.network.models.experts import SHOWN
from dure.network.standing import Standing

MOST = 8


@dataclass(frozen=True)
class Choice:
    """Somebody who could be asked: `name` of the form field, key, and how they are shown."""

    field: str
    key: UUID
    name: str
    meta: str


def choices(words: str, *, people_only: bool = False) -> list[Choice]:
    """A few of each kind whose name or field holds the words."""
    found = [
        Choice(
            "person", row.person_id, row.person.name, f"{row.organisation.name} · {row.title}".rstrip(" ·")
        )
        for row in _experts(words)[:MOST]
    ]
    if people_only:
        return found
    bodies = Organisation.objects.exclude(kind="FIRM").filter(name__icontains=words, closed_on=None)
    found += [Choice("organisation", row.pk, row.name, row.address) for row in bodies.order_by("name")[:MOST]]
    groups = Group.objects.filter(name__icontains=words, ended_on=None, kind__takes_requests=True)
    groups = groups.select_related("office").order_by("name")
    return found + [Choice("group", row.pk, row.name, row.office.name) for row in groups[:MOST]]


def _experts(words: str) -> QuerySet[ExpertProfile]:
    named = Q(person__name__icontains=words) | Q(organisation__name__icontains=words)
    rows = ExpertProfile.objects.filter(named | Q(fields__ko__icontains=words), SHOWN)
    return rows.select_related("person", "organisation").distinct().order_by("person__name")


def people_behind(case: DifficultyCase, standing: Standing) -> QuerySet[Person]:
    """People of the bodies and groups that were asked: all of them for the desk, else only of the reader's own."""
    rows = Referral.objects.filter(case=case)
    if case.office_id not in standing.offices and case.group_id not in standing.secretariats:
        own = Q(organisation__in=list(standing.bodies)) | Q(group__in=list(standing.secretariats))
        rows = rows.filter(own)
    bodies = [row.organisation_id for row in rows if row.organisation_id]
    groups = [row.group_id for row in rows if row.group_id]
    of_group = Q(memberships__group__in=groups) | Q(expert__organisation__memberships__group__in=groups)
    found = Person.objects.filter(Q(posts__organisation__in=bodies) | of_group, suspended_on=None)
    return found.distinct().order_by("name")
