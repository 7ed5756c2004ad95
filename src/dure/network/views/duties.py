"""Naming a stand-in for days away, and ending that early."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dure.ledger.errors import NotFound
from dure.network import actions as act
from dure.network.asking import Request
from dure.network.doorkeeper import signed_in
from dure.network.forms.duties import StandInForm
from dure.network.queries.duties import offices_of_duties, stand_ins_kept
from dure.network.rules import may_keep_duties
from dure.network.views.answers import posted
from dure.network.views.filling import Page, fill_in


@signed_in
def stand_in_new(request: Request) -> HttpResponse:
    """Say who does one's work for some days, or that of a colleague of the office one heads."""
    by = request.standing
    offices = offices_of_duties(by)
    office = offices.filter(code=request.GET.get("office", "")).first() or offices.first()
    if office is None:
        raise NotFound("not_found")
    form = StandInForm(posted(request), office=office, by=by)
    title = _("대신 볼 사람 정하기")
    page = Page(
        title=title, send=title, done=_("대신 볼 사람을 정했습니다. 그분께 알렸습니다."), back="/duties", lead=office.name,
        crumbs=[{"label": _("인수인계"), "url": "/duties"}, {"label": title}],
    )  # fmt: skip
    return fill_in(request, form, page)


@require_POST
@signed_in
def stand_in_end(request: Request, key: UUID) -> HttpResponse:
    """End it today, or take it back before it begins."""
    by = request.standing
    found = stand_ins_kept(by).filter(pk=key).first()
    if found is None or not may_keep_duties(by, found.absent_id, found.office_id):
        raise NotFound("not_found")
    act.end_stand_in(stand_in=found, by=by)
    messages.success(request, _("대신 보는 기간을 끝냈습니다."))
    return redirect("/duties")
