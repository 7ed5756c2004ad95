"""How a case begins: a firm asks, somebody finds a difficulty, or the answer is given at once."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from dure.cases import events
from dure.cases.actions.clocks import start_clocks
from dure.cases.lifecycle import CASE
from dure.cases.lifecycle import roles as r
from dure.cases.models import Answer, DifficultyCase, Number, SolvedStory, StoryWording
from dure.cases.models import Difficulty as DifficultyRow
from dure.cases.titles import title_of
from dure.ledger import clock
from dure.ledger.doors import Recorder, recording
from dure.ledger.errors import Refused
from dure.ledger.refs import Ref
from dure.network.models import Group, NeedKind, Office, Organisation, Person, Service
from dure.network.standing import Standing

LONGEST_TEXT = 20_000


@dataclass(frozen=True)
class Told:
    """What was said, as it was said; only the text is needed."""

    text: str
    title: str = ""
    product: str = ""
    arose: str = ""
    tried: str = ""
    problems: tuple[str, ...] = ()
    kind: str | None = None
    channel: str = "PAGE"
    teller: str = ""
    call_back: str = ""
    language: str = "ko"
    secrecy: str = "CASE_TEAM"
    wanted_by: date | None = None
    name_may_be_told: bool = False
    officers_may_see: bool = False
    more: dict[str, Any] = field(default_factory=dict)


def send_case(*, firm: Organisation, told: Told, by: Standing, group: Group | None = None) -> DifficultyCase:
    """A firm asks, or staff write down what a firm asked by phone or face to face.

    Promises: number, clocks for the first answer and for taking up, an event; nothing else is needed
    than the text. Consent to be named to helpers is asked apart.
    """
    office = _office_for(firm, group)
    _must_begin("send", firm, office, group, by)
    with recording(by=by.actor) as ledger:
        case = _make_case(firm=firm, office=office, group=group, told=told, by=by, state="RECEIVED")
        case.received_at = case.consented_at = clock.now()
        if told.name_may_be_told:
            case.naming_allowed_at = clock.now()
        case.save()
        due = start_clocks(case, CASE.step("send").starts)
        _record(ledger, events.CaseSent, case, channel=told.channel, language=told.language, due=due)
    return case


def register_found_case(
    *, firm: Organisation, told: Told, by: Standing, group: Group | None = None
) -> DifficultyCase:
    """Staff register a difficulty the firm has not asked about; its consent is asked, nothing is shared before."""
    office = _office_for(firm, group)
    _must_begin("register_found", firm, office, group, by)
    with recording(by=by.actor) as ledger:
        case = _make_case(firm=firm, office=office, group=group, told=told, by=by, state="CONSENT_WAIT")
        due = start_clocks(case, CASE.step("register_found").starts)
        _record(ledger, events.CaseFound, case, channel=told.channel, due=due)
    return case


def answer_at_once(
    *,
    firm: Organisation,
    told: Told,
    answer: str,
    by: Standing,
    minutes: int | None = None,
    service: Service | None = None,
    group: Group | None = None,
) -> DifficultyCase:
    """즉답: receipt, answer and end as three facts of one moment, by one button."""
    office = _office_for(firm, group)
    _must_begin("answer_at_once", firm, office, group, by)
    if not answer.strip():
        raise Refused("answer_missing")
    with recording(by=by.actor) as ledger:
        case = _make_case(firm=firm, office=office, group=group, told=told, by=by, state="ANSWERED")
        case.received_at = case.consented_at = case.ended_at = clock.now()
        case.save()
        Answer.objects.create(
            case=case,
            by_id=by.person_id,
            at=clock.now(),
            text=answer,
            minutes=minutes,
            service=service,
            final=True,
        )
        _record(ledger, events.CaseAnsweredAtOnce, case, channel=told.channel, minutes=minutes or 0)
    return case


def import_case(
    *, firm: Organisation, told: Told, state: str, received_on: date, ended_on: date | None, by: Standing,
    group: Group | None = None, story: dict[str, str] | None = None,
) -> DifficultyCase:  # fmt: skip
    """An old case enters in any state with its dates; a confirmation counts as 기존 실적."""
    office = _office_for(firm, group)
    if not by.is_system and office.pk not in by.offices:
        raise Refused("step_not_yours", step="import_case")
    if CASE.state(state).end and ended_on is None:
        raise Refused("end_day_missing", state=state)
    with recording(by=by.actor) as ledger:
        case = _make_case(firm=firm, office=office, group=group, told=told, by=by, state=state)
        case.imported = True
        case.received_at = _noon(received_on)
        case.ended_at = _noon(ended_on) if ended_on else None
        case.save()
        if story:
            row = SolvedStory.objects.create(
                case=case, state="PUBLISHED", kind=case.kind, fields=case.fields, published_at=case.ended_at
            )
            StoryWording.objects.create(story=row, language="ko", **story)
        _record(ledger, events.CaseImported, case, kind="EARLIER", received_on=received_on, ended_on=ended_on)
    return case


def clean_text(text: str) -> str:
    """Text as typed, composed, without control characters; refused when empty or beyond all measure."""
    composed = unicodedata.normalize("NFC", text).replace("\r\n", "\n")
    plain = "".join(
        c for c in composed if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs", "Co")
    ).strip()
    if not plain:
        raise Refused("text_missing")
    if len(plain) > LONGEST_TEXT:
        raise Refused("text_too_long", length=len(plain), limit=LONGEST_TEXT)
    return plain


def next_number(office: Office) -> str:
    """The next number of an office in the year, 2026-GJ-0123."""
    year = clock.today().year
    row, _ = Number.objects.select_for_update().get_or_create(office=office, year=year)
    row.last += 1
    row.save(update_fields=["last"])
    return f"{year}-{office.code}-{row.last:04d}"


def _office_for(firm: Organisation, group: Group | None) -> Office:
    if group is not None:
        return group.office
    if firm.office is None:
        raise Refused("firm_without_office")
    return firm.office


def _must_begin(step: str, firm: Organisation, office: Office, group: Group | None, by: Standing) -> None:
    roles = set(by.offices.get(office.pk, ()))
    if firm.pk in by.firms:
        roles.add(r.FIRM)
    if group is not None and group.pk in by.secretariats:
        roles.add(r.SECRETARIAT)
    if firm.pk in by.blocked_by or not (roles & set(CASE.step(step).roles) or by.is_system):
        raise Refused("step_not_yours", step=step)
    if firm.closed_on and firm.closed_on <= clock.today():
        raise Refused("firm_closed", on=firm.closed_on)


def _make_case(
    *, firm: Organisation, office: Office, group: Group | None, told: Told, by: Standing, state: str
) -> DifficultyCase:
    text = clean_text(told.text)
    case = DifficultyCase.objects.create(
        number=next_number(office),
        firm=firm,
        office=office,
        group=group,
        writer_id=by.person_id,
        in_charge=_in_charge(firm, office),
        state=state,
        channel=told.channel,
        teller=told.teller[:120],
        call_back=told.call_back[:120],
        language=told.language,
        title=(told.title.strip() or title_of(text))[:200],
        title_by_hand=bool(told.title.strip()),
        text=text,
        product=told.product[:200],
        arose=told.arose[:200],
        tried=told.tried,
        kind=NeedKind.objects.filter(code=told.kind).first() if told.kind else None,
        secrecy=told.secrecy,
        wanted_by=told.wanted_by,
        finder_office=office,
        finder_person_id=by.person_id if by.offices else None,
        made_at=clock.now(),
        **told.more,
    )
    DifficultyRow.objects.bulk_create(
        DifficultyRow(case=case, text=problem[:500], place=place)
        for place, problem in enumerate(told.problems)
    )
    return case


def _in_charge(firm: Organisation, office: Office) -> Person | None:
    return firm.coordinator if firm.office_id == office.pk else None


def _record(
    ledger: Recorder, event: Callable[..., events.CaseMoved], case: DifficultyCase, **told: Any
) -> None:
    ledger.record(
        event(
            case=case.ref,
            firm=Ref("organisation", case.firm_id),
            office=Ref("office", case.office_id),
            group=Ref("group", case.group_id) if case.group_id else None,
            in_charge=Ref("person", case.in_charge_id) if case.in_charge_id else None,
            state=case.state,
            **told,
        ),
        scope=case.office_id,
    )


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), clock.SEOUL)
