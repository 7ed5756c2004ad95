"""Lists of cases: an office's, a firm's own, a helper's."""

from django.http import HttpResponse
from django.shortcuts import render

from dure.cases.lifecycle import CASE
from dure.cases.queries.lists import CaseFilter, filtered
from dure.network.asking import Request
from dure.network.doorkeeper import signed_in
from dure.network.models import NeedKind
from dure.network.paging import LongList

PAGE = 30


@signed_in
def cases(request: Request) -> HttpResponse:
    """Cases this reader may see, with filters in the address bar."""
    by = request.standing
    wanted = CaseFilter.from_query(request.GET)
    page = LongList(filtered(by, wanted), PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "wanted": wanted,
        "states": [(state.code, state.ko) for state in CASE.states if state.code != "DRAFT"],
        "kinds": NeedKind.objects.all(),
    }
    return render(request, "cases/cases.html", context)
