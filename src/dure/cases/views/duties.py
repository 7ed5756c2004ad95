"""인수인계: what a colleague looks after, passed to others in one act, with a briefing for each."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dure.cases import actions as act
from dure.cases.actions.duties import was_handed_over
from dure.cases.actions.openings import note_briefing
from dure.cases.actions.stepping import ONCE
from dure.cases.briefing import briefing
from dure.cases.forms.duties import DutiesForm
from dure.cases.queries import duties as read
from dure.ledger.doors import requested
from dure.ledger.errors import Clash, NotFound, Refused
from dure.network.asking import Request
from dure.network.doorkeeper import signed_in, staff_only
from dure.network.models import Office, Person
from dure.network.queries.duties import offices_of_duties, stand_in_of, stand_ins_kept
from dure.network.rules import may_keep_duties
from dure.network.sentences import sentence
from dure.network.standing import Standing

PAGE = 20


@signed_in
def overview(request: Request) -> HttpResponse:
    """Who looks after how much, who stands in for whom, what was handed over."""
    by = request.standing
    if not offices_of_duties(by).exists():
        raise NotFound("not_found")
    page = Paginator(read.handovers_seen(by), PAGE).get_page(request.GET.get("page"))
    stand_ins = [(row, may_keep_duties(by, row.absent_id, row.office_id)) for row in stand_ins_kept(by)]
    context = {"colleagues": read.colleagues_with_duties(by), "stand_ins": stand_ins, "page": page}
    return render(request, "cases/duties/overview.html", context)


@staff_only
def duties(request: Request, key: UUID) -> HttpResponse:
    """Everything a colleague looks after at an office, with whoever gets it: looked at on GET, passed on POST."""
    by = request.standing
    giver, office = _whose(by, key, request.GET.get("office", ""))
    told = read.duties_of(giver.pk, office.pk, by)
    form = DutiesForm(
        request.POST if request.method == "POST" else None, giver=giver, office=office, duties=told, by=by
    )
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                return _passed(request, form)
            except Refused as refused:
                form.add_error(None, sentence(refused))
                status = 409
    context: dict[str, Any] = {
        "form": form,
        "giver": giver,
        "office": office,
        "firms": sum(each.looked_after for each in told),
        "cases": sum(len(each.cases) for each in told),
        "away": stand_in_of(giver.pk, office.pk),
    }
    return render(request, "cases/duties/duties.html", context, status=status)


def _passed(request: Request, form: DutiesForm) -> HttpResponse:
    """Once, also after a double click; then to what came of it."""
    once = form.cleaned_data.get("once")
    if once and was_handed_over(form.giver, once):
        return redirect("/duties")
    try:
        with requested(f"{ONCE}{once.hex}" if once else ""):
            made = form.perform()
    except Clash as clash:
        if clash.code != "already_done":
            raise
        return redirect("/duties")
    if made.done_at:
        messages.success(request, _("인수인계했습니다. 받은 사람과 기업에 알렸습니다."))
    else:
        messages.success(request, _("인수인계를 예약했습니다. 그날 한꺼번에 넘어가고, 그때 기업에 알립니다."))
    return redirect("cases:handover", key=made.pk)


@signed_in
def handover(request: Request, key: UUID) -> HttpResponse:
    """One hand-over: who got what, and the briefings."""
    by = request.standing
    found = read.find_handover(by, key)
    rows = found.passages.select_related("receiver", "firm", "case__firm").order_by("receiver__name", "pk")
    context = {
        "handover": found,
        "rows": rows if may_keep_duties(by, found.giver_id, found.office_id) else rows.filter(receiver_id=by.person_id),
        "receivers": read.receivers_of(found, by),
        "may_cancel": not found.done_at and not found.cancelled_at and may_keep_duties(by, found.giver_id, found.office_id),
    }  # fmt: skip
    return render(request, "cases/duties/handover.html", context)


@signed_in
def paper(request: Request, key: UUID, receiver: UUID) -> HttpResponse:
    """The briefing of one receiver as PDF; printing it is logged."""
    by = request.standing
    found = read.find_handover(by, key)
    person = next((each for each in read.receivers_of(found, by) if each.pk == receiver), None)
    if person is None:
        raise NotFound("not_found")
    note_briefing(handover=found, by=by, address=request.META.get("REMOTE_ADDR"))
    answer = HttpResponse(briefing(found, person, by), content_type="application/pdf")
    name = f"{_('인수인계서')}-{found.since:%Y%m%d}-{person.name}.pdf"
    answer["Content-Disposition"] = content_disposition_header(as_attachment=False, filename=name) or "inline"
    return answer


@require_POST
@signed_in
def cancellation(request: Request, key: UUID) -> HttpResponse:
    """Take a planned hand-over back before its day."""
    by = request.standing
    found = read.find_handover(by, key)
    if not may_keep_duties(by, found.giver_id, found.office_id):
        raise NotFound("not_found")
    act.cancel_handover(handover=found, by=by)
    messages.success(request, _("인수인계 예약을 거두었습니다."))
    return redirect("cases:handover", key=found.pk)


def _whose(by: Standing, key: UUID, code: str) -> tuple[Person, Office]:
    """A colleague whose duties this reader may hand over, at the office asked for or the first one."""
    person = Person.objects.filter(pk=key).first()
    offices = Office.objects.filter(pk__in=list(by.offices)).order_by("name")
    fitting = [each for each in offices if may_keep_duties(by, key, each.pk)]
    known = {each.office.pk for each in read.colleagues_with_duties(by) if each.person.pk == key}
    fitting = [each for each in fitting if each.pk in known]
    office = next((each for each in fitting if each.code == code), None) or next(iter(fitting), None)
    if person is None or office is None:
        raise NotFound("not_found")
    return person, office
