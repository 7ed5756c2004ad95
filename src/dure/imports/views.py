"""Bringing lists in, looking at them, carrying them out, taking them back, and taking lists out."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dure.engines.tables import OutSheet, xlsx_bytes
from dure.imports import actions as act
from dure.imports.books import sheet_of
from dure.imports.exports import list_taken_out
from dure.imports.forms import BringForm, ColumnsForm
from dure.imports.kinds import KINDS
from dure.imports.models import Import
from dure.imports.plans import counted
from dure.imports.rules import must_keep
from dure.imports.words import NOTES, told
from dure.ledger.errors import DureError, NotFound
from dure.network.asking import Request
from dure.network.doorkeeper import staff_only
from dure.network.forms.groups import ExportForm
from dure.network.queries.places import own_office
from dure.network.sentences import sentence

SHOWN, PAGE = 50, 20
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@staff_only
def imports(request: Request) -> HttpResponse:
    """Bring a workbook, take lists out, and see what was brought before."""
    by, office = request.standing, own_office(request.standing)
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = BringForm(*sent, by=by, office=office)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                made = form.perform()
            except DureError as error:
                form.add_error("file" if form.cleaned_data.get("file") else "cells", sentence(error))
            else:
                return redirect(f"/imports/{made[0].pk}")
    rows = Import.objects.filter(office__in=list(by.offices)).select_related("made_by").order_by("-made_at")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "kinds": KINDS, "office": office, "export": ExportForm(by=by)}
    return render(request, "imports/imports.html", context, status=status)


@staff_only
def batch(request: Request, key: UUID) -> HttpResponse:
    """One sheet: what its columns mean, and what carrying it out would do."""
    by, found = request.standing, _found(request, key)
    form = ColumnsForm(request.POST if request.method == "POST" else None, batch=found, by=by)
    if request.method == "POST" and form.is_valid() and form.perform():
        return redirect(f"/imports/{key}#preview")
    siblings = Import.objects.filter(office=found.office, sha256=found.sha256, made_at=found.made_at)
    context = {"batch": found, "form": form, "siblings": siblings.order_by("pk"), "fault": ""}
    if not found.done_at:
        try:
            rows = act.look_at(found, by)
        except DureError as error:
            context["fault"] = sentence(error)
        else:
            order = {"FAULT": 0, "DOUBTFUL": 1, "TWICE": 2, "CHANGED": 3, "NEW": 4, "SAME": 5}
            ordered = sorted(rows, key=lambda row: (order[row.outcome], row.line))
            notes = {str(NOTES[note.code]) for note in sheet_of(found).notes if note.code in NOTES}
            context |= {
                "notes": sorted(notes),
                "counts": counted(rows),
                "rows": ordered[:SHOWN],
                "more": len(rows) - SHOWN,
            }
    return render(request, "imports/batch.html", context, status=422 if form.errors else 200)


@require_POST
@staff_only
def carrying(request: Request, key: UUID) -> HttpResponse:
    """Take the good rows in."""
    found = _found(request, key)
    try:
        counts = act.carry_out(
            batch=found, by=request.standing, doubtful=request.POST.get("doubtful") == "on"
        )
    except DureError as error:
        if error.code != "already_done":
            raise
        messages.info(request, _("이미 가져온 표입니다."))
    else:
        words = _("{new}건을 새로 넣고 {changed}건의 빈칸을 채웠습니다.")
        messages.success(request, words.format(new=counts["NEW"], changed=counts["CHANGED"]))
    return redirect(f"/imports/{key}")


@require_POST
@staff_only
def undoing(request: Request, key: UUID) -> HttpResponse:
    """Take it back as far as nobody has used it."""
    undone, kept = act.undo_import(batch=_found(request, key), by=request.standing)
    words = (
        _("{undone}건을 되돌렸습니다.")
        if not kept
        else _("{undone}건을 되돌렸습니다. 그사이 쓴 {kept}건은 그대로 있습니다.")
    )
    messages.success(request, words.format(undone=undone, kept=kept))
    return redirect(f"/imports/{key}")


@staff_only
def faults(request: Request, key: UUID) -> HttpResponse:
    """The rows that cannot be taken, with a column that says why, to be mended and brought again."""
    found = _found(request, key)
    rows = [row for row in act.look_at(found, request.standing) if row.faults]
    cells = [[*row.cells, "; ".join(told(fault) for fault in row.faults)] for row in rows]
    return _book(
        xlsx_bytes([OutSheet(name="고칠 줄", head=[*found.header, "고칠 곳"], rows=cells)]),
        f"고칠 줄 {found.file_name}.xlsx",
    )


@require_POST
@staff_only
def taking_out(request: Request, kind: str) -> HttpResponse:
    """A list as a workbook in the columns it came in with."""
    form = ExportForm(request.POST, by=request.standing)
    if kind not in KINDS or not form.is_valid():
        raise NotFound("not_found")
    office = own_office(request.standing)
    book = list_taken_out(kind=kind, office=office, reason=form.cleaned_data["reason"], by=request.standing)
    return _book(book, f"{office.name} {KINDS[kind][0]}.xlsx")


def _book(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=XLSX)
    answer["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=name) or "attachment"
    )
    return answer


def _found(request: Request, key: UUID) -> Import:
    found = Import.objects.select_related("office", "made_by").filter(pk=key).first()
    if found is None:
        raise NotFound("not_found")
    must_keep(request.standing, found)
    return found
