"""The pages behind a link, and the links of a case for its office."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_POST

from dure.cases.models import Referral
from dure.cases.queries import find_case
from dure.ledger import clock
from dure.ledger.errors import DureError, NotFound, Refused
from dure.links import actions as act
from dure.links.forms import AnswerForm, DigitsForm, form_of
from dure.links.models import Link
from dure.links.passing import is_in, let_in
from dure.links.queries import askable, links_of, opened
from dure.links.rules import is_kept_out, must_make_links, still_asks
from dure.links.tokens import token_of
from dure.network.asking import Request, key_of
from dure.network.doorkeeper import open_to_all, signed_in
from dure.network.models import Person
from dure.network.privacy import told
from dure.network.queries.people import has_account
from dure.network.sentences import sentence
from dure.network.standing import SYSTEM_STANDING


def behind_link(view: Callable[[HttpRequest, Link], HttpResponse]) -> Callable[..., HttpResponse]:
    """A page that needs a link: for anything not made here, or no longer for its addressee, there is none."""

    @wraps(view)
    def found_first(request: HttpRequest, token: str) -> HttpResponse:
        found = opened(token)
        if found is None or is_kept_out(found):
            return _gone(request, None)
        return view(request, found)

    return found_first


@open_to_all
@require_GET
@behind_link
def link(request: HttpRequest, found: Link) -> HttpResponse:
    """The question of a link, or first the check who asks; to look at it does nothing."""
    act.note_use(link=found, what="OPENED", address=_address(request))
    return _shown(request, found)


@sensitive_post_parameters("digits")
@open_to_all
@require_POST
@behind_link
def check(request: HttpRequest, found: Link) -> HttpResponse:
    """Let somebody in who knows the last digits of the addressee's telephone."""
    form = DigitsForm(request.POST)
    if not form.is_valid():
        return _asked_for_digits(request, found, form, status=422)
    try:
        act.check_digits(link=found, told=form.cleaned_data["digits"], address=_address(request))
    except Refused as refused:
        form.add_error("digits", sentence(refused))
        return _asked_for_digits(request, found, form, status=422)
    except DureError:
        return _shown(request, _again(found))
    let_in(request, found)
    return redirect(_here(found))


@open_to_all
@require_POST
@behind_link
def answer(request: HttpRequest, found: Link) -> HttpResponse:
    """Do what was answered, once."""
    if not is_in(request, found) or found.state(clock.now()) != "OPEN":
        return _shown(request, found)
    form = form_of(found, request.POST)
    if not form.is_valid():
        return _asked(request, found, form, status=422)
    outcome = form.cleaned_data["outcome"]
    try:
        act.use_link(link=found, outcome=outcome, address=_address(request), **form.told())
    except Refused as refused:
        form.add_error(None, sentence(refused))
        return _asked(request, found, form, status=409)
    except DureError:
        return _shown(request, _again(found))
    if outcome == "CONFIRMED" and (one_more := _ask_satisfaction(request, found)):
        return redirect(one_more)
    return redirect(_here(found))


@open_to_all
@require_POST
@behind_link
def renewal(request: HttpRequest, found: Link) -> HttpResponse:
    """Tell the office that the link came too late."""
    act.want_new_link(link=found, address=_address(request))
    return _shown(request, _again(found))


@signed_in
def case_links(request: Request, number: str) -> HttpResponse:
    """Links of a case for its office: what can be asked now, what was sent and what became of it."""
    by = request.standing
    found = find_case(by, number)
    must_make_links(by, found)
    if request.method == "POST":
        made = _make(request, found)
        messages.success(request, _("링크를 만들었습니다. 아래 글을 복사해 보내 주세요."))
        return redirect(f"/links/cases/{number}#link-{made.pk}")
    context = {"case": found, "links": links_of(found, by), "askable": askable(found, by)}
    part = "parts/" if getattr(request, "htmx", False) else ""
    return render(request, f"links/{part}case.html", context)


@require_POST
@signed_in
def revocation(request: Request, key: UUID) -> HttpResponse:
    """Take a link back."""
    found = Link.objects.select_related("case").filter(pk=key).first()
    if found is None:
        raise NotFound("not_found")
    find_case(request.standing, found.case.number)
    act.revoke_link(link=found, by=request.standing)
    messages.success(request, _("링크를 거두었습니다. 이제 열리지 않습니다."))
    return redirect(f"/links/cases/{found.case.number}")


def _make(request: Request, case: Any) -> Link:
    told_keys = {name: key_of(request.POST.get(name, "")) for name in ("person", "referral")}
    person = Person.objects.filter(pk=told_keys["person"]).first()
    if person is None:
        raise NotFound("not_found")
    referral = (
        Referral.objects.filter(pk=told_keys["referral"], case=case).first()
        if told_keys["referral"]
        else None
    )
    purpose = request.POST.get("purpose", "")
    return act.make_link(purpose=purpose, case=case, person=person, referral=referral, by=request.standing)


def _again(found: Link) -> Link:
    """The link as it is now, after somebody did something with it."""
    found.refresh_from_db()
    return found


def _here(found: Link) -> str:
    return f"/l/{token_of(found.pk)}"


def _shown(request: HttpRequest, found: Link) -> HttpResponse:
    """The page that fits what has become of a link."""
    if found.state(clock.now()) != "OPEN":
        return _gone(request, found)
    if not is_in(request, found):
        return _asked_for_digits(request, found, DigitsForm())
    if not still_asks(found):
        return _gone(request, found, "SETTLED")
    return _asked(request, found, form_of(found))


def _asked_for_digits(request: HttpRequest, found: Link, form: DigitsForm, status: int = 200) -> HttpResponse:
    return _page(request, "check", {"link": found, "form": form, "token": token_of(found.pk)}, status)


def _asked(request: HttpRequest, found: Link, form: AnswerForm, status: int = 200) -> HttpResponse:
    parts = set(found.referral.parts) if found.referral else {"title", "problem"}
    context = {
        "link": found, "form": form, "token": token_of(found.pk), "parts": parts, "helper": found.purpose == "ANSWER",
        "told": told("COLLECTION") if found.purpose == "CONSENT" else None,
    }  # fmt: skip
    return _page(request, "question", context, status)


def _gone(request: HttpRequest, found: Link | None, why: str = "") -> HttpResponse:
    why = why or (found.state(clock.now()) if found else "UNKNOWN")
    status = {"USED": 200, "SETTLED": 200, "UNKNOWN": 404}.get(why, 410)
    return _page(
        request,
        "gone",
        {
            "link": found,
            "why": why,
            "token": token_of(found.pk) if found else "",
            "may_join": found is not None
            and why == "USED"
            and is_in(request, found)
            and not has_account(found.person),
        },
        status,
    )


def _page(request: HttpRequest, name: str, context: dict[str, Any], status: int) -> HttpResponse:
    answer = render(request, f"links/{name}.html", context, status=status)
    answer["Cache-Control"] = "no-store"
    answer["X-Robots-Tag"] = "noindex, nofollow"
    return answer


def _ask_satisfaction(request: HttpRequest, found: Link) -> str:
    """Whoever has just confirmed is asked one more tap, without new digits; nothing where that was said before."""

    try:
        more = act.make_link(purpose="SATISFACTION", case=found.case, person=found.person, by=SYSTEM_STANDING)
    except DureError:
        return ""
    let_in(request, more)
    return _here(more)


def _address(request: HttpRequest) -> str | None:
    return request.META.get("REMOTE_ADDR")
