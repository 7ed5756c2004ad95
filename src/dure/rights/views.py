"""개인정보 요구: taken on the page of a person, listed with the day they are due, answered."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dure.ledger import clock
from dure.ledger.errors import NotFound
from dure.network.asking import Request
from dure.network.doorkeeper import staff_only
from dure.network.queries.people import find_person
from dure.network.rules import may_erase, may_keep_person
from dure.network.views.answers import posted
from dure.network.views.filling import Page, fill_in
from dure.rights.actions import lift_suspension, withdraw_request
from dure.rights.forms import AnswerForm, RequestForm
from dure.rights.lifecycle import STEPS
from dure.rights.models import SubjectRequest
from dure.rights.queries import find_request, settled, waiting
from dure.rights.rules import may_take_copy, must_step, must_take, steps_of
from dure.rights.words import KINDS

PAGE = 30


@staff_only
def requests(request: Request) -> HttpResponse:
    """What people asked about their own data, the latest first."""
    by = request.standing
    if not by.offices:
        raise NotFound("not_found")
    page = Paginator(settled(by), PAGE).get_page(request.GET.get("page"))
    context = {"waiting": waiting(by), "page": page, "today": clock.today()}
    return render(request, "rights/requests.html", context)


@staff_only
def request_new(request: Request, key: UUID) -> HttpResponse:
    """Write down what a person asked."""
    by = request.standing
    person = find_person(key)
    must_take(by, person)
    page = Page(
        title=_("개인정보 요구 받음"), lead=person.name, send=_("적어 두기"),
        done=_("적었습니다. 답할 날까지 여기에서 챙깁니다."), back=f"/people/{person.pk}",
    )  # fmt: skip
    return fill_in(request, RequestForm(posted(request), by=by, person=person), page, to=_address)


@staff_only
def subject_request(request: Request, key: UUID) -> HttpResponse:
    """One request, what can be done now, and what was answered."""
    by = request.standing
    found = find_request(key, by)
    context = {
        "asked": found,
        "crumbs": [{"label": _("개인정보 요구"), "url": "/rights"}],
        "steps": [(name, STEPS[name]) for name in steps_of(by, found)],
        "today": clock.today(),
        "late": found.state == "RECEIVED" and found.due_on < clock.today(),
        "knows_person": may_keep_person(by, found.person) and not found.person.erased_on,
        "may_erase": found.kind == "ERASURE" and not found.person.erased_on and may_erase(by, found.person),
        "may_take_copy": may_take_copy(by, found),
    }
    return render(request, "rights/request.html", context)


@staff_only
def answer(request: Request, key: UUID) -> HttpResponse:
    """Answer a request."""
    by = request.standing
    found = find_request(key, by)
    must_step(by, found, "answer")
    page = Page(
        title=_("개인정보 요구에 답하기"), lead=f"{found.person.name} · {KINDS[found.kind]}", send=_("답한 것으로 적기"),
        done=_("적었습니다."), back=_address(found),
    )  # fmt: skip
    return fill_in(request, AnswerForm(posted(request), by=by, request=found), page)


@require_POST
@staff_only
def withdrawal(request: Request, key: UUID) -> HttpResponse:
    """The person no longer asks."""
    withdraw_request(request=find_request(key, request.standing), by=request.standing)
    messages.success(request, _("본인이 거둔 것으로 적었습니다."))
    return redirect("rights:request", key=key)


@require_POST
@staff_only
def lifting(request: Request, key: UUID) -> HttpResponse:
    """The person lets the data be used again."""
    lift_suspension(request=find_request(key, request.standing), by=request.standing)
    messages.success(request, _("처리정지를 풀었습니다."))
    return redirect("rights:request", key=key)


def _address(made: SubjectRequest) -> str:
    return f"/rights/{made.pk}"
