"""Writing messages, marking what was sent by hand, wording templates, refusing."""

from uuid import UUID

from dure.ledger import clock
from dure.ledger.actors import person as person_actor
from dure.ledger.doors import Recorder, recording
from dure.ledger.errors import Clash, Refused
from dure.links.models import Link
from dure.messages import events
from dure.messages.models import WAYS, Message, Template
from dure.messages.queries import values_for, wordings
from dure.messages.rules import due_at, may_keep_templates, must_reach, must_see, must_write_to
from dure.messages.shipped import TEMPLATES
from dure.messages.texts import as_invitation, filled, must_fit
from dure.messages.tokens import stop_address
from dure.network.actions import record_consent
from dure.network.models import Office, Person
from dure.network.standing import Standing


def write_message(
    *, office: Office, person: Person, code: str, way: str, by: Standing, link: Link | None = None,
    once: UUID | None = None, **told: str,
) -> Message:  # fmt: skip
    """Write one message to one person: copied by hand, or queued until it may leave. The same `once` is one message."""
    if way not in WAYS or code not in TEMPLATES:
        raise Refused("template_unknown")
    must_write_to(by, office, person, link)
    wording = wordings(office)[code]
    kind = wording.shipped.kind
    must_reach(person, kind, way)
    text = filled(wording.text, values_for(office, person, link, **told))
    if kind == "INVITATION":
        text = as_invitation(text, stop_address(person.pk))
    now = clock.now()
    with recording(by=by.actor) as ledger:
        if once is not None and (known := _written_before(once)):
            return known
        made = Message.objects.create(
            office=office, person=person, link=link, code=code, gateway_code=wording.gateway_code, kind=kind, way=way,
            text=text, state="COPIED" if way == "COPY" else "WAITING", made_by_id=by.person_id, made_at=now,
            due_at=due_at(kind, now), request_key=once,
        )  # fmt: skip
        ledger.record(
            events.MessageWritten(message=made.ref, person=person.ref, code=code, kind=kind, way=way),
            scope=office.pk,
        )
    return made


def mark_sent_by_hand(*, message: Message, by: Standing) -> None:
    """Say that a copied text was sent in a messenger; saying it twice changes nothing."""
    must_see(by, message)
    if message.way != "COPY":
        raise Refused("message_not_copied")
    with recording(by=by.actor) as ledger:
        held = Message.objects.select_for_update(of=("self",)).select_related("person").get(pk=message.pk)
        if held.state == "COPIED":
            settle(held, "BY_HAND", ledger)


def settle(message: Message, state: str, ledger: Recorder, *, reason: str = "") -> None:
    """Give a message its end, as an event as well."""
    message.state, message.reason, message.settled_at = state, reason, clock.now()
    message.save(update_fields=["state", "reason", "settled_at"])
    ledger.record(
        events.MessageSettled(
            message=message.ref, person=message.person.ref, way=message.way, state=state, reason=reason
        ),
        scope=message.office_id,
    )


def word_template(*, office: Office, code: str, text: str, by: Standing, gateway_code: str = "") -> Template:
    """Word a template anew; every version is kept, and a text with unknown braces is refused."""
    if not may_keep_templates(by, office):
        raise Refused("office_not_yours")
    if code not in TEMPLATES:
        raise Refused("template_unknown")
    must_fit(text, TEMPLATES[code].variables)
    with recording(by=by.actor) as ledger:
        Office.objects.select_for_update().get(pk=office.pk)
        version = wordings(office)[code].version + 1
        made = Template.objects.create(
            office=office, code=code, version=version, text=text.strip(), gateway_code=gateway_code.strip()[:40],
            made_by_id=by.person_id, made_at=clock.now(),
        )  # fmt: skip
        ledger.record(
            events.TemplateChanged(template=made.ref, office=office.ref, code=code, version=version),
            scope=office.pk,
        )
    return made


def refuse_messages(*, person: Person, purposes: tuple[str, ...]) -> None:
    """Somebody refuses by one tap on the link of a message; it holds on every path from now on."""
    with recording(by=person_actor(person.pk)):
        for purpose in purposes:
            record_consent(
                of=person, purpose=purpose, agreed=False, source="LINK", by=person_actor(person.pk)
            )


def _written_before(once: UUID) -> Message | None:
    found = Message.objects.filter(request_key=once).first()
    if found is not None and found.state == "FAILED":
        raise Clash("already_done")
    return found
