"""Asking for help, writing down a call, keeping what is typed."""

from typing import Any
from uuid import UUID, uuid4

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from dure.cases.actions.drafts import discard_draft, keep_draft
from dure.cases.forms import AskForm, CallForm
from dure.cases.forms.intake import firm_of
from dure.cases.queries.drafts import draft_of
from dure.network.asking import Request
from dure.network.doorkeeper import signed_in, staff_only
from dure.network.models import Group
from dure.papers.incoming import incoming_of

ASK, CALL = "case-new", "case-call"


@signed_in
def ask(request: Request) -> HttpResponse:
    """무엇이 막혔나요?: one box, the rest by choice."""
    by = request.standing
    firm = firm_of(by)
    if request.method == "POST":
        files = [incoming_of(upload) for upload in request.FILES.getlist("file")]
        form = AskForm(request.POST, firm=firm, by=by, files=files)
        if form.is_valid():
            case = form.perform()
            discard_draft(by=by, form=ASK)
            _sent(request, ASK)
            return redirect("cases:case", number=case.number)
    else:
        form = AskForm(
            firm=firm, by=by, initial={**draft_of(by, ASK), **_group_asked(request), "once": uuid4()}
        )
    context = {"form": form, "firm": firm, "draft": ASK, "is_firm": True}
    return render(request, "cases/ask.html", context, status=422 if form.errors else 200)


def _group_asked(request: Request) -> dict[str, Group]:
    """The group whose page led here; the form takes it only if the firm belongs to it."""
    found = Group.objects.filter(code=request.GET.get("group", "").replace("\x00", "")).first()
    return {"group": found} if found else {}


@staff_only
def call(request: Request) -> HttpResponse:
    """A call in three fields: who, one line, what to do."""
    by = request.standing
    if request.method == "POST":
        form = CallForm(request.POST, by=by)
        if form.is_valid():
            case = form.perform()
            discard_draft(by=by, form=CALL)
            _sent(request, CALL)
            return redirect("cases:case", number=case.number)
    else:
        initial: dict[str, Any] = {**draft_of(by, CALL), "firm": request.GET.get("firm"), "once": uuid4()}
        form = CallForm(by=by, initial=initial)
    chosen = form.data.get("firm") or form.initial.get("firm")
    firm = form.fields["firm"].queryset.filter(pk=chosen).first() if _is_key(chosen) else None  # type: ignore[attr-defined]
    context = {"form": form, "firm": firm, "draft": CALL}
    return render(request, "cases/call.html", context, status=422 if form.errors else 200)


@require_POST
@signed_in
def draft(request: Request, form: str) -> HttpResponse:
    """Keep what is typed; a file or a secret never comes along."""
    keep_draft(by=request.standing, form=form, fields=request.POST.dict())
    return HttpResponse(status=204)


def _sent(request: Request, form: str) -> None:
    request.session["drafts_sent"] = [*request.session.get("drafts_sent", []), form][-5:]


def _is_key(value: Any) -> bool:
    try:
        UUID(str(value))
    except ValueError:
        return False
    return True
