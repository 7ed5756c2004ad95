"""정책제안: wishes of several firms are offered, written down, approved and sent."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from dure.cases.forms.base import lines
from dure.cases.queries import visible_to as visible_cases
from dure.commons.actions import draft_proposal, step_proposal
from dure.commons.lifecycle import STEPS, possible
from dure.commons.queries import find_proposal, proposed_cases, visible_to
from dure.ledger.errors import NotFound
from dure.matching.queries.wishes import FIRMS, same_wishes
from dure.network.asking import Request, key_of
from dure.network.doorkeeper import staff_only
from dure.network.models import Office
from dure.network.words import BODY_ANSWERS

PAGE = 20


class DraftForm(forms.Form):
    """The wish in the office's own words, without a firm's name."""

    title = forms.CharField(label=gettext_lazy("제목"), max_length=200)
    body = forms.CharField(label=gettext_lazy("받는 기관"), max_length=120)
    text = forms.CharField(
        label=gettext_lazy("내용"), max_length=8000, widget=lines(8),
        help_text=gettext_lazy("기업 이름과 비밀은 적지 않습니다. 몇 곳의 바람인지는 저절로 붙습니다."),
    )  # fmt: skip


@staff_only
def proposals(request: Request) -> HttpResponse:
    """What several firms wish for, and what became of it."""
    by = request.standing
    wishes = same_wishes(by, proposed_cases(list(by.offices))) if by.offices else []
    page = Paginator(visible_to(by), PAGE).get_page(request.GET.get("page"))
    return render(request, "desk/proposals.html", {"wishes": wishes, "page": page})


@staff_only
def proposal_new(request: Request) -> HttpResponse:
    """Write a proposal down from the cases behind it."""
    by = request.standing
    keys = [key for key in (key_of(text) for text in request.GET.getlist("case")) if key]
    found = list(
        visible_cases(by).filter(pk__in=keys, office__in=list(by.offices)).select_related("office", "firm")
    )
    firms = len({case.firm_id for case in found})
    if firms < FIRMS or len({case.office_id for case in found}) != 1:
        raise NotFound("not_found")
    form = DraftForm(request.POST if request.method == "POST" else None, initial={"title": found[0].title})
    if request.method == "POST" and form.is_valid():
        office: Office = found[0].office
        made = draft_proposal(
            office=office, cases=[case.pk for case in found], firms=firms, by=by, **form.cleaned_data
        )
        messages.success(request, _("초안을 적었습니다. 승인을 올려 주세요."))
        return redirect("desk:proposal", key=made.pk)
    context = {"form": form, "cases": found, "firms": firms}
    return render(request, "desk/proposal_new.html", context, status=422 if form.errors else 200)


@staff_only
def proposal(request: Request, key: UUID) -> HttpResponse:
    """One proposal with the cases behind it, for those who may see them."""
    by = request.standing
    found = find_proposal(key, by)
    roles = by.offices.get(found.office_id, frozenset())
    steps = [(name, STEPS[name]) for name in possible(found.state, roles)]
    if found.drafted_by_id == by.person_id:
        steps = [each for each in steps if each[0] != "dispatch"]
    cases = visible_cases(by).filter(pk__in=found.cases).order_by("number")
    return render(
        request,
        "desk/proposal.html",
        {"proposal": found, "steps": steps, "cases": cases, "answers": BODY_ANSWERS.items()},
    )


@require_POST
@staff_only
def proposal_step(request: Request, key: UUID, step: str) -> HttpResponse:
    """Take a step."""
    told = {name: request.POST.get(name, "") for name in ("document_no", "answer", "words")}
    step_proposal(proposal=find_proposal(key, request.standing), step=step, by=request.standing, **told)
    messages.success(request, _("적었습니다."))
    return redirect("desk:proposal", key=key)
