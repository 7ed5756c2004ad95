"""The printable briefing of a hand-over for one receiver, set with typst."""

import json
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dure.cases.lifecycle import CASE
from dure.cases.models import DifficultyCase, DutyHandover
from dure.cases.printing import set_sheet
from dure.cases.queries.duties import EFFECT, HELP, STEP, DutyCase, Promise, with_promises
from dure.cases.queries.seen import visible_to
from dure.cases.queries.timeline import last_lines
from dure.engines.identifiers import show_phone
from dure.ledger import clock
from dure.network.models import Block, Organisation, Person, Post
from dure.network.standing import Standing
from dure.network.words import BLOCK_KINDS

SHEET = Path(__file__).parent / "paper" / "briefing.typ"


def briefing(handover: DutyHandover, receiver: Person, standing: Standing) -> bytes:
    """A PDF of all that passes to one colleague, as far as its reader may know of it; text goes in as data."""
    return set_sheet(SHEET, "briefing", json.dumps(_sheet(handover, receiver, standing), ensure_ascii=False))


def _sheet(handover: DutyHandover, receiver: Person, standing: Standing) -> dict[str, Any]:
    rows = list(handover.passages.filter(receiver=receiver).select_related("firm", "case"))
    notes = {row.firm_id: row.note for row in rows if row.firm_id}
    keys = [row.case_id for row in rows if row.case_id]
    seen = visible_to(standing).filter(pk__in=keys).select_related("firm")
    cases = with_promises(seen.order_by("made_at", "pk"))
    wanted = {*notes, *(each.row.firm_id for each in cases)} - standing.blocked_by
    firms = Organisation.objects.filter(pk__in=wanted).select_related("complex").order_by("name", "pk")
    people, blocks, lines = (
        _people(wanted),
        _blocks(wanted),
        last_lines([each.row for each in cases], standing),
    )
    return {
        "heading": _("인수인계서"),
        "title": f"{handover.giver.name} → {receiver.name}",
        "facts": [
            [_("추진단"), handover.office.name],
            [_("언제부터"), f"{handover.since:%Y-%m-%d}"],
            [_("분량"), _amount(len(notes), len(cases))],
        ],
        "note_heading": _("남긴 말"),
        "note": handover.note,
        "firms": [
            {
                "name": firm.name,
                "where": " · ".join(filter(None, (firm.complex.name if firm.complex else "", firm.address))),
                "phone": show_phone(firm.phone),
                "passes": "" if firm.pk in notes else _("기업은 그대로 두고 애로만 받습니다"),
                "note": notes.get(firm.pk, ""),
                "people": people.get(firm.pk, []),
                "blocks": blocks.get(firm.pk, []),
                "cases": [_case(each, lines.get(each.row.pk, "")) for each in cases if each.row.firm_id == firm.pk],
            }
            for firm in firms
        ],
        "words": {
            "people": _("사람"), "blocks": _("알리지 않을 곳"), "note": _("메모"), "last": _("마지막 기록"),
            "promises": _("약속과 기한"), "none": _("열린 애로 없음"),
        },
        "printed": f"{clock.now().astimezone(clock.SEOUL):%Y-%m-%d %H:%M}",
    }  # fmt: skip


def _amount(firms: int, cases: int) -> str:
    one = ngettext("기업 {count}곳", "기업 {count}곳", firms).format(count=firms)
    other = ngettext("애로 {count}건", "애로 {count}건", cases).format(count=cases)
    return f"{one} · {other}"


def _people(firms: set[Any]) -> dict[Any, list[list[str]]]:
    found: dict[Any, list[list[str]]] = {}
    rows = Post.objects.filter(organisation__in=firms, during__contains=clock.today())
    for post in rows.select_related("person").order_by("during", "pk"):
        told = [post.person.name, post.title, show_phone(post.person.phone)]
        found.setdefault(post.organisation_id, []).append(told)
    return found


def _blocks(firms: set[Any]) -> dict[Any, list[str]]:
    found: dict[Any, list[str]] = {}
    rows = Block.objects.filter(firm__in=firms, cleared_at=None).select_related("organisation", "person")
    for block in rows.order_by("named_at"):
        who = str(block.organisation or block.person or block.words)
        found.setdefault(block.firm_id, []).append(f"{who} ({BLOCK_KINDS.get(block.kind, block.kind)})")
    return found


def _case(each: DutyCase, last: str) -> dict[str, Any]:
    row: DifficultyCase = each.row
    return {
        "number": row.number,
        "title": row.title,
        "state": _(CASE.state(row.state).ko),
        "last": last,
        "promises": [promise_words(promise) for promise in each.promises],
    }


def promise_words(promise: Promise) -> str:
    """A promise in words."""
    if promise.kind == STEP:
        return _("다음에 할 일: {step}").format(step=promise.words)
    if promise.kind == HELP:
        return _("돕는 곳: {helper}").format(helper=promise.words)
    if promise.kind == EFFECT:
        return _("성과를 물을 때입니다 ({round}번째)").format(round=promise.round)
    due = f"{promise.due_at.astimezone(clock.SEOUL):%Y-%m-%d %H:%M}" if promise.due_at else _("멈춤")
    return f"{_(promise.words)} {due}"
