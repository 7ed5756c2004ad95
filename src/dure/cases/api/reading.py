"""Reading cases and stories: lists, one of them, what happened."""

from datetime import datetime
from typing import Annotated, Any

from django.http import QueryDict
from ninja import Query, Schema

from dure.cases.actions.openings import note_opening
from dure.cases.api.possible import allowed_nouns
from dure.cases.api.router import router
from dure.cases.api.shapes import (
    AnswerShape,
    CaseShape,
    Described,
    EffectShape,
    FileShape,
    LimitShape,
    ProblemShape,
    ReferralShape,
    TagShape,
    VisitShape,
    WholeCase,
    row_of,
)
from dure.cases.models import DifficultyCase
from dure.cases.queries import find_case, parts_seen, sees_firm
from dure.cases.queries.lists import CaseFilter, filtered
from dure.cases.queries.page import case_page, gather
from dure.cases.queries.timeline import timeline
from dure.network.api.paging import PAGE, Cursor, Limit, page
from dure.network.api.shapes import Named
from dure.network.asking import Request
from dure.network.standing import Standing

Short = Annotated[str, Query(max_length=100)]


class Cases(Schema):
    """One page of cases."""

    items: list[CaseShape]
    next: str | None


class LineShape(Schema):
    """One thing that happened."""

    id: str
    at: datetime
    type: str
    text: str
    state: str | None


class Timeline(Schema):
    """What happened, newest first."""

    items: list[LineShape]


@router.get("/cases", tags=["cases"], response=Cases)
def cases(
    request: Request, *, state: Short = "", kind: Short = "", q: Short = "", open: bool = False,
    mine: bool = False, cursor: Cursor = None, limit: Limit = PAGE,
) -> Cases:  # fmt: skip
    """Cases this reader may see, the newest first."""
    by: Standing = request.standing
    asked = QueryDict(mutable=True)
    asked.update({"state": state, "kind": kind, "q": q, "open": str(int(open)), "mine": str(int(mine))})
    rows, more = page(filtered(by, CaseFilter.from_query(asked)), cursor, limit)
    return Cases(items=[CaseShape(**row_of(row, by)) for row in rows], next=more)


@router.get("/cases/{key}", tags=["cases"], response=WholeCase)
def case(request: Request, key: str) -> WholeCase:
    """A case by id or number, as its reader may see it; the opening is logged."""
    by: Standing = request.standing
    found = find_case(by, key)
    gather(found)
    part = "problem" if "problem" in parts_seen(by, found) else "title"
    note_opening(case=found, part=part, by=by, address=request.META.get("REMOTE_ADDR"))
    return _whole(found, by)


@router.get("/cases/{key}/timeline", tags=["cases"], response=Timeline)
def case_timeline(request: Request, key: str, limit: Limit = 100) -> Timeline:
    """What happened in a case, as its reader may know it."""
    by: Standing = request.standing
    lines = timeline(find_case(by, key), by, limit=limit)
    return Timeline(
        items=[
            LineShape(id=str(line.uid), at=line.at, type=line.type, text=line.words, state=line.state)
            for line in lines
        ]
    )


def _whole(case: DifficultyCase, by: Standing) -> WholeCase:
    shown = case_page(case, by, whole=True)
    told = shown["is_office"] or shown["is_firm_side"]
    answers = case.answers.order_by("at") if told else ()
    return WholeCase(
        **row_of(case, by),
        group=Named.maybe(case.group) if told else None,
        secrecy=case.secrecy,
        language=case.language,
        parts=sorted(shown["parts"]),
        problem=_described(case, by) if "problem" in shown["parts"] else None,
        answers=[AnswerShape(at=row.at, text=row.text, source=row.source) for row in answers],
        limits=[LimitShape.of(each) for each in shown["clocks"]] if shown["is_office"] else [],
        referrals=[ReferralShape.of(each) for each in shown["referrals"]],
        visits=[VisitShape.of(row) for row in shown["visits"].rows],
        files=[FileShape.of(row) for row in shown["files"]],
        allowed=allowed_nouns(case, by),
    )


def _described(case: DifficultyCase, by: Standing) -> Described:
    lists: dict[str, Any] = {
        "problems": [ProblemShape.of(row) for row in case.difficulties.all()],
        "tags": [TagShape.of(row) for row in case.tags.order_by("set_at")],
        "effects": [EffectShape.of(row) for row in case.effects.order_by("year")],
    }
    product = case.product if sees_firm(by, case) else None
    return Described(
        text=case.text, product=product, arose=case.arose, tried=case.tried, wanted_by=case.wanted_by, **lists
    )
