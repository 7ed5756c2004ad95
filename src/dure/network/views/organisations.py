"""Registering organisations, correcting them, giving them a coordinator, keeping parties out."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dure.network.actions.register import let_in
from dure.network.asking import Request
from dure.network.doorkeeper import signed_in, staff_only
from dure.network.forms.organisations import BlockForm, CoordinatorForm, OrganisationForm
from dure.network.models import Block
from dure.network.queries.organisations import find_organisation
from dure.network.rules import must_be_its_office, must_keep
from dure.network.views.answers import posted
from dure.network.views.filling import Page, fill_in


@staff_only
def register(request: Request) -> HttpResponse:
    """Register an organisation for one's own office."""
    by = request.standing
    form = OrganisationForm(posted(request), by=by)
    page = Page(
        title=_("기업·기관 등록"), lead=_("이름만 있으면 됩니다. 나머지는 나중에 채워도 됩니다."),
        send=_("등록하기"), done=_("등록했습니다."), back="/organisations", draft="organisation-new",
    )  # fmt: skip
    return fill_in(request, form, page, to=lambda made: f"/organisations/{made.pk}")


@signed_in
def facts(request: Request, key: UUID) -> HttpResponse:
    """Correct the record of an organisation, as itself or as its office."""
    by = request.standing
    found = find_organisation(key)
    must_keep(by, found)
    form = OrganisationForm(posted(request), by=by, organisation=found)
    page = Page(
        title=_("정보 고치기"), lead=found.name, send=_("저장하기"), done=_("고쳤습니다."),
        back=f"/organisations/{found.pk}", draft=f"organisation-{found.pk}",
    )  # fmt: skip
    return fill_in(request, form, page)


@staff_only
def coordinator(request: Request, key: UUID) -> HttpResponse:
    """Give a firm its coordinator."""
    by = request.standing
    found = find_organisation(key)
    must_be_its_office(by, found)
    form = CoordinatorForm(posted(request), by=by, organisation=found)
    page = Page(
        title=_("담당자 정하기"), lead=found.name, send=_("담당자로 정하기"), done=_("담당자를 정했습니다."),
        back=f"/organisations/{found.pk}",
    )  # fmt: skip
    return fill_in(request, form, page)


@signed_in
def blocks(request: Request, key: UUID) -> HttpResponse:
    """Name a party that must not hear of what a firm asks."""
    by = request.standing
    found = find_organisation(key)
    must_keep(by, found)
    form = BlockForm(posted(request), by=by, organisation=found)
    page = Page(
        title=_("알리지 않을 곳 적기"), send=_("알리지 않기"), done=_("알리지 않을 곳으로 적었습니다."),
        lead=_("적는 순간부터 이 기업의 애로가 그곳에는 보이지 않고, 부탁도 가지 않습니다."),
        back=f"/organisations/{found.pk}#blocks",
    )  # fmt: skip
    return fill_in(request, form, page)


@require_POST
@signed_in
def clearance(request: Request, key: UUID, block: UUID) -> HttpResponse:
    """Lift a block."""
    by = request.standing
    found = find_organisation(key)
    must_keep(by, found)
    row = get_object_or_404(Block.objects.select_related("firm"), pk=block, firm=found)
    let_in(block=row, by=by)
    messages.success(request, _("알리지 않을 곳에서 뺐습니다."))
    return redirect(f"/organisations/{found.pk}#blocks")
