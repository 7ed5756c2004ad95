"""Suggestions while somebody types, and candidates for a case; as fragments, and as pages without JavaScript."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_POST, require_safe

from dure.cases.queries import find_case
from dure.matching.forms import TypedForm
from dure.matching.queries import Suggestions, candidates, suggest
from dure.matching.rules import must_seek_helpers
from dure.network.asking import Request
from dure.network.doorkeeper import signed_in

SHORTEST = 4


BESIDE, ON_ITS_PAGE = 3, 8


@sensitive_variables("form", "said", "text")
@sensitive_post_parameters()
@require_POST
@signed_in
def suggestions(request: Request) -> HttpResponse:
    """What fits the text as far as it is typed; the text is neither kept nor logged."""
    by = request.standing
    form = TypedForm(request.POST)
    form.is_valid()
    said = form.cleaned_data
    text = said.get("text", "")
    kind = said.get("kind")
    found = Suggestions()
    if len(text) >= SHORTEST:
        found = suggest(text, by, kind=kind.pk if kind else None, limit=3, firm_id=said.get("firm"))
    context: dict[str, Any] = {
        "found": found,
        "enough": len(text) >= SHORTEST,
        "kind": _(found.kind_name) if found.kind_name else "",
    }
    answer = render(request, _whole_or_part(request, "suggestions"), context)
    answer["Cache-Control"] = "no-store"
    return answer


@require_safe
@signed_in
def case_candidates(request: Request, number: str) -> HttpResponse:
    """Who and what fits a case, with the step that each leads to."""
    by = request.standing
    case = find_case(by, number)
    must_seek_helpers(by, case)
    part = bool(getattr(request, "htmx", False))
    found = candidates(case, by, limit=BESIDE if part else ON_ITS_PAGE)
    context = {"case": case, "found": found, "part": part, "crumbs": _crumbs(case.number)}
    return render(request, _whole_or_part(request, "candidates"), context)


def _crumbs(number: str) -> list[dict[str, str]]:
    return [{"label": number, "url": f"/cases/{number}"}, {"label": _("도울 수 있는 곳"), "url": ""}]


def _whole_or_part(request: Request, name: str) -> str:
    part = "parts/" if getattr(request, "htmx", False) else ""
    return f"matching/{part}{name}.html"
