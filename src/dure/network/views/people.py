"""People at organisations: found, made known, corrected, and gone."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dure.ledger import clock
from dure.ledger.errors import NotFound
from dure.network.actions.register import end_post
from dure.network.asking import Request
from dure.network.doorkeeper import signed_in, staff_only
from dure.network.forms.consents import ConsentForm
from dure.network.forms.people import ContactsForm, ErasureForm, PersonForm, PostForm
from dure.network.models import Organisation, Post
from dure.network.queries.consents import every_purpose, history_of_consents
from dure.network.queries.organisations import find_organisation
from dure.network.queries.people import find_person, has_account, known_people, places_kept, posts_seen
from dure.network.rules import (
    may_erase,
    may_record_consent,
    must_erase,
    must_keep,
    must_keep_person,
    must_record_consent,
)
from dure.network.views.answers import posted
from dure.network.views.filling import Page, fill_in

PAGE = 30


@staff_only
def people(request: Request) -> HttpResponse:
    """People at the organisations of one's own office."""
    by = request.standing
    words = request.GET.get("q", "").replace("\x00", "").strip()[:100]
    page = Paginator(known_people(by, words), PAGE).get_page(request.GET.get("page"))
    return render(request, "network/people.html", {"page": page, "words": words})


@signed_in
def person(request: Request, key: UUID) -> HttpResponse:
    """Contacts and posts of a person, for the person and where the person works."""
    by = request.standing
    found = find_person(key)
    must_keep_person(by, found)
    places = places_kept(by, found)
    context = {
        "person": found,
        "posts": posts_seen(by, found),
        "today": clock.today(),
        "may_erase": may_erase(by, found),
        "consents": every_purpose(found),
        "consent_history": history_of_consents(found),
        "may_record": may_record_consent(by, found),
        "may_write": bool(places),
        "may_invite": bool(places) and not has_account(found),
    }
    return render(request, "network/person.html", context)


@signed_in
def contacts(request: Request, key: UUID) -> HttpResponse:
    """Correct the contacts of a person."""
    by = request.standing
    found = find_person(key)
    must_keep_person(by, found)
    form = ContactsForm(posted(request), by=by, person=found)
    page = Page(
        title=_("연락처 고치기"), lead=found.name, send=_("저장하기"), done=_("고쳤습니다."),
        back=f"/people/{found.pk}",
    )  # fmt: skip
    return fill_in(request, form, page)


@signed_in
def consents(request: Request, key: UUID) -> HttpResponse:
    """Write down what a person agreed to or took back, with what must be read out before."""
    by = request.standing
    found = find_person(key)
    must_record_consent(by, found)
    page = Page(
        title=_("동의 적기"), lead=found.name, send=_("적어 두기"), done=_("적었습니다. 지금부터 그대로 따릅니다."),
        back=f"/people/{found.pk}",
    )  # fmt: skip
    return fill_in(request, ConsentForm(posted(request), by=by, person=found), page)


@staff_only
def erasure(request: Request, key: UUID) -> HttpResponse:
    """Erase what identifies a person, as the head of the office."""
    by = request.standing
    found = find_person(key)
    must_erase(by, found)
    page = Page(
        title=_("개인정보 파기"), lead=found.name, send=_("파기하기"), done=_("파기했습니다. 파기 기록에 남겼습니다."),
        back="/people",
    )  # fmt: skip
    return fill_in(request, ErasureForm(posted(request), by=by, person=found), page)


@signed_in
def posts(request: Request, key: UUID) -> HttpResponse:
    """Make somebody known who works at an organisation."""
    by = request.standing
    found = find_organisation(key)
    must_keep(by, found)
    form = PersonForm(posted(request), by=by, organisation=found)
    page = Page(
        title=_("사람 등록"), lead=found.name, send=_("등록하기"), done=_("등록했습니다."),
        back=f"/organisations/{found.pk}#people", draft=f"person-{found.pk}",
    )  # fmt: skip
    return fill_in(request, form, page)


@signed_in
def post(request: Request, key: UUID, post: UUID) -> HttpResponse:
    """Say anew what somebody does at an organisation."""
    by = request.standing
    found = find_organisation(key)
    must_keep(by, found)
    row = _find_post(found, post)
    page = Page(
        title=_("직함 바꾸기"), lead=f"{row.person.name} · {found.name}", send=_("오늘부터 바꾸기"),
        done=_("직함을 바꿨습니다."), back=f"/organisations/{found.pk}#people",
    )  # fmt: skip
    return fill_in(request, PostForm(posted(request), by=by, post=row), page)


@require_POST
@signed_in
def ending(request: Request, key: UUID, post: UUID) -> HttpResponse:
    """Record that somebody left."""
    by = request.standing
    found = find_organisation(key)
    must_keep(by, found)
    end_post(post=_find_post(found, post), by=by)
    messages.success(request, _("오늘부터 여기서 일하지 않는 것으로 적었습니다."))
    return redirect(f"/organisations/{found.pk}#people")


def _find_post(organisation: Organisation, key: UUID) -> Post:
    rows = Post.objects.filter(organisation=organisation, during__contains=clock.today())
    found = rows.select_related("person", "organisation").filter(pk=key).first()
    if found is None:
        raise NotFound("not_found")
    return found
