"""The way of every call: who asks, how often, once or again; whatever goes wrong is told as a problem."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, RawPostDataException
from django.http.multipartparser import MultiPartParserError
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers
from ninja.utils import check_csrf

from dure.api.limits import seconds_to_wait
from dure.api.once import HEADER, once
from dure.api.tokens import find_token, note_use
from dure.ledger.errors import NotFound
from dure.network.doorkeeper import AUDIENCE
from dure.network.models import Account
from dure.network.problems import problem, problem_of

View = Callable[..., HttpResponseBase]
READING = ("GET", "HEAD", "OPTIONS")


def answered(view: View) -> View:
    """A call of the API: signed in by token or session, counted, and never answered by a page."""

    @wraps(view)
    def call(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        answer = _answer(request, lambda: view(request, *args, **kwargs))
        answer.headers.setdefault("Cache-Control", "private, no-store")
        patch_vary_headers(answer, ("Authorization", "Cookie", "Accept-Language"))
        return answer

    setattr(call, AUDIENCE, "SIGNED_IN")
    call.csrf_exempt = True  # type: ignore[attr-defined]
    return call


def unknown(request: HttpRequest) -> HttpResponse:
    """No such address."""
    return problem(NotFound("not_found"))


def _answer(request: HttpRequest, call: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    account = _caller(request)
    if isinstance(account, HttpResponse):
        return account
    if seconds := seconds_to_wait(account):
        slow = problem_of("too_many_calls", 429, seconds=seconds)
        slow["Retry-After"] = str(seconds)
        return slow
    request.user = account
    if "\x00" in request.path:
        return unknown(request)
    if request.method == "POST" and HEADER in request.headers:
        return _readable(lambda: once(request, account, call))
    return _readable(call)


def _readable(call: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """The answer, or the problem when what was sent cannot be read at all."""
    try:
        return _told(call())
    except Http404:
        return problem(NotFound("not_found"))
    except RequestDataTooBig:
        return problem_of("body_too_large", 413)
    except RawPostDataException:
        return problem_of("media_type_unknown", 415)
    except (MultiPartParserError, SuspiciousOperation):
        return problem_of("body_unreadable", 400)


def _caller(request: HttpRequest) -> Account | HttpResponse:
    """Whose call it is; a session also shows that a page of ours has sent it."""
    scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
    if scheme:
        token = find_token(secret.strip()) if scheme.lower() == "bearer" else None
        if token is None:
            return _sign_in_first()
        note_use(token)
        return token.account
    account = request.user
    if not isinstance(account, Account) or not account.is_authenticated:
        return _sign_in_first()
    if request.method not in READING and check_csrf(request) is not None:
        return problem_of("csrf_missing", 403)
    return account


def _sign_in_first() -> HttpResponse:
    answer = problem_of("sign_in_needed", 401)
    answer["WWW-Authenticate"] = 'Bearer realm="dure"'
    return answer


def _told(answer: HttpResponseBase) -> HttpResponseBase:
    if answer.status_code != 405:
        return answer
    told = problem_of("method_not_allowed", 405)
    told["Allow"] = answer.headers.get("Allow", "")
    return told
