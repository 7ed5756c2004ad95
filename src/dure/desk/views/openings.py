"""열람 기록: who opened what about the firms of an office, month by month, and its file."""

from datetime import date

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dure.cases.templatetags.cases import part_word
from dure.desk.queries.openings import openings, told
from dure.engines.tables import csv_bytes
from dure.ledger import clock
from dure.ledger.errors import Refused
from dure.ledger.refs import Ref
from dure.network.asking import Request
from dure.network.doorkeeper import staff_only
from dure.papers.actions import log_opening

PAGE = 50


@staff_only
def opened(request: Request) -> HttpResponse:
    """One month of the log, for the head of the office."""
    month = _month(request.GET.get("month", ""))
    page = Paginator(openings(request.standing, month), PAGE).get_page(request.GET.get("page"))
    page.object_list = told(page.object_list)  # type: ignore[assignment]
    return render(request, "desk/openings.html", {"page": page, "month": f"{month:%Y-%m}"})


@require_POST
@staff_only
def opened_file(request: Request) -> HttpResponse:
    """The month as a file; taking it away is an opening too, and has a reason."""
    by, month = request.standing, _month(request.POST.get("month", ""))
    reason = request.POST.get("reason", "").strip()
    rows = told(openings(by, month))
    if not reason:
        raise Refused("reason_missing")
    office = next(uid for uid, codes in by.offices.items() if "OFFICE_HEAD" in codes)
    log_opening(
        on=Ref("office", office), standing=by, part="list", task="REVIEW", reason=reason,
        address=request.META.get("REMOTE_ADDR"),
    )  # fmt: skip
    head = [_("때"), _("사람"), _("계정"), _("곳(주소)"), _("누구의 정보"), _("애로"), _("무엇"), _("이유")]
    lines = [
        (f"{row.at.astimezone(clock.SEOUL):%Y-%m-%d %H:%M:%S}", row.who, row.account, row.address, row.subject,
         row.case, part_word(row.part), row.reason)
        for row in rows
    ]  # fmt: skip
    answer = HttpResponse(csv_bytes(head, lines), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="openings-{month:%Y-%m}.csv"'
    return answer


def _month(text: str) -> date:
    try:
        return parse_date(f"{text[:7]}-01") or clock.today()
    except ValueError:
        return clock.today()
