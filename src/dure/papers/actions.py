"""Attaching files, accepting agreements, keeping consents."""

from dure.ledger import clock
from dure.ledger.actors import Actor
from dure.ledger.doors import keeping, recording
from dure.ledger.errors import Refused
from dure.ledger.refs import Ref
from dure.network.models import Organisation, Person
from dure.network.standing import Standing
from dure.papers import events
from dure.papers.models import CONSENT_KINDS, LEVELS, Agreement, Consent, File, Opening
from dure.papers.store import Incoming, keep_bytes, sniff

NDA_VERSION = "nda-2026-1"


def attach_file(
    *,
    owner: Ref,
    firm: Organisation | None,
    incoming: Incoming,
    by: Actor,
    level: str = "CASE_TEAM",
    technical: bool = False,
) -> File:
    """Keep a file: its type is sniffed, its bytes are written before its row; the same file is kept once."""
    if level not in LEVELS:
        raise Refused("level_unknown", level=level)
    media_type = sniff(incoming)
    sha256, size = keep_bytes(incoming)
    with recording(by=by) as ledger:
        known = File.objects.filter(owner_uid=owner.uid, sha256=sha256, name=incoming.name).first()
        if known:
            return known
        made = File.objects.create(
            owner_type=owner.type,
            owner_uid=owner.uid,
            firm=firm,
            name=incoming.name,
            sha256=sha256,
            size=size,
            media_type=media_type,
            level=level,
            technical=technical,
            added_by_id=by.uid,
            added_at=clock.now(),
        )
        ledger.record(events.FileAdded(file=made.ref, owner=owner, level=level, media_type=media_type))
    return made


def change_level(*, file: File, level: str, by: Actor) -> None:
    """Change who may see a file."""
    if level not in LEVELS:
        raise Refused("level_unknown", level=level)
    with recording(by=by) as ledger:
        file.level = level
        file.save(update_fields=["level"])
        ledger.record(
            events.FileLevelChanged(file=file.ref, owner=Ref(file.owner_type, file.owner_uid), level=level)
        )


def accept_nda(*, on: Ref, discloser: Organisation, receiver: Person, by: Actor) -> Agreement:
    """Accept the non-disclosure agreement for one object; accepting twice changes nothing."""
    with recording(by=by) as ledger:
        known = Agreement.objects.filter(object_uid=on.uid, receiver_person=receiver).first()
        if known:
            return known
        made = Agreement.objects.create(
            object_type=on.type,
            object_uid=on.uid,
            discloser=discloser,
            receiver_person=receiver,
            purpose="CASE_SUPPORT",
            scope="CASE_TECHNICAL_FILES",
            duties="KEEP_SECRET_AND_USE_ONLY_FOR_PURPOSE",
            returning="RETURN_OR_DESTROY_AT_END",
            text_version=NDA_VERSION,
            accepted_at=clock.now(),
        )
        ledger.record(events.AgreementAccepted(agreement=made.ref, owner=on, receiver=receiver.ref))
    return made


def keep_consent(
    *, on: Ref, subject: Organisation, purpose: str, kind: str, by: Actor, person: Person | None = None
) -> Consent:
    """Keep that a firm agreed, and how it was said; the event is the room's own."""
    if kind not in CONSENT_KINDS:
        raise Refused("consent_kind_unknown", kind=kind)
    with recording(by=by):
        return Consent.objects.create(
            subject=subject,
            person=person,
            object_type=on.type,
            object_uid=on.uid,
            purpose=purpose,
            kind=kind,
            text_version="consent-2026-1",
            given_at=clock.now(),
        )


def log_opening(
    *,
    on: Ref,
    standing: Standing,
    part: str,
    task: str,
    subject: Organisation | None = None,
    address: str | None = None,
    reason: str = "",
) -> None:
    """Write down that somebody opened something, whatever else happens."""
    with keeping():
        Opening.objects.create(
            at=clock.now(),
            person_uid=standing.person_id,
            address=address,
            object_type=on.type,
            object_uid=on.uid,
            subject_uid=subject.pk if subject else None,
            part=part,
            task=task,
            reason=reason[:200],
        )
