"""Refusals as JSON problems (RFC 9457) with a code that never changes."""

from http import HTTPStatus
from typing import Any

from django.http import JsonResponse

from dure.ledger.errors import BadInput, DureError, Refused
from dure.network.sentences import sentence

PROBLEM = "application/problem+json"


def problem(error: DureError) -> JsonResponse:
    """The problem of a refusal: its parameters, the allowed steps, the fields that are wrong."""
    more: dict[str, Any] = {}
    if error.params:
        more["params"] = {name: str(value) for name, value in error.params.items()}
    if isinstance(error, Refused):
        more["allowed"] = list(error.allowed)
    if isinstance(error, BadInput):
        more["fields"] = [dict(each) for each in error.fields]
    return _answer(error.status, error, more)


def problem_of(code: str, status: int, **params: Any) -> JsonResponse:
    """A problem that no rule of a room has raised: who is asking, how often, in which form."""
    more = {"params": {name: str(value) for name, value in params.items()}} if params else {}
    return _answer(status, DureError(code, **params), more)


def _answer(status: int, error: DureError, more: dict[str, Any]) -> JsonResponse:
    body = {
        "type": f"/api/docs#{error.code}",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "code": error.code,
        "detail": str(sentence(error)),
        **more,
    }
    return JsonResponse(body, status=status, content_type=PROBLEM, json_dumps_params={"ensure_ascii": False})
