"""A request belongs to the office that looks after a place of work of the person."""

from django.db.models import QuerySet

from dure.ledger.errors import NotFound, Refused
from dure.network.models import Person, Post
from dure.network.standing import Standing
from dure.rights.lifecycle import STEPS, possible
from dure.rights.models import SubjectRequest


def places_here(by: Standing, person: Person) -> QuerySet[Post]:
    """Posts, also former ones, at organisations of one's own offices that do not keep this reader out."""
    rows = person.posts.filter(organisation__office_id__in=list(by.offices))
    return rows.exclude(organisation_id__in=list(by.blocked_by))


def must_take(by: Standing, person: Person) -> None:
    """For everybody else there is no such person."""
    if person.erased_on or not places_here(by, person).exists():
        raise NotFound("not_found")


def steps_of(by: Standing, request: SubjectRequest) -> list[str]:
    """What this reader may do with a request now."""
    roles = by.offices.get(request.office_id, frozenset())
    return possible(request.state, request.kind, request.result, roles)


def must_step(by: Standing, request: SubjectRequest, name: str) -> None:
    """The step must be one of the state, for these roles."""
    if request.office_id not in by.offices or not places_here(by, request.person).exists():
        raise NotFound("not_found")
    if name not in steps_of(by, request):
        roles = by.offices.get(request.office_id, frozenset())
        code = "step_not_now" if roles & STEPS[name].roles else "step_not_yours"
        raise Refused(code, step=name, state=request.state)


def may_take_copy(by: Standing, request: SubjectRequest) -> bool:
    """A copy is made for 열람 that was not refused, while the person is known."""
    if request.kind != "VIEW" or request.person.erased_on:
        return False
    wanted = request.state == "RECEIVED" or (request.state == "ANSWERED" and request.result != "REFUSED")
    return wanted and request.office_id in by.offices
