"""One place that turns an error of our family into a page, a fragment or a JSON problem (RFC 9457)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from dure.ledger.errors import DureError
from dure.network.problems import problem
from dure.network.sentences import sentence

TEMPLATES = {404: "404.html", 409: "409.html"}


def answer_refusal(request: HttpRequest, error: Exception) -> HttpResponse | None:
    """The answer to a refusal in the form that was asked for; None for anything else."""
    if not isinstance(error, DureError):
        return None
    if request.path.startswith("/api/"):
        return problem(error)
    context = {"problem": error, "sentence": sentence(error)}
    if getattr(request, "htmx", False):
        return render(request, "site/problem.html", context, status=error.status)
    return render(request, TEMPLATES.get(error.status, "409.html"), context, status=error.status)
