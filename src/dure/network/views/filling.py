"""One page for every form of the register: shown, checked, performed, and back to where one came from."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from dure.ledger.errors import Refused
from dure.network.forms.base import RegisterForm
from dure.network.sentences import sentence


@dataclass(frozen=True)
class Page:
    """The words around a form: its title, what it is about, the deed, what is said afterwards, the way back."""

    title: str
    send: str
    done: str
    back: str
    lead: str = ""
    draft: str = ""
    crumbs: list[dict[str, Any]] = field(default_factory=list)
    template: str = "network/form.html"


def fill_in(
    request: HttpRequest,
    form: RegisterForm,
    page: Page,
    *,
    to: Callable[[Any], str] | None = None,
    **context: Any,
) -> HttpResponse:
    """Show a form, or do what it says; a refusal stands above the fields with all that was typed."""
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                made = form.perform()
            except Refused as refused:
                form.add_error(None, sentence(refused))
                status = 409
            else:
                messages.success(request, page.done)
                return redirect(to(made) if to else page.back)
    return render(request, page.template, {"form": form, "page": page, **context}, status=status)
