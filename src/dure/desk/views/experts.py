"""One expert: the profile for everybody, the record for coordinators."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from dure.desk.queries.experts import record_of
from dure.network.asking import Request
from dure.network.doorkeeper import open_to_all
from dure.network.queries.experts import find_expert


@open_to_all
def expert(request: Request, key: UUID) -> HttpResponse:
    """What an expert says, and for offices what the expert has done."""
    by = request.standing
    found = find_expert(by, key)
    context = {"expert": found, "own": found.pk == by.expert_id, "record": record_of(found, by)}
    return render(request, "desk/expert.html", context)
