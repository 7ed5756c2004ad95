"""Writing down contacts, and giving what waits in the inbox its place."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from uuid import UUID, uuid5

from django.db import connection

from dure.cases import actions as act
from dure.cases.models import DifficultyCase
from dure.cases.queries import find_case
from dure.intake import events
from dure.intake.models import ASIDE_REASONS, CHANNELS, PLACES, Contact, Item
from dure.intake.queries import files_of
from dure.intake.rules import must_keep_inbox, must_keep_item, must_write_for
from dure.ledger import clock
from dure.ledger.doors import recording
from dure.ledger.errors import Clash, Refused
from dure.network.models import Office, Organisation, Person
from dure.network.standing import Standing
from dure.papers.actions import attach_file
from dure.papers.models import File
from dure.papers.store import HEAD, Incoming, pieces_of


@dataclass(frozen=True)
class Note:
    """What is noted of a visit or call."""

    content: str
    channel: str = "VISIT"
    on: date | None = None
    hours: Decimal = Decimal(0)
    place: str = "FIRM"
    next_step: str = ""
    next_on: date | None = None
    met: Sequence[Person] = ()
    difficulties: Sequence[str] = ()
    files: Sequence[Incoming] = ()
    signature: Incoming | None = None
    cases: Sequence[DifficultyCase] = field(default=())


def record_contact(*, firm: Organisation, note: Note, by: Standing, once: UUID | None = None) -> Contact:
    """Write down a contact whole or not at all: files first, then difficulties found as cases, then the contact.

    The same `once` twice is one contact, however long a telephone without signal kept the first answer from arriving.
    """
    must_write_for(by, firm)
    on = note.on or clock.today()
    if on > clock.today():
        raise Refused("visit_in_future", on=on)
    if not (note.content.strip() or note.files):
        raise Refused("content_missing")
    if note.channel not in CHANNELS or note.place not in PLACES or firm.office is None:
        raise Refused("content_missing")
    with recording(by=by.actor) as ledger:
        if once is not None and (known := _recorded_before(once, firm)):
            return known
        found = [
            act.register_found_case(firm=firm, told=act.Told(text=text, channel=_channel(note)), by=by)
            for text in note.difficulties
            if text.strip()
        ]
        made = Contact.objects.create(
            firm=firm, office=firm.office, by_id=by.person_id, channel=note.channel, on=on, hours=note.hours,
            place=note.place, content=note.content.strip(), next_step=note.next_step.strip()[:300],
            next_on=note.next_on, request_key=once, recorded_at=clock.now(),
        )  # fmt: skip
        made.met.set(note.met)
        made.cases.set([*note.cases, *found])
        for incoming in note.files:
            attach_file(owner=made.ref, firm=firm, incoming=incoming, level="OFFICE", by=by.actor)
        if note.signature is not None:
            made.signature = attach_file(
                owner=made.ref, firm=firm, incoming=note.signature, level="OFFICE", by=by.actor
            )
            made.save(update_fields=["signature"])
        ledger.record(
            events.ContactRecorded(
                contact=made.ref, firm=firm.ref, cases=tuple(case.ref for case in [*note.cases, *found]),
                channel=note.channel, minutes=int(note.hours * 60),
            ),
            scope=firm.office_id,
        )  # fmt: skip
    return made


def register_findings(
    *,
    rows: Iterable[tuple[Organisation, str]],
    by: Standing,
    channel: str = "MEETING",
    once: UUID | None = None,
) -> list[DifficultyCase]:
    """Register difficulties found in a council or survey, all or none; each waits for the consent of its firm."""
    made = []
    with recording(by=by.actor):
        if once is not None:
            _hold(once)
        for place, (firm, text) in enumerate(rows):
            must_write_for(by, firm)
            key = uuid5(once, str(place)) if once else None
            known = DifficultyCase.objects.filter(request_key=key).first() if key else None
            told = act.named_once(act.Told(text=text, channel=channel), key)
            made.append(known or act.register_found_case(firm=firm, told=told, by=by))
    return made


def take_in(
    *,
    office: Office,
    by: Standing,
    text: str = "",
    source: str = "",
    files: Sequence[Incoming] = (),
    once: UUID | None = None,
) -> Item:
    """Put words, pictures or a chat into the inbox of an office; nothing else need be known yet."""
    must_keep_inbox(by, office.pk)
    if not (text.strip() or files):
        raise Refused("inbox_empty")
    with recording(by=by.actor) as ledger:
        if once is not None:
            _hold(once)
            if known := Item.objects.filter(request_key=once, office=office).first():
                return known
        made = Item.objects.create(
            office=office, text=act.clean_text(text) if text.strip() else "", source=source.strip()[:120],
            taken_by_id=by.person_id, taken_at=clock.now(), request_key=once,
        )  # fmt: skip
        for incoming in files:
            attach_file(owner=made.ref, firm=None, incoming=incoming, level="OFFICE", by=by.actor)
        ledger.record(events.ItemTaken(item=made.ref, office=office.ref, files=len(files)), scope=office.pk)
    return made


def file_to_case(*, item: Item, number: str, by: Standing) -> DifficultyCase:
    """Give it to a case that is there: words as a contact, files as files of the office."""
    case = find_case(by, number)
    with recording(by=by.actor):
        held = _held(item, by)
        contact = record_contact(firm=case.firm, note=_as_note(held, cases=[case]), by=by)
        _filed(held, by, case=case, contact=contact)
    return case


def file_to_firm(*, item: Item, firm: Organisation, by: Standing, as_case: bool) -> Contact:
    """Give it to a firm: as a new difficulty that waits for its consent, or only as what was said."""
    with recording(by=by.actor):
        held = _held(item, by)
        words = held.text or held.source
        found = [words] if as_case and words else []
        contact = record_contact(firm=firm, note=_as_note(held, difficulties=found), by=by)
        _filed(held, by, case=contact.cases.first(), contact=contact)
    return contact


def put_aside(*, item: Item, reason: str, by: Standing) -> None:
    """Take it out of the inbox with a reason; it is kept."""
    if reason not in ASIDE_REASONS:
        raise Refused("aside_reason_unknown")
    with recording(by=by.actor):
        _filed(_held(item, by), by, aside=reason)


def _held(item: Item, by: Standing) -> Item:
    must_keep_item(by, item)
    held = Item.objects.select_for_update(of=("self",)).select_related("office").get(pk=item.pk)
    if held.filed_at:
        raise Clash("already_done")
    return held


def _filed(
    item: Item,
    by: Standing,
    *,
    case: DifficultyCase | None = None,
    contact: Contact | None = None,
    aside: str = "",
) -> None:
    item.filed_at, item.case, item.contact, item.aside = clock.now(), case, contact, aside
    item.save(update_fields=["filed_at", "case", "contact", "aside"])
    with recording(by=by.actor) as ledger:
        ledger.record(
            events.ItemFiled(
                item=item.ref,
                case=case.ref if case else None,
                firm=contact.firm.ref if contact else None,
                aside=aside,
            ),
            scope=item.office_id,
        )


def _as_note(item: Item, *, cases: Sequence[DifficultyCase] = (), difficulties: Sequence[str] = ()) -> Note:
    return Note(
        content="\n".join(part for part in (item.source, item.text) if part), channel="MESSAGE", place="OTHER",
        cases=cases, difficulties=difficulties, files=[_again(file) for file in files_of(item.pk)],
    )  # fmt: skip


def _again(file: File) -> Incoming:
    """A file that is kept already, on its way to another place."""
    head = next(pieces_of(file.sha256, HEAD), b"")
    return Incoming(name=file.name, pieces=pieces_of(file.sha256), head=head, size=file.size)


def _recorded_before(once: UUID, firm: Organisation) -> Contact | None:
    _hold(once)
    return Contact.objects.filter(request_key=once, firm=firm).first()


def _hold(once: UUID) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [str(once)])


def _channel(note: Note) -> str:
    return note.channel if note.channel in ("VISIT", "MEETING", "MESSAGE", "PHONE") else "VISIT"
