"""내 업무: one page, the union of one's roles, sorted by lateness."""

from typing import Any
from uuid import uuid4

from django.core.cache import cache
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from dure.cases.queries.turns import cases_of_firm, firms_turns, helpers_work
from dure.cases.queries.worklist import SHOWN, burden, open_work, parts_of_desk, work_rows
from dure.desk.queries.beginning import first_steps
from dure.desk.queries.regions import cases_by_state, offices_below
from dure.feed.queries import newest, position, read_up_to
from dure.ledger import clock
from dure.network.asking import Request
from dure.network.doorkeeper import signed_in
from dure.network.paging import LongList
from dure.network.standing import Standing
from dure.rights.queries import waiting_for

PAGE = 25
NEWS = 8


@signed_in
def work(request: Request) -> HttpResponse:
    """Everything that waits for this person, and what moved since they were here."""
    by = request.standing
    known = position()
    context: dict[str, Any] = {
        "today": clock.today(),
        "once": uuid4(),
        "news": newest(by, size=NEWS).lines,
        "read": read_up_to(by),
        "stream": f"/feed/stream?since={known}",
        "turns": firms_turns(by),
        "firm_cases": cases_of_firm(by),
        "helping": helpers_work(by),
        **(_office_part(request, by) if by.offices or by.covers else {}),
        **(_headquarters_part() if by.headquarters else {}),
    }
    return render(request, "desk/work.html", context)


def _office_part(request: Request, by: Standing) -> dict[str, Any]:
    parts = parts_of_desk(by)
    shown = request.GET.get("show", "mine")
    shown = shown if shown in SHOWN and shown in parts else "mine"
    page = LongList(open_work(by, shown), PAGE, count=parts[shown]).get_page(request.GET.get("page"))
    page.object_list = work_rows(by, page.object_list)
    return {
        "shown": shown,
        "tabs": [
            {"label": label, "url": f"/desk?show={code}", "current": code == shown, "count": parts[code]}
            for code, label in _labels().items()
            if code in parts and (parts[code] or code in ("mine", "unassigned", "colleagues"))
        ],
        "page": page,
        "burden": burden(by),
        "first_steps": first_steps(by),
        "subject_requests": waiting_for(by) if by.offices else None,
    }


def _headquarters_part() -> dict[str, Any]:
    """All offices as counts, made anew each minute."""
    told = cache.get_or_set("desk.by_state", lambda: cases_by_state(offices_below(None), open_only=True), 60)
    return {"region": told, "now": clock.now()}


def _labels() -> dict[str, str]:
    return {
        "mine": _("내 담당"),
        "standing_in": _("대신 보는 애로"),
        "unassigned": _("미배정"),
        "colleagues": _("동료 담당"),
        "offered": _("이관 요청"),
        "approvals": _("결재 대기"),
    }
