"""The dashboard of a regional headquarters."""

from django.http import HttpResponse
from django.shortcuts import render

from dure.desk.queries.regions import cases_by_state, find_region, offices_below
from dure.ledger import clock
from dure.network.asking import Request
from dure.network.doorkeeper import staff_only
from dure.network.queries.places import office_counts


@staff_only
def region(request: Request, code: str) -> HttpResponse:
    """Counts of the offices below; nothing from which a single firm could be told."""
    found = find_region(request.standing, code)
    below = offices_below(found)
    counts = office_counts([office.pk for office in below])
    context = {
        "office": found,
        "region": cases_by_state(below),
        "offices": [(office, counts[office.pk]) for office in below],
        "now": clock.now(),
    }
    return render(request, "desk/region.html", context)
