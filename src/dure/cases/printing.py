"""The printable case file, set with typst."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typst
from django.utils.translation import gettext as _

from dure.cases.lifecycle import CASE
from dure.cases.models import DifficultyCase, Visit
from dure.cases.queries.page import outcome_seen, visits_seen
from dure.cases.queries.seen import parts_seen, sees_firm
from dure.cases.queries.timeline import timeline
from dure.ledger import clock
from dure.network.standing import Standing
from dure.network.words import BODY_ANSWERS, FORWARDING_KINDS, PROOFS, VISIT_PLACES

SHEET = Path(__file__).parent / "paper" / "case.typ"
FONTS = Path(__file__).parent / "paper" / "fonts"


def case_file(case: DifficultyCase, standing: Standing) -> bytes:
    """A PDF of what this reader may see of a case; text goes in as data, never as markup."""
    return set_sheet(SHEET, "case", json.dumps(told_on_paper(case, standing), ensure_ascii=False))


def set_sheet(sheet: Path, name: str, told: str) -> bytes:
    """A sheet set with what is told; archival PDF/A refuses characters that no font has, a plain PDF does not."""
    try:
        return _set(sheet, {name: told}, pdf_standards="a-2b")
    except typst.TypstError:
        return _set(sheet, {name: told})


def _set(sheet: Path, told: dict[str, str], **options: Any) -> bytes:
    return bytes(typst.compile(str(sheet), sys_inputs=told, font_paths=[str(FONTS)], **options))


def told_on_paper(case: DifficultyCase, standing: Standing) -> dict[str, Any]:
    """What the sheet says, as its reader may know it."""
    whole = "problem" in parts_seen(standing, case)
    return {
        "heading": _("기업애로 처리 기록"),
        "number": case.number,
        "title": case.title,
        "facts": [
            [_("기업"), case.firm.name if sees_firm(standing, case) else _("이름을 밝히지 않은 기업")],
            [_("추진단"), case.office.name],
            [_("담당자"), case.in_charge.name if case.in_charge else _("미배정")],
            [_("접수"), _moment(case.received_at)],
            [_("종료"), _moment(case.ended_at)],
        ],
        "problem": [_("막힌 점"), case.text if whole else ""],
        "visits": [
            [_when_and_where(visit), visit.content, visit.next_step] for visit in visits_seen(case, standing)
        ],
        "visits_heading": _("방문·지도 기록"),
        "outcome_heading": _("결과와 답"),
        "outcome": list(_outcome(case, standing)),
        "story_heading": _("지금까지 있었던 일"),
        "story": [[_moment(line.at), line.words] for line in timeline(case, standing)],
        "printed": f"{_moment(clock.now())}",
    }


def _outcome(case: DifficultyCase, standing: Standing) -> Iterator[list[str]]:
    told = outcome_seen(case, standing)
    for each in told.get("resolutions", ()):
        yield [
            f"{_moment(each.at)}\n{PROOFS.get(each.kind, '')}",
            "\n".join(filter(None, (each.note, each.method))),
        ]
    for each in told.get("endings", ()):
        words = "\n".join(filter(None, (each.reason, each.suggestion)))
        yield [f"{_moment(each.at)}\n{_(CASE.step(each.step).ko)}", words]
    for each in told.get("forwardings", ()):
        answer = f"{BODY_ANSWERS[each.answer]}: {each.answer_text}" if each.answer else ""
        sent = f"{_moment(each.approved_at)}\n{FORWARDING_KINDS[each.kind]} {each.document_no}"
        yield [sent, "\n".join(filter(None, (each.body, each.text, answer)))]


def _when_and_where(visit: Visit) -> str:
    hours = f"{visit.hours.normalize():f}" + _("시간") if visit.hours else ""
    told = [f"{visit.on:%Y-%m-%d}", hours, str(VISIT_PLACES.get(visit.place, "")), visit.people]
    return "\n".join(each for each in told if each)


def _moment(at: Any) -> str:
    return f"{at.astimezone(clock.SEOUL):%Y-%m-%d %H:%M}" if at else "-"
