"""Who reads, in which language, and what becomes of a refusal."""

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.functional import SimpleLazyObject

from dure.network.standing import Standing as StandingValue
from dure.network.standing import standing
from dure.site.refusals import answer_refusal

GetResponse = Callable[[HttpRequest], HttpResponse]
COOKIE = settings.LANGUAGE_COOKIE_NAME
OPEN_PATHS = ("/accounts/", "/static/", "/healthz", "/readyz", "/i18n/")
FACTOR_KNOWN = "second_factor_known"


class ReaderLanguage:
    """Speaks the language of the cookie, else the browser's, else Korean."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Speak it from here to the answer."""
        language = translation.get_language_from_request(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


class Standing:
    """Resolves once a request what the reader is; done when first asked for."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let the request know its reader."""
        request.standing = SimpleLazyObject(lambda: _resolve(request))  # type: ignore[attr-defined]
        return self.get_response(request)


class SecondFactor:
    """Leads staff without a second factor to set one up before anything else."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let everybody pass who is no staff, has a second factor, or is about to set it up."""
        if settings.STAFF_NEED_TOTP and not request.path.startswith(OPEN_PATHS) and _lacks_factor(request):
            return redirect("mfa_activate_totp")
        return self.get_response(request)


class Refusals:
    """Turns refusals into a page, a fragment or a JSON problem, in one place."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Go on; refusals come back as exceptions."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Only errors of our own family are told; everything else bubbles."""
        return answer_refusal(request, error)


def _lacks_factor(request: HttpRequest) -> bool:
    account = getattr(request, "user", None)
    if account is None or not account.is_authenticated or not request.standing.needs_second_factor:  # type: ignore[attr-defined]
        return False
    if request.session.get(FACTOR_KNOWN):
        return False
    known = is_mfa_enabled(account)
    if known:
        request.session[FACTOR_KNOWN] = True
    return not known


def _resolve(request: HttpRequest) -> StandingValue:
    account = getattr(request, "user", None)
    person = account.person if account is not None and account.is_authenticated else None
    return standing(person, language=request.LANGUAGE_CODE)
