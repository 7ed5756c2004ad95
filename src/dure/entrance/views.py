"""Signing in without a password, and accounts by choice."""

from typing import Any
from uuid import UUID

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import get_next_redirect_url, perform_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from dure.entrance import actions as act
from dure.entrance.addresses import Address, addresses_of, is_open
from dure.entrance.forms import AddressForm, DigitsForm, InviteForm
from dure.entrance.models import WAYS
from dure.entrance.rules import may_join, must_invite
from dure.ledger.errors import DureError, NotFound
from dure.links.passing import is_in
from dure.links.queries import opened
from dure.links.tokens import token_of
from dure.network.asking import Request
from dure.network.doorkeeper import open_to_all, staff_only
from dure.network.queries.people import find_person
from dure.network.sentences import sentence
from dure.network.views.answers import posted
from dure.network.views.filling import Page, fill_in

ASKED = "entrance"


@never_cache
@open_to_all
def enter(request: Request) -> HttpResponse:
    """Ask for a code by e-mail or SMS; the answer is the same whether the address is known or not."""
    if request.user.is_authenticated:
        return redirect("/desk")
    form, status = AddressForm(posted(request)), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            address: Address = form.cleaned_data["address"]
            try:
                code = act.ask_code(address=address, asked_from=_place(request))
            except DureError as error:
                form.add_error(None, sentence(error))
                status = 429 if error.code == "code_too_often" else error.status
            else:
                return _sent(request, code.pk, address.shown(), get_next_redirect_url(request) or "")
    context = {
        "form": form,
        "ways": [way for way in WAYS if is_open(way)],
        "next": get_next_redirect_url(request) or "",
    }
    return render(request, "entrance/enter.html", context, status=status)


@sensitive_post_parameters("digits")
@never_cache
@open_to_all
def code(request: Request) -> HttpResponse:
    """Type in the digits that came."""
    asked = request.session.get(ASKED)
    if asked is None:
        return redirect("entrance:enter")
    form, status, gone = DigitsForm(posted(request)), 200, False
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                account = act.use_code(key=UUID(asked["key"]), told=form.cleaned_data["digits"])
            except DureError as error:
                gone = error.code != "code_wrong"
                form.add_error("digits", sentence(error))
                status = error.status if gone else 422
            else:
                del request.session[ASKED]
                record_authentication(request, account, method="code")
                done: HttpResponse = perform_login(request, account, redirect_url=asked["next"] or None)
                return done
    context = {"form": form, "to": asked["to"], "gone": gone, "again": asked["again"]}
    return render(request, "entrance/code.html", context, status=status)


@never_cache
@open_to_all
def join(request: HttpRequest, token: str) -> HttpResponse:
    """Have an account from now on, for whoever has just answered through a link."""
    link = opened(token)
    if link is None or not is_in(request, link) or not link.used_at:
        raise NotFound("not_found")
    problem, status = "", 200
    if request.method == "POST":
        try:
            made, address = act.ask_to_join(link=link, asked_from=_place(request))
        except DureError as error:
            problem, status = sentence(error), 429 if error.code == "code_too_often" else error.status
        else:
            return _sent(request, made.pk, address.hidden(), "", f"/enter/links/{token}")
    to = next((each.hidden() for each in addresses_of(link.person) if is_open(each.way)), "")
    context = {
        "link": link, "token": token_of(link.pk), "to": to, "may": may_join(link), "problem": problem,
    }  # fmt: skip
    return render(request, "entrance/join.html", context, status=status)


@staff_only
def account(request: Request, key: UUID) -> HttpResponse:
    """Give somebody of one's firms or experts an account without a password."""
    by = request.standing
    found = find_person(key)
    must_invite(by, found)
    page = Page(
        title=_("계정 만들기"), lead=found.name, send=_("계정 만들기"), done=_("계정을 만들었습니다. 이 글을 전해 주세요."),
        back=f"/people/{found.pk}",
    )  # fmt: skip
    form = InviteForm(posted(request), by=by, person=found)
    return fill_in(request, form, page, to=lambda made: f"/messages/{made.pk}")


def _sent(request: HttpRequest, key: UUID, to: str, following: str, again: str = "/enter") -> HttpResponse:
    request.session[ASKED] = {"key": str(key), "to": to, "next": following, "again": again}
    return redirect("entrance:code")


def _place(request: HttpRequest) -> str | None:
    place: Any = request.META.get("REMOTE_ADDR")
    return place or None
