"""The list of organisations, and one of them: a public profile, or the 기업카드 for those it concerns."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render

from dure.desk.queries.card import firm_card, numbers_of
from dure.network.asking import Request
from dure.network.doorkeeper import signed_in
from dure.network.models import Complex, Office, Trade
from dure.network.queries.organisations import (
    OrganisationFilter,
    find_organisation,
    is_number,
)
from dure.network.queries.organisations import (
    organisations as matching,
)
from dure.network.queries.people import groups_of
from dure.network.rules import may_see_card
from dure.network.standing import Standing
from dure.network.words import ORGANISATION_KINDS

PAGE = 30


@signed_in
def organisations(request: Request) -> HttpResponse:
    """Who is there; a number that only one bears leads straight to it, or to writing its call down."""
    by: Standing = request.standing
    wanted = OrganisationFilter.from_query(request.GET)
    for_call = request.GET.get("for") == "call" and by.is_staff
    rows = matching(by, wanted)
    if is_number(wanted.words):
        found = list(rows[:2])
        if len(found) == 1:
            return redirect(_address(found[0].pk, for_call=for_call))
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context: dict[str, Any] = {
        "page": page,
        "wanted": wanted,
        "for_call": for_call,
        "is_number": is_number(wanted.words),
        "kinds": ORGANISATION_KINDS.items(),
        "complexes": Complex.objects.order_by("name"),
        "offices": Office.objects.filter(kind="OFFICE", closed_on=None).order_by("name"),
        "trades": Trade.objects.order_by("code"),
    }
    if by.is_staff:
        context["numbers"] = numbers_of(list(page.object_list), by)
    return render(request, "desk/organisations.html", context)


@signed_in
def organisation(request: Request, key: UUID) -> HttpResponse:
    """One organisation as its reader may know it."""
    by: Standing = request.standing
    found = find_organisation(key)
    if may_see_card(by, found):
        return render(request, "desk/card.html", {"card": firm_card(found, by), "firm": found})
    return render(request, "network/organisation.html", {"firm": found, "groups": groups_of(found)})


def _address(key: UUID, *, for_call: bool) -> str:
    return f"/cases/call?firm={key}" if for_call else f"/organisations/{key}"
