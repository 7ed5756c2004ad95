"""How cases are told to programs: what their reader may see, and nothing else."""

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from ninja import Schema

from dure.cases.lifecycle import CASE, REFERRAL
from dure.cases.models import Difficulty, DifficultyCase, Effect, Tag, Visit
from dure.cases.queries import parts_seen, sees_firm
from dure.cases.queries.page import ShownClock, ShownReferral, firm_step
from dure.network.api.shapes import Named
from dure.network.standing import Standing
from dure.papers.models import File


class CaseShape(Schema):
    """A case in a list; `step` is which of the four steps the firm sees."""

    id: str
    number: str
    title: str | None
    state: str
    state_text: str
    step: int
    kind: str | None
    firm: Named | None
    office: Named
    in_charge: Named | None
    received_at: datetime | None
    ended_at: datetime | None


class ProblemShape(Schema):
    """One of the problems inside a case."""

    id: str
    text: str
    solved: bool

    @classmethod
    def of(cls, row: Difficulty) -> "ProblemShape":
        """One problem."""
        return cls(id=str(row.pk), text=row.text, solved=row.solved)


class LimitShape(Schema):
    """A running limit, in working days; null while it is paused."""

    code: str
    due_at: datetime | None
    days_left: float | None
    turn: str

    @classmethod
    def of(cls, shown: ShownClock) -> "LimitShape":
        """One limit."""
        return cls(code=shown.code, due_at=shown.due_at, days_left=shown.days_left, turn=shown.turn)


class ReferralShape(Schema):
    """A helper that was proposed or asked, and what this reader may do about it."""

    id: str
    state: str
    state_text: str
    person: Named | None
    organisation: Named | None
    group: Named | None
    own_office: bool
    parts: list[str]
    named: bool
    words: str
    asked_at: datetime | None
    answered_at: datetime | None
    allowed: list[str]

    @classmethod
    def of(cls, shown: ShownReferral) -> "ReferralShape":
        """One referral."""
        row = shown.row
        helper = {name: Named.maybe(getattr(row, name)) for name in ("person", "organisation", "group")}
        return cls(
            id=str(row.pk), state=row.state, state_text=_(REFERRAL.state(row.state).ko), own_office=row.own_office,
            parts=row.parts, named=row.named, words=row.request_words, asked_at=row.asked_at,
            answered_at=row.answered_at, allowed=[each.noun for each in shown.steps], **helper,
        )  # fmt: skip


class VisitShape(Schema):
    """An entry of the guidance log."""

    id: str
    on: date
    hours: float
    place: str
    by: Named | None
    content: str
    next_step: str

    @classmethod
    def of(cls, row: Visit) -> "VisitShape":
        """One visit."""
        return cls(
            id=str(row.pk), on=row.on, hours=float(row.hours), place=row.place, by=Named.maybe(row.by),
            content=row.content, next_step=row.next_step,
        )  # fmt: skip


class FileShape(Schema):
    """A file this reader may know of."""

    id: str
    name: str
    size: int
    media_type: str
    level: str
    technical: bool
    added_at: datetime

    @classmethod
    def of(cls, row: File) -> "FileShape":
        """One file."""
        return cls(
            id=str(row.pk), name=row.name, size=row.size, media_type=row.media_type, level=row.level,
            technical=row.technical, added_at=row.added_at,
        )  # fmt: skip


class TagShape(Schema):
    """Joint research or a linked programme beside the case."""

    id: str
    code: str
    plan: str
    programme: str
    result: str

    @classmethod
    def of(cls, row: Tag) -> "TagShape":
        """One tag."""
        return cls(id=str(row.pk), code=row.code, plan=row.plan, programme=row.programme, result=row.result)


class EffectShape(Schema):
    """A figure the firm stated."""

    id: str
    kind: str
    certainty: str
    value: float | None
    unit: str
    year: int
    attributable: bool
    words: str
    no_answer: bool

    @classmethod
    def of(cls, row: Effect) -> "EffectShape":
        """One effect."""
        return cls(
            id=str(row.pk), kind=row.kind, certainty=row.certainty, unit=row.unit, year=row.year, words=row.words,
            value=float(row.value) if row.value is not None else None, attributable=row.attributable,
            no_answer=row.no_answer,
        )  # fmt: skip


class AnswerShape(Schema):
    """What the firm was told."""

    at: datetime
    text: str
    source: str


class Described(Schema):
    """What is written about a case: the part `problem`."""

    text: str
    product: str | None
    arose: str
    tried: str
    wanted_by: date | None
    problems: list[ProblemShape]
    tags: list[TagShape]
    effects: list[EffectShape]


class WholeCase(CaseShape):
    """A case with all that this reader may see; `allowed` are the nouns that can be posted now."""

    group: Named | None
    secrecy: str
    language: str
    parts: list[str]
    problem: Described | None
    answers: list[AnswerShape]
    limits: list[LimitShape]
    referrals: list[ReferralShape]
    visits: list[VisitShape]
    files: list[FileShape]
    allowed: list[str]


def row_of(case: DifficultyCase, by: Standing) -> dict[str, Any]:
    """The fields of a case in a list."""
    place, word = firm_step(case)
    paused = case.state == "ON_HOLD"
    told = (
        (_("잠시 보류") if paused else _(word)) if case.firm_id in by.firms else _(CASE.state(case.state).ko)
    )
    return {
        "id": str(case.pk),
        "number": case.number,
        "title": case.title if parts_seen(by, case) & {"title", "problem"} else None,
        "state": case.state,
        "state_text": told,
        "step": place + 1,
        "kind": case.kind_id,
        "firm": Named.of(case.firm) if sees_firm(by, case) else None,
        "office": Named.of(case.office),
        "in_charge": Named.maybe(case.in_charge),
        "received_at": case.received_at,
        "ended_at": case.ended_at,
    }
