"""The description of the API for programs and for people, and one's own tokens."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from dure.api.app import api
from dure.api.forms import TokenForm
from dure.api.reference import chapters
from dure.api.tokens import make_token, revoke_token, tokens_of
from dure.ledger.errors import Refused
from dure.network.doorkeeper import open_to_all, signed_in
from dure.network.sentences import SENTENCES, sentence


@open_to_all
def openapi(request: HttpRequest) -> JsonResponse:
    """The description in OpenAPI 3.1."""
    return JsonResponse(api.get_openapi_schema(), json_dumps_params={"ensure_ascii": False})


@open_to_all
def docs(request: HttpRequest) -> HttpResponse:
    """The same description as a page, without a script."""
    schema: dict[str, Any] = api.get_openapi_schema()
    codes = sorted((code, str(words)) for code, words in SENTENCES.items())
    return render(request, "api/docs.html", {"chapters": chapters(schema), "codes": codes})


@signed_in
def tokens(request: HttpRequest) -> HttpResponse:
    """One's own tokens; a new one is shown once."""
    account: Any = request.user
    form = TokenForm(request.POST or None)
    made = ""
    if request.method == "POST" and form.is_valid():
        try:
            made = make_token(account, name=form.cleaned_data["name"])
            form = TokenForm()
        except Refused as refused:
            form.add_error(None, sentence(refused))
    context = {"tokens": tokens_of(account), "made": made, "form": form}
    answer = render(request, "api/tokens.html", context, status=422 if form.errors else 200)
    answer["Cache-Control"] = "no-store"
    return answer


@require_POST
@signed_in
def revocation(request: HttpRequest, key: int) -> HttpResponse:
    """A token opens nothing any more."""
    account: Any = request.user
    revoke_token(account, key)
    return redirect("tokens")
