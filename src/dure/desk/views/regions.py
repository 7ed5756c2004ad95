"""The dashboard of a regional headquarters."""

from django.http import HttpResponse
from django.shortcuts import render

from dure.desk.queries.regions import cases_by_state, find_region
from dure.ledger import clock
from dure.network.asking import Request
from dure.network.doorkeeper import staff_only
from dure.network.queries.places import office_counts


@staff_only
def region(request: Request, code: str) -> HttpResponse:
    """Counts of the offices below; nothing from which a single firm could be told."""
    found = find_region(request.standing, code)
    told = cases_by_state(found)
    counts = office_counts([office.pk for office, _cells in told.rows])
    offices = [(office, counts[office.pk]) for office, _cells in told.rows]
    return render(request, "desk/region.html", {"region": told, "offices": offices, "now": clock.now()})
