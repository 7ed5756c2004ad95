"""만족도: scores with their response rate by kind of service, office and quarter, and their file."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from dure.engines.tables import csv_bytes
from dure.indicators.queries import ROWS, SCORES, Group, satisfaction, years_counted
from dure.ledger import clock
from dure.network.asking import Request
from dure.network.doorkeeper import staff_only
from dure.network.models import NeedKind, Office
from dure.network.queries.settings import setting

UNTOLD = "…"


@staff_only
def scores(request: Request) -> HttpResponse:
    """The scores of a year along one dimension."""
    year, per = _year(request), _per(request)
    groups = satisfaction(request.standing, year=year, per=per)
    context = {
        "year": year,
        "years": sorted({clock.today().year, *years_counted(request.standing)}, reverse=True),
        "per": per,
        "dimensions": _dimensions().items(),
        "dimension": _dimensions()[per],
        "rows": _named(groups, per),
        "total": groups[-1],
        "score_labels": [_("{score}점").format(score=score) for score in SCORES],
        "way_labels": _ways(),
        "least": setting("satisfaction.least"),
        "file": f"/counts/satisfaction/file?year={year}&per={per}",
    }
    return render(request, "desk/satisfaction.html", context)


@staff_only
def scores_file(request: Request) -> HttpResponse:
    """The same table as a file; what the page leaves out is left out here too."""
    year, per = _year(request), _per(request)
    groups = satisfaction(request.standing, year=year, per=per)
    head = [
        _dimensions()[per], _("마친 지원(건)"), _("답변(건)"), _("응답률(%)"), _("만족도(5점 만점)"),
        *[_("{score}점(건)").format(score=score) for score in SCORES], *[f"{way}({_('건')})" for way in _ways()],
    ]  # fmt: skip
    lines = [[name or _("합"), *_cells(group)] for name, group in _named(groups, per)]
    answer = HttpResponse(csv_bytes(head, lines), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="satisfaction-{year}-{per}.csv"'
    return answer


def _cells(group: Group) -> list[Any]:
    mean = "" if group.mean is None else number_format(group.mean, 1)
    told = [group.ended, group.answers, group.rate, mean, *group.spread, *group.ways]
    return [UNTOLD if group.few and cell in (None, "") else cell for cell in told]


def _named(groups: list[Group], per: str) -> list[tuple[str, Group]]:
    """Each group with its name on screens; the sum has none."""
    names: dict[str, str] = {}
    if per == "service":
        names = {row.code: row.name for row in NeedKind.objects.all()}
    elif per == "office":
        found = Office.objects.filter(pk__in=[group.name for group in groups if group.name])
        names = {str(key): name for key, name in found.values_list("pk", "name")}
    else:
        names = {str(number): _("{number}분기").format(number=number) for number in range(1, 5)}
    told = [(names.get(group.name) or _("정하지 않음"), group) for group in groups[:-1]]
    return [*told, ("", groups[-1])]


def _year(request: Request) -> int:
    text = request.GET.get("year", "")
    return (
        int(text)
        if text.isascii() and text.isdigit() and 2000 <= int(text[:4]) == int(text)
        else clock.today().year
    )


def _per(request: Request) -> str:
    per = request.GET.get("per", "")
    return per if per in ROWS else "service"


def _dimensions() -> dict[str, str]:
    return {"service": _("도운 일"), "office": _("추진단"), "quarter": _("분기")}


def _ways() -> list[str]:
    return [_("기업 화면"), _("링크"), _("화면 서명"), _("종이 사진"), _("통화"), _("확인 없음")]
