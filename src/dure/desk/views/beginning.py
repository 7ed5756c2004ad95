"""Putting the first steps of a new office away."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from dure.desk.actions import put_away
from dure.desk.queries.beginning import BEGINNING
from dure.network.asking import Request
from dure.network.doorkeeper import staff_only


@require_POST
@staff_only
def beginning_away(request: Request) -> HttpResponse:
    """Show the first steps no more on this person's desk."""
    put_away(what=BEGINNING, by=request.standing)
    return redirect("/desk")
