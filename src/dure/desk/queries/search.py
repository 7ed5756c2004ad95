"""One search over everything a reader may know."""

import re
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from dure.cases.queries import visible_to
from dure.cases.queries.stories import published_stories
from dure.engines.identifiers import name_key
from dure.ledger import clock
from dure.network.models import Group, Organisation, Service
from dure.network.queries.experts import ExpertFilter, experts
from dure.network.queries.organisations import (
    OrganisationFilter,
    by_number,
    is_number,
    named,
    organisations,
)
from dure.network.queries.people import known_people
from dure.network.standing import Standing

MOST = 5
CASE_NUMBER = re.compile(r"[A-Za-z]{1,8}-\d{4}-\d{1,6}|\d{4}-[A-Za-z]{1,8}-\d{1,6}")


@dataclass(frozen=True)
class Section:
    """The first rows found of one kind, and whether there are more."""

    code: str
    rows: list[Any]
    more: bool


def shortcut(standing: Standing, words: str) -> str | None:
    """The address that a number stands for, when this reader may know of it."""
    if CASE_NUMBER.fullmatch(words):
        number = words.upper()
        return f"/cases/{number}" if visible_to(standing).filter(number=number).exists() else None
    if standing.person_id and is_number(words):
        found = by_number(standing, words)
        return f"/organisations/{found[0]}" if len(found) == 1 else None
    return None


def found(standing: Standing, words: str) -> list[Section]:
    """Sections with rows, in the order in which people look for them."""
    wanted = OrganisationFilter(words=words)
    sections: list[tuple[str, QuerySet[Any]]] = []
    if standing.person_id:
        sections += [("CASES", _cases(standing, words)), ("ORGANISATIONS", organisations(standing, wanted))]
    if standing.is_staff:
        sections.append(("PEOPLE", known_people(standing, words)))
    sections += [
        ("EXPERTS", experts(ExpertFilter(words=words))),
        ("STORIES", published_stories(words=words)),
        ("SERVICES", _services(words)),
        ("GROUPS", _groups(words)),
    ]
    told = [(code, list(rows[: MOST + 1])) for code, rows in sections]
    return [Section(code, rows[:MOST], len(rows) > MOST) for code, rows in told if rows]


def _cases(standing: Standing, words: str) -> QuerySet[Any]:
    """Cases by number and title; by text and the firm's name only for the office and the firm itself."""
    rows = visible_to(standing).select_related("firm", "kind")
    known = Q(office_id__in=list(standing.offices)) | Q(firm_id__in=list(standing.firms))
    for word in words.split()[:8]:
        inside = Q(text__icontains=word)
        if name_key(word):
            inside |= Q(firm__in=named(Organisation.objects.all(), word).order_by().values("pk"))
        rows = rows.filter(Q(title__icontains=word) | Q(number__icontains=word) | (known & inside))
    return rows.order_by("-made_at")


def _services(words: str) -> QuerySet[Service]:
    rows = Service.objects.filter(Q(closed_on=None) | Q(closed_on__gt=clock.today()))
    for word in words.split()[:8]:
        rows = rows.filter(Q(name__icontains=word) | Q(text__icontains=word) | Q(whom_for__icontains=word))
    return rows.order_by("name", "pk")


def _groups(words: str) -> QuerySet[Group]:
    rows = Group.objects.filter(ended_on=None).select_related("kind", "office")
    for word in words.split()[:8]:
        rows = rows.filter(Q(name__icontains=word) | Q(name_en__icontains=word) | Q(goal__icontains=word))
    return rows.order_by("name", "pk")
