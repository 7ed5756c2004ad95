"""Settings with their history, and the working calendar; kept by headquarters."""

from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dure.ledger import clock
from dure.ledger.errors import NotFound
from dure.network import actions as act
from dure.network.asking import Request
from dure.network.defaults import DEFAULTS
from dure.network.doorkeeper import staff_only
from dure.network.forms.settings import DayOffForm, SettingForm
from dure.network.models import DayOff
from dure.network.queries.settings import history_of, settings_now
from dure.network.rules import may_keep_settings
from dure.network.views.answers import must, posted
from dure.network.views.filling import Page, fill_in


@staff_only
def settings(request: Request) -> HttpResponse:
    """All settings in force today, by subject; every member of staff may read the rules of the house."""
    rows = settings_now()
    parts = [(part, list(each)) for part, each in groupby(rows, key=lambda row: row["key"].split(".")[0])]
    may_keep = may_keep_settings(request.standing)
    return render(request, "network/settings.html", {"parts": parts, "may_keep": may_keep})


@staff_only
def setting(request: Request, key: str) -> HttpResponse:
    """One setting with its history and, for headquarters, the form for a new value."""
    by = request.standing
    if key not in DEFAULTS:
        raise NotFound("not_found")
    may_keep = may_keep_settings(by)
    must(may_keep or request.method != "POST")
    page = Page(
        title=DEFAULTS[key].ko, send=_("이 값으로 바꾸기"), done=_("바꿨습니다."), back="/settings",
        crumbs=[{"label": _("설정"), "url": "/settings"}, {"label": DEFAULTS[key].ko}],
        template="network/setting.html",
    )  # fmt: skip
    told: dict[str, Any] = {
        "key": key,
        "default": DEFAULTS[key],
        "history": history_of(key),
        "may_keep": may_keep,
    }
    return fill_in(request, SettingForm(posted(request), key=key, by=by), page, **told)


@staff_only
def days_off(request: Request) -> HttpResponse:
    """Days off of a year; headquarters adds to them."""
    by = request.standing
    may_keep = may_keep_settings(by)
    must(may_keep or request.method != "POST")
    this_year = clock.today().year
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and 2000 <= int(asked) <= 2100 else this_year
    page = Page(
        title=_("쉬는 날"), send=_("쉬는 날 더하기"), done=_("쉬는 날을 더했습니다."), back=f"/days-off?year={year}",
        crumbs=[{"label": _("설정"), "url": "/settings"}, {"label": _("쉬는 날")}], template="network/days_off.html",
    )  # fmt: skip
    years = [
        {"label": str(each), "url": f"?year={each}", "current": each == year}
        for each in range(this_year - 2, this_year + 3)
    ]
    rows = DayOff.objects.filter(on__year=year).order_by("on")
    form = DayOffForm(posted(request), by=by)
    return fill_in(request, form, page, rows=rows, year=year, years=years, may_keep=may_keep)


@require_POST
@staff_only
def day_off_end(request: Request, on: str) -> HttpResponse:
    """Work on a day that was off."""
    by = request.standing
    must(may_keep_settings(by))
    try:
        day = parse_date(on)
    except ValueError:
        day = None
    if day is None:
        raise NotFound("not_found")
    act.remove_day_off(on=day, by=by.actor)
    messages.success(request, _("쉬는 날에서 뺐습니다."))
    return redirect(f"/days-off?year={day.year}")
