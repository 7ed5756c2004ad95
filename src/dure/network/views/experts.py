"""Experts: the public list, and the profile as its owner keeps it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dure.network.actions.experts import remove_evidence
from dure.network.asking import Request
from dure.network.doorkeeper import open_to_all, signed_in
from dure.network.forms.experts import EvidenceForm, ProfileForm
from dure.network.models import Evidence, Field, NeedKind
from dure.network.paging import LongList
from dure.network.queries.experts import ExpertFilter, find_expert, regions
from dure.network.queries.experts import experts as matching
from dure.network.rules import must_own_profile
from dure.network.views.answers import posted
from dure.network.views.filling import Page, fill_in

PAGE = 24


@open_to_all
def experts(request: Request) -> HttpResponse:
    """Published experts, with filters in the address bar."""
    wanted = ExpertFilter.from_query(request.GET)
    page = LongList(matching(wanted), PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "wanted": wanted,
        "kinds": NeedKind.objects.filter(closed=False),
        "fields": Field.objects.order_by("ko"),
        "regions": regions(),
    }
    return render(request, "network/experts.html", context)


@signed_in
def profile(request: Request, key: UUID) -> HttpResponse:
    """What an expert says of oneself."""
    by = request.standing
    found = find_expert(by, key)
    must_own_profile(by, found)
    page = Page(
        title=_("내 소개 고치기"), send=_("저장하기"), done=_("소개를 고쳤습니다."), back=f"/experts/{found.pk}",
        lead=_("기업과 추진단이 이 소개를 보고 부탁합니다."), draft=f"expert-{found.pk}",
    )  # fmt: skip
    return fill_in(request, ProfileForm(posted(request), by=by, expert=found), page)


@signed_in
def evidence(request: Request, key: UUID) -> HttpResponse:
    """Add a paper, patent, project or post."""
    by = request.standing
    found = find_expert(by, key)
    must_own_profile(by, found)
    page = Page(
        title=_("실적 더하기"), send=_("더하기"), done=_("실적을 더했습니다."), back=f"/experts/{found.pk}#evidence",
        lead=_("논문, 특허, 과제, 경력처럼 무엇을 아는지 보여 주는 것을 한 건씩 적어 주세요."),
    )  # fmt: skip
    return fill_in(request, EvidenceForm(posted(request), by=by, expert=found), page)


@require_POST
@signed_in
def removal(request: Request, key: UUID, evidence: UUID) -> HttpResponse:
    """Take a piece of evidence away."""
    by = request.standing
    found = find_expert(by, key)
    must_own_profile(by, found)
    rows = Evidence.objects.select_related("expert__person")
    remove_evidence(evidence=get_object_or_404(rows, pk=evidence, expert=found), by=by)
    messages.success(request, _("실적을 지웠습니다."))
    return redirect(f"/experts/{found.pk}#evidence")
