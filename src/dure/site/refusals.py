"""One place that turns an error of our family into a page, a fragment or a JSON problem (RFC 9457)."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from dure.ledger.errors import DureError, Refused
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


def problem(error: DureError) -> JsonResponse:
    """A JSON problem with a stable code and, where a step was refused, the allowed ones."""
    body: dict[str, object] = {
        "type": "about:blank",
        "title": str(sentence(error)),
        "status": error.status,
        "code": error.code,
    }
    if error.params:
        body["params"] = {name: str(value) for name, value in error.params.items()}
    if isinstance(error, Refused):
        body["allowed"] = list(error.allowed)
    return JsonResponse(body, status=error.status, content_type="application/problem+json")
