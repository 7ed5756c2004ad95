"""Roles and accounts: given and ended by heads for their office, by headquarters for all."""

from typing import Any

from allauth.account.forms import ResetPasswordForm
from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dure.ledger.errors import NotFound, Refused
from dure.network import actions as act
from dure.network.asking import Request
from dure.network.doorkeeper import staff_only
from dure.network.forms.roles import RoleForm
from dure.network.invitations import password_path
from dure.network.models import Account
from dure.network.queries import roles as read
from dure.network.queries.groups import words_of
from dure.network.queries.places import offices as open_offices
from dure.network.rules import may_give_role, may_keep_roles
from dure.network.sentences import sentence
from dure.network.standing import Standing
from dure.network.views.answers import must, posted
from dure.network.views.filling import Page, fill_in

PAGE = 50


@staff_only
def roles(request: Request) -> HttpResponse:
    """Who acts as what, where, since when; and people to give a role to."""
    by = _keeper(request)
    words, office = words_of(request.GET, "q"), words_of(request.GET, "office")
    rows = read.roles_kept_by(by, words=words, office=office)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "words": words,
        "office": office,
        "offices": open_offices()
        if by.headquarters
        else open_offices().filter(pk__in=read.heads_offices(by)),
        "people": read.people_found(by, words),
    }
    return render(request, "network/roles.html", context)


@staff_only
def role_new(request: Request) -> HttpResponse:
    """Give a role to somebody known or new, with an account where there is none."""
    by = _keeper(request)
    asked = request.GET.get("person", "")
    person = read.find_person(by, asked) if asked else None
    form = RoleForm(posted(request), person=person, by=by)
    title = _("역할 맡기기")
    page = Page(
        title=title, send=title, done=_("역할을 맡겼습니다."), back="/roles", lead=person.name if person else "",
        crumbs=[{"label": _("역할과 계정"), "url": "/roles"}, {"label": title}],
    )  # fmt: skip
    answer = fill_in(request, form, page)
    if form.account is not None:
        invite(request, form.account)
    return answer


@require_POST
@staff_only
def role_end(request: Request, key: str) -> HttpResponse:
    """Let a role end today."""
    by = _keeper(request)
    role = read.roles_kept_by(by).filter(pk=key).first()
    if role is None:
        raise NotFound("not_found")
    if not may_give_role(by, role.code, _office_of(role)):
        raise Refused("role_not_yours_to_give")
    try:
        act.end_role(role=role, by=by.actor)
        messages.success(request, _("역할을 끝냈습니다."))
    except Refused as refused:
        messages.error(request, sentence(refused))
    return redirect("/roles")


@require_POST
@staff_only
def invitation(request: Request, key: str) -> HttpResponse:
    """Send the link for a first or forgotten password once more."""
    by = _keeper(request)
    person = read.find_person(by, key)
    account = Account.objects.filter(person=person, is_active=True).first()
    if account is None:
        raise NotFound("not_found")
    if read.has_roles_elsewhere(by, person):
        raise Refused("account_by_headquarters")
    invite(request, account)
    return redirect("/roles")


def invite(request: Request, account: Account) -> None:
    """Mail the link with which a person chooses a password.

    Where no mail leaves this installation the link is shown to be passed on by hand, but only while nobody has
    signed in with the account: nobody may choose the password of somebody at work.
    """
    if not account.email:
        raise Refused("email_missing")
    if settings.EMAIL_ENABLED:
        form = ResetPasswordForm(data={"email": account.email})
        if form.is_valid():
            form.save(request)
        messages.success(
            request, _("비밀번호를 정하는 링크를 {email}로 보냈습니다.").format(email=account.email)
        )
        return
    if account.last_login is not None:
        raise Refused("account_in_use")
    url = request.build_absolute_uri(password_path(account))
    told = _(
        "메일을 보내지 않는 서버입니다. 이 링크를 {name} 님에게 직접 전해 주세요. 한 번만 쓸 수 있습니다: {url}"
    )
    messages.warning(
        request, told.format(name=account.person.name if account.person else account.email, url=url)
    )


def _keeper(request: Request) -> Standing:
    by: Standing = request.standing
    must(may_keep_roles(by))
    return by


def _office_of(role: Any) -> Any:
    if role.office_id:
        return role.office_id
    place = role.group or role.organisation
    return place.office_id if place else None
