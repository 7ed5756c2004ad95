"""Who may enter a page at all: everybody, whoever signed in, or staff; every address says which."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse
from django.http.response import HttpResponseBase

from dure.ledger.errors import NotFound
from dure.network.asking import Request

View = Callable[..., HttpResponseBase]
AUDIENCE = "dure_audience"


def open_to_all(view: View) -> View:
    """A page for the public."""
    setattr(view, AUDIENCE, "ALL")
    return view


def signed_in(view: View) -> View:
    """A page for people with an account; others sign in first and come back."""

    @wraps(view)
    def guarded(request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            if getattr(request, "htmx", False):
                return HttpResponse(status=401, headers={"HX-Trigger": "sign-in-needed"})
            return redirect_to_login(request.get_full_path())
        return view(request, *args, **kwargs)

    setattr(guarded, AUDIENCE, "SIGNED_IN")
    return guarded


def staff_only(view: View) -> View:
    """A page for offices and headquarters; for everybody else it does not exist."""

    @wraps(view)
    def guarded(request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.standing.is_staff:
            raise NotFound("not_found")
        return view(request, *args, **kwargs)

    entered = signed_in(guarded)
    setattr(entered, AUDIENCE, "STAFF")
    return entered
