"""Requests about personal data, for the staff of their office."""

from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from dure.ledger import clock
from dure.ledger.errors import NotFound
from dure.network.models import Office, Person
from dure.network.standing import Standing
from dure.rights.lifecycle import OPEN
from dure.rights.models import SubjectRequest
from dure.rights.rules import places_here


class Waiting(NamedTuple):
    """How many requests wait for an answer, and how many of them too long."""

    all: int
    late: int


def visible_to(by: Standing) -> QuerySet[SubjectRequest]:
    """Those of one's own offices, but of nobody at a firm that keeps this reader out."""
    rows = SubjectRequest.objects.filter(office_id__in=list(by.offices))
    if by.blocked_by:
        rows = rows.exclude(person__posts__organisation_id__in=list(by.blocked_by))
    return rows.select_related("person", "office", "taken_by", "answered_by")


def waiting(by: Standing) -> QuerySet[SubjectRequest]:
    """Open requests, the latest first."""
    return visible_to(by).filter(state=OPEN).order_by("due_on", "pk")


def settled(by: Standing) -> QuerySet[SubjectRequest]:
    """What was answered or taken back, newest first."""
    return visible_to(by).exclude(state=OPEN).order_by("-asked_on", "-pk")


def waiting_for(by: Standing) -> Waiting:
    """What waits for this person: what they took themselves, and all of an office for its head."""
    headed = [office for office, codes in by.offices.items() if "OFFICE_HEAD" in codes]
    mine = visible_to(by).filter(Q(office_id__in=headed) | Q(taken_by=by.person_id), state=OPEN)
    late = Count("pk", filter=Q(due_on__lt=clock.today()))
    return Waiting(**mine.aggregate(all=Count("pk"), late=late))


def find_request(key: UUID, by: Standing) -> SubjectRequest:
    """One request."""
    found = visible_to(by).filter(pk=key).first()
    if found is None:
        raise NotFound("not_found")
    return found


def requests_of(person: Person) -> QuerySet[SubjectRequest]:
    """Everything a person ever asked, oldest first."""
    return SubjectRequest.objects.filter(person=person).order_by("asked_on", "pk")


def office_towards(by: Standing, person: Person) -> Office:
    """The office that takes a request of a person: where the person works now, else where last."""
    post = places_here(by, person).select_related("organisation__office").order_by("-during").first()
    if post is None or post.organisation.office is None:
        raise NotFound("not_found")
    return post.organisation.office
