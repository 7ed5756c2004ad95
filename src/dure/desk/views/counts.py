"""애로 집계: every line beside the others, open cases in the denominator, each number opens its cases."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.dateparse import parse_date
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from dure.cases.queries.counts import DIMENSIONS, END, LINES, NONE, RECEIPT, Asked, Counted, count_cases
from dure.engines.tables import told_safely
from dure.ledger import clock
from dure.network.asking import Request
from dure.network.doorkeeper import staff_only
from dure.network.models import Field, NeedKind
from dure.network.queries.settings import setting
from dure.network.standing import Standing


@staff_only
def counts(request: Request) -> HttpResponse:
    """Cases by period and along one dimension."""
    by = request.standing
    asked = _asked(request)
    counted = count_cases(by, asked)
    context = {
        "asked": asked,
        "table": _table(by, asked, counted),
        "lines": [(line, label) for line, label in _labels().items()],
        "dimensions": _dimension_labels().items(),
        "found": counted.found,
        "received": sum(cell.count for cell in counted.totals.values()),
        "solved": sum(cell.count for line, cell in counted.totals.items() if line.startswith("SOLVED")),
        "by_receipt": asked.by == RECEIPT,
    }
    return render(request, "desk/counts.html", context)


def _asked(request: Request) -> Asked:
    today = clock.today()
    since = _day(request.GET.get("since", "")) or date(today.year, 1, 1)
    until = _day(request.GET.get("until", "")) or today
    by = END if request.GET.get("by") == END else RECEIPT
    per = request.GET.get("per", "office")
    return Asked(min(since, until), max(since, until), by, per if per in DIMENSIONS else "office")


def _day(text: str) -> date | None:
    try:
        return parse_date(text[:10])
    except ValueError:
        return None


def _table(by: Standing, asked: Asked, counted: Counted) -> list[dict[str, Any]]:
    """Rows of numbers, the last one their sum; an office sees all of its own, headquarters no small cells."""
    names = _names(asked.per)
    rows = counted.rows()
    cells = [[counted.cells.get((row, line), NONE) for line in LINES] for row in rows]
    if by.headquarters:
        least = setting("group.least_firms")
        counts, firms = (
            [[c.count for c in line] for line in cells],
            [[c.firms for c in line] for line in cells],
        )
        told = told_safely(counts, firms, least=least).cells if rows else ((0,) * (len(LINES) + 1),)
        return [
            {"name": names.get(name, name), "cells": [{"count": c} for c in row[:-1]], "sum": row[-1]}
            for name, row in zip([*rows, ""], told, strict=True)
        ]
    shown = [
        {
            "name": names.get(name, name),
            "cells": [{"count": c.count} for c in row],
            "sum": sum(c.count for c in row),
        }
        for name, row in zip(rows, cells, strict=True)
    ]
    return [*shown, _sum_row(asked, counted)]


def _names(per: str) -> dict[str, str]:
    """Words for the codes that stand for the rows."""
    model: Any = {"field": Field, "kind": NeedKind}.get(per)
    return {row.code: row.name for row in model._default_manager.all()} if model else {}


def _sum_row(asked: Asked, counted: Counted) -> dict[str, Any]:
    cells = []
    for line in LINES:
        query: dict[str, Any] = {"counted": line, "by": asked.by, "since": asked.since, "until": asked.until}
        cells.append({"count": counted.totals.get(line, NONE).count, "url": f"/cases?{urlencode(query)}"})
    return {"name": "", "cells": cells, "sum": sum(cell.count for cell in counted.totals.values())}


def _labels() -> dict[str, str]:
    return {
        "ANSWERED": _("상담"),
        "SOLVED_LINK": _("해결(직접·링크)"),
        "SOLVED_SIGNATURE": _("해결(서명)"),
        "SOLVED_PAPER": _("해결(종이)"),
        "SOLVED_CALL": _("해결(통화)"),
        "SOLVED_EARLIER": _("기존 실적"),
        "UNCONFIRMED": _("지원 종료(미확인)"),
        "FORWARDED": _("이송·건의"),
        "UNSOLVED": _("미해결"),
        "OUT_OF_SCOPE": _("대상 아님"),
        "WITHDRAWN": _("철회"),
        "OPEN": _("진행 중"),
    }


def _dimension_labels() -> dict[str, str]:
    return {
        "office": _("해결한 곳"),
        "finder": _("발굴한 곳"),
        "group": _("미니클러스터"),
        "kind": _("애로 종류"),
        "field": _("기술 분야"),
    }
