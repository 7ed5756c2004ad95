"""The public catalogue of services, kept by the offices that run them."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from dure.network.asking import Request
from dure.network.doorkeeper import open_to_all, staff_only
from dure.network.forms.services import CloseServiceForm, ServiceForm
from dure.network.models import NeedKind, Service
from dure.network.queries import services as read
from dure.network.queries.wording import wordings_of
from dure.network.rules import may_keep_service
from dure.network.views.answers import must, posted
from dure.network.views.filling import Page, fill_in
from dure.network.words import SERVICE_KINDS

PAGE = 20


@open_to_all
def services(request: Request) -> HttpResponse:
    """What a firm can be sent to, with filters in the address bar."""
    wanted = read.ServiceFilter.from_query(request.GET)
    page = Paginator(read.services_found(wanted), PAGE).get_page(request.GET.get("page"))
    worded = wordings_of([row.pk for row in page.object_list], request.LANGUAGE_CODE)
    needs = list(NeedKind.objects.all())
    by_code = {row.code: row for row in needs}
    context = {
        "page": page,
        "rows": [_shown(row, worded.get(row.pk, {}), by_code) for row in page.object_list],
        "wanted": wanted,
        "needs": needs,
        "kinds": SERVICE_KINDS.items(),
        "may_add": request.standing.is_staff,
    }
    return render(request, "network/services.html", context)


@open_to_all
def service(request: Request, code: str) -> HttpResponse:
    """One service: whom for, on what conditions, when, where to ask."""
    found = read.find_service(code)
    worded = wordings_of([found.pk], request.LANGUAGE_CODE).get(found.pk, {})
    by_code = {row.code: row for row in NeedKind.objects.filter(code__in=found.needs)}
    context = {
        **_shown(found, worded, by_code),
        "may_keep": may_keep_service(request.standing, found),
    }
    return render(request, "network/service.html", context)


@staff_only
def service_new(request: Request) -> HttpResponse:
    """Add a service."""
    by = request.standing
    title = _("지원사업 등록")
    page = Page(
        title=title, send=title, done=_("등록했습니다."), back="/services",
        crumbs=_crumbs(title),
    )  # fmt: skip
    return fill_in(
        request, ServiceForm(posted(request), by=by), page, to=lambda made: f"/services/{made.code}"
    )


@staff_only
def service_facts(request: Request, code: str) -> HttpResponse:
    """Correct a service."""
    by, found = request.standing, _kept(request, code)
    page = Page(
        title=_("지원사업 고치기"), send=_("고친 내용 저장"), done=_("고쳤습니다."), back=f"/services/{code}",
        lead=_("이름이나 글을 고치면 다른 언어로 옮긴 글은 다시 옮길 때까지 내려갑니다."), crumbs=_crumbs(found.name),
    )  # fmt: skip
    return fill_in(request, ServiceForm(posted(request), service=found, by=by), page)


@staff_only
def service_end(request: Request, code: str) -> HttpResponse:
    """Close a service."""
    by, found = request.standing, _kept(request, code)
    page = Page(
        title=_("지원사업 마감"), send=_("마감하기"), done=_("마감했습니다."), back=f"/services/{code}",
        lead=found.name, crumbs=_crumbs(found.name),
    )  # fmt: skip
    return fill_in(request, CloseServiceForm(posted(request), service=found, by=by), page)


def _shown(row: Service, worded: dict[str, str], needs: dict[str, NeedKind]) -> dict[str, Any]:
    texts = {
        name: worded.get(name) or getattr(row, name) for name in ("name", "text", "whom_for", "conditions")
    }
    return {
        "service": row,
        **texts,
        "is_worded": "text" in worded,
        "is_open": read.is_open(row),
        "fits": [needs[code] for code in row.needs if code in needs],
    }


def _kept(request: Request, code: str) -> Service:
    found = read.find_service(code)
    must(may_keep_service(request.standing, found))
    return found


def _crumbs(here: Any) -> list[dict[str, Any]]:
    return [{"label": _("지원사업"), "url": "/services"}, {"label": here}]
