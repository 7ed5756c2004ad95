"""One case: its page, its steps, its files, its print."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dure.cases.actions.openings import note_opening
from dure.cases.actions.stepping import ONCE, must_be_unchanged, was_done
from dure.cases.forms import StepForm, form_of
from dure.cases.forms.base import PickingForm
from dure.cases.lifecycle import CASE, REFERRAL
from dure.cases.models import DifficultyCase
from dure.cases.printing import case_file
from dure.cases.queries import find_case, parts_seen
from dure.cases.queries.helpers import choices
from dure.cases.queries.page import case_page, gather, may_open, story_seen
from dure.engines.lifecycle import Occasion, Step
from dure.ledger.doors import recording, requested
from dure.ledger.errors import Clash, NotFound, Refused
from dure.network.asking import Request
from dure.network.doorkeeper import signed_in
from dure.network.sentences import sentence
from dure.papers.actions import attach_file
from dure.papers.incoming import drawn, incoming_of
from dure.papers.models import File
from dure.papers.serving import file_answer
from dure.papers.store import Incoming

EVERY: tuple[Step | Occasion, ...] = (*CASE.steps, *CASE.occasions, *REFERRAL.steps, *REFERRAL.occasions)
LABELS = {each.noun: each.ko for each in EVERY}


@signed_in
def case(request: Request, number: str) -> HttpResponse:
    """The page of a case; opening the problem is logged for everybody outside office and firm."""
    by = request.standing
    found = find_case(by, number)
    gather(found)
    _log(request, found, "problem" if "problem" in parts_seen(by, found) else "title")
    whole = "whole" in request.GET
    context = {**case_page(found, by, whole=whole), "story": story_seen(found, by, whole=whole)}
    return render(request, "cases/case.html", context)


@signed_in
def step(request: Request, number: str, noun: str) -> HttpResponse:
    """A step of the lifecycle: its form on GET, the deed on POST."""
    by = request.standing
    found = find_case(by, number)
    kind = form_of(noun)
    if kind is None:
        raise NotFound("not_found")
    if request.method != "POST":
        asked = kind(case=found, by=by, initial={name: request.GET[name] for name in request.GET})
        if isinstance(asked, PickingForm) and asked.picked() is None:
            return _choosing(request, found, noun, asked)
        return _form_page(request, found, noun, asked)
    form = kind(request.POST, case=found, by=by)
    if not form.is_valid():
        return _form_page(request, found, noun, form, status=422)
    try:
        _perform(form, found, _evidence(request))
    except Refused as refused:
        if refused.allowed:
            raise
        form.add_error(None, sentence(refused))
        return _form_page(request, found, noun, form, status=409)
    messages.success(request, _("{deed}: 마쳤습니다.").format(deed=_(LABELS.get(noun, noun))))
    if getattr(request, "htmx", False):
        return HttpResponse(status=204, headers={"HX-Redirect": f"/cases/{found.number}"})
    return redirect("cases:case", number=found.number)


def _perform(form: StepForm, found: DifficultyCase, evidence: list[Incoming]) -> None:
    """Do it once: a second click finds it done and is content, a second person is told."""
    once = form.cleaned_data.get("once")
    try:
        with requested(f"{ONCE}{once.hex}" if once else ""):
            if not once or not was_done(found, once):
                must_be_unchanged(found, form.cleaned_data.get("seen"))
                with recording(by=form.by.actor):
                    form.perform()
                    for incoming in evidence:
                        attach_file(
                            owner=found.ref,
                            firm=found.firm,
                            incoming=incoming,
                            level="OFFICE",
                            by=form.by.actor,
                        )
    except Clash as clash:
        if clash.code != "already_done":
            raise


def _evidence(request: Request) -> list[Incoming]:
    """The paper that was photographed, the recorded call, the signature on the screen: kept with the step it proves."""
    signature = drawn(request.POST.get("signature", ""))
    return [*map(incoming_of, request.FILES.getlist("evidence")), *([signature] if signature else [])]


@require_POST
@signed_in
def files(request: Request, number: str) -> HttpResponse:
    """Attach one or several files."""
    by = request.standing
    found = find_case(by, number)
    if "problem" not in parts_seen(by, found):
        raise NotFound("not_found")
    for upload in request.FILES.getlist("file"):
        attach_file(
            owner=found.ref,
            firm=found.firm,
            incoming=incoming_of(upload),
            level=request.POST.get("level", "CASE_TEAM"),
            technical=request.POST.get("technical") == "on",
            by=by.actor,
        )
    return redirect("cases:case", number=found.number)


@signed_in
def file(request: Request, number: str, key: str) -> FileResponse:
    """One file, after the permission check, with its opening logged."""
    by = request.standing
    found = find_case(by, number)
    row = File.objects.filter(pk=key, owner_uid=found.pk).first()
    if row is None:
        raise NotFound("not_found")
    if missing := may_open(row, found, by):
        raise NotFound("not_found") if missing == "not_found" else Refused(missing, allowed=("nda",))
    _log(request, found, "file")
    return file_answer(row)


@signed_in
def paper(request: Request, number: str) -> HttpResponse:
    """The case file as PDF, as its reader may see it."""
    by = request.standing
    found = find_case(by, number)
    _log(request, found, "print")
    pdf = case_file(found, by)
    answer = HttpResponse(pdf, content_type="application/pdf")
    answer["Content-Disposition"] = (
        content_disposition_header(as_attachment=False, filename=f"{found.number}.pdf") or "inline"
    )
    return answer


def _choosing(request: Request, found: DifficultyCase, noun: str, form: PickingForm) -> HttpResponse:
    """Before somebody can be asked, somebody is found."""
    words = request.GET.get("q", "").strip()[:100].replace("\x00", "")
    context = {
        "case": found,
        "noun": noun,
        "label": _(LABELS.get(noun, noun)),
        "words": words,
        "choices": choices(words, people_only=form.people_only) if words else [],
    }
    return render(request, "cases/choose.html", context)


def _form_page(
    request: Request, found: DifficultyCase, noun: str, form: StepForm, status: int = 200
) -> HttpResponse:
    context: dict[str, Any] = {"case": found, "noun": noun, "form": form, "label": _(LABELS.get(noun, noun))}
    return render(request, "cases/step.html", context, status=status)


def _log(request: Request, found: DifficultyCase, part: str) -> None:
    by = request.standing
    note_opening(case=found, part=part, by=by, address=request.META.get("REMOTE_ADDR"))
