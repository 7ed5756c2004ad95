"""Links of a case for its office, and the one that somebody opened."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from dure.cases.models import DifficultyCase, Referral
from dure.ledger import clock
from dure.links.models import Link
from dure.links.rules import ANSWERABLE, may_make_links, waiting
from dure.links.tokens import address_of, key_of
from dure.network.models import Person
from dure.network.standing import Standing


@dataclass(frozen=True)
class Askable:
    """A question that somebody can be sent a link for."""

    purpose: str
    person: Person
    referral: Referral | None = None
    link: Link | None = None


def opened(token: str) -> Link | None:
    """The link behind an address; None for whatever was not made here."""
    key = key_of(token)
    return _whole().filter(pk=key).first() if key else None


def links_of(case: DifficultyCase, by: Standing) -> list[Link]:
    """The links of a case, newest first, each with its present state and, while it is open, its address."""
    if not may_make_links(by, case):
        return []
    now = clock.now()
    rows = list(_whole().filter(case=case).order_by("-made_at"))
    for row in rows:
        row.now = row.state(now)
        row.url = address_of(row.pk) if row.now == "OPEN" else ""
    return rows


def askable(case: DifficultyCase, by: Standing) -> list[Askable]:
    """Who could be sent a link now, for which question: people of the firm with a telephone, and helpers asked."""
    if not may_make_links(by, case):
        return []
    found = [
        Askable(purpose, person)
        for purpose in sorted(waiting(case))
        for person in Person.objects.filter(
            Q(posts__organisation=case.firm_id, posts__during__contains=clock.today()), ~Q(phone="")
        ).distinct().order_by("name", "pk")
    ]  # fmt: skip
    asked = case.referrals.filter(state__in=ANSWERABLE, person__isnull=False).select_related("person")
    return [*found, *(Askable("ANSWER", row.person, row) for row in asked if row.person and row.person.phone)]


def _whole() -> QuerySet[Link, Any]:
    return Link.objects.select_related(
        "case__firm", "case__office", "case__in_charge", "case__kind", "person", "made_by", "referral"
    )
