"""Complexes and offices: read by all, kept by headquarters."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from dure.ledger import clock
from dure.network.asking import Request
from dure.network.doorkeeper import open_to_all, signed_in
from dure.network.forms.places import ComplexForm, HeadForm, OfficeForm, SpecialisationForm
from dure.network.models import Office
from dure.network.queries import places as read
from dure.network.queries.groups import member_counts, words_of
from dure.network.rules import may_keep_places, may_see_staff
from dure.network.views.answers import day_asked, must, posted
from dure.network.views.filling import Page, fill_in

PAGE = 50


@open_to_all
def complexes(request: Request) -> HttpResponse:
    """The national register of complexes."""
    words = words_of(request.GET, "q")
    page = Paginator(read.complexes(words), PAGE).get_page(request.GET.get("page"))
    uids = [row.pk for row in page.object_list]
    counts, industries = read.complex_counts(uids), read.specialisations(uids, clock.today())
    rows = [(row, counts[row.pk], industries[row.pk]) for row in page.object_list]
    may_keep = may_keep_places(request.standing)
    return render(
        request, "network/complexes.html", {"page": page, "rows": rows, "words": words, "may_keep": may_keep}
    )


@open_to_all
def complex(request: Request, code: str) -> HttpResponse:
    """One complex: facts, specialised industries with their time, offices, groups, actors by type."""
    found = read.find_complex(code)
    groups = list(read.groups_on(found))
    members = member_counts([row.pk for row in groups], clock.today())
    context = {
        "complex": found,
        "industries": found.specialisations.order_by("-during"),
        "today": clock.today(),
        "offices": found.offices.filter(closed_on=None).order_by("name"),
        "groups": [(row, *members.get(row.pk, (0, 0))) for row in groups],
        "actors": read.actors_by_kind(found),
        "may_keep": may_keep_places(request.standing),
    }
    return render(request, "network/complex.html", context)


@open_to_all
def offices(request: Request) -> HttpResponse:
    """All open offices below their headquarters, with telephone numbers."""
    rows = list(read.offices())
    heads = read.heads_today([row.pk for row in rows])
    tree = [{**line, "head": heads.get(line["office"].pk)} for line in read.office_tree(rows)]
    may_keep = may_keep_places(request.standing)
    return render(request, "network/offices.html", {"tree": tree, "may_keep": may_keep})


@open_to_all
def office(request: Request, code: str) -> HttpResponse:
    """One office: head as of a day, complexes, groups, what lies below; staff is shown to staff."""
    by = request.standing
    found, on = read.find_office(code), day_asked(request)
    heads = read.heads_of(found)
    lower = list(found.below.filter(closed_on=None).order_by("name"))
    counts = read.office_counts([found.pk, *(row.pk for row in lower)])
    context = {
        "office": found,
        "on": on,
        "today": clock.today(),
        "heads": heads,
        "head": read.head_on(heads, on),
        "counts": counts[found.pk],
        "lower": [(row, counts[row.pk]) for row in lower],
        "groups": found.groups.filter(ended_on=None).select_related("kind").order_by("name"),
        "staff": read.staff_of(found) if may_see_staff(by, found) else [],
        "sees_staff": may_see_staff(by, found),
        "sees_region": bool(lower) and (by.headquarters or found.pk in by.offices),
        "may_keep": may_keep_places(by),
    }
    return render(request, "network/office.html", context)


@signed_in
def complex_new(request: Request) -> HttpResponse:
    """Put a complex into the register."""
    by = _keeper(request)
    page = Page(
        title=_("단지 등록"), send=_("단지 등록"), done=_("단지를 등록했습니다."), back="/complexes",
        crumbs=_crumbs("/complexes", _("단지"), _("단지 등록")),
    )  # fmt: skip
    return fill_in(
        request, ComplexForm(posted(request), by=by), page, to=lambda made: f"/complexes/{made.code}"
    )


@signed_in
def complex_facts(request: Request, code: str) -> HttpResponse:
    """Correct facts about a complex."""
    by, found = _keeper(request), read.find_complex(code)
    page = Page(
        title=_("단지 정보 고치기"), send=_("고친 내용 저장"), done=_("고쳤습니다."), back=f"/complexes/{code}",
        lead=found.name, crumbs=_crumbs("/complexes", _("단지"), found.name),
    )  # fmt: skip
    return fill_in(request, ComplexForm(posted(request), complex=found, by=by), page)


@signed_in
def specialisation_new(request: Request, code: str) -> HttpResponse:
    """Name an industry in which a complex specialises."""
    by, found = _keeper(request), read.find_complex(code)
    page = Page(
        title=_("특화 업종 더하기"), send=_("특화 업종 더하기"), done=_("특화 업종을 더했습니다."),
        back=f"/complexes/{code}", lead=found.name, crumbs=_crumbs("/complexes", _("단지"), found.name),
    )  # fmt: skip
    return fill_in(request, SpecialisationForm(posted(request), complex=found, by=by), page)


@signed_in
def office_new(request: Request) -> HttpResponse:
    """Open an office."""
    by = _keeper(request)
    page = Page(
        title=_("추진단·본부 열기"), send=_("열기"), done=_("열었습니다. 이제 장과 직원을 정해 주세요."), back="/offices",
        crumbs=_crumbs("/offices", _("추진단·본부"), _("열기")),
    )  # fmt: skip
    return fill_in(request, OfficeForm(posted(request), by=by), page, to=lambda made: f"/offices/{made.code}")


@signed_in
def office_facts(request: Request, code: str) -> HttpResponse:
    """Correct facts about an office."""
    by, found = _keeper(request), read.find_office(code)
    return fill_in(
        request,
        OfficeForm(posted(request), office=found, by=by),
        _office_page(found, _("정보 고치기"), _("고친 내용 저장"), _("고쳤습니다.")),
    )


@signed_in
def head_new(request: Request, code: str) -> HttpResponse:
    """Appoint the head of an office for a term."""
    by, found = _keeper(request), read.find_office(code)
    return fill_in(
        request,
        HeadForm(posted(request), office=found, by=by),
        _office_page(found, _("장 위촉"), _("위촉하기"), _("위촉했습니다.")),
    )


def _keeper(request: Request) -> Any:
    by = request.standing
    must(may_keep_places(by))
    return by


def _crumbs(url: str, above: Any, here: Any) -> list[dict[str, Any]]:
    return [{"label": above, "url": url}, {"label": here}]


def _office_page(office: Office, title: Any, button: Any, done: Any) -> Page:
    crumbs = _crumbs("/offices", _("추진단·본부"), office.name)
    return Page(
        title=title, send=button, done=done, back=f"/offices/{office.code}", lead=office.name, crumbs=crumbs
    )
