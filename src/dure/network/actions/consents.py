"""Keeping what people agree to and refuse: for forms, the telephone, links and imports alike."""

from collections.abc import Collection
from datetime import date

from dure.ledger import clock
from dure.ledger.actors import Actor
from dure.ledger.doors import recording
from dure.ledger.errors import Refused
from dure.network.actions.experts import hide_profile_of
from dure.network.consent_events import ConsentSaid, ConsentTakenBack
from dure.network.models import Organisation, Person, PersonalConsent
from dure.network.models.consents import PURPOSES, SOURCES
from dure.network.privacy import TEXT_VERSION
from dure.network.rules import must_record_consent
from dure.network.standing import Standing


def record_consent(
    *,
    of: Person | Organisation,
    purpose: str,
    agreed: bool,
    source: str,
    by: Actor,
    on: date | None = None,
    basis: str = "",
) -> PersonalConsent:
    """Keep a yes or no with the day it was said and where it came from; the same said twice on a day is kept once.

    `purpose` is COLLECTION, SERVICE, INVITATION or PROVISION (to third parties); `basis` is the wording of the
    source, such as the column 동의 근거 of an imported table.
    """
    if purpose not in PURPOSES or source not in SOURCES:
        raise Refused("consent_kind_unknown")
    said_on = on or clock.today()
    if said_on > clock.today():
        raise Refused("consent_in_future", on=said_on)
    told = {"person": of} if isinstance(of, Person) else {"organisation": of}
    with recording(by=by) as ledger:
        earlier = PersonalConsent.objects.filter(purpose=purpose, **told).order_by("-said_on", "-id").first()
        if earlier and (earlier.agreed, earlier.said_on, earlier.source) == (agreed, said_on, source):
            return earlier
        made = PersonalConsent.objects.create(
            **told,
            purpose=purpose,
            agreed=agreed,
            said_on=said_on,
            source=source,
            basis=basis.strip()[:200],
            text_version=TEXT_VERSION,
            recorded_at=clock.now(),
            recorded_by_id=by.uid if by.kind == "person" else None,
        )
        if isinstance(of, Person) and purpose == "COLLECTION" and not (earlier and earlier.said_on > said_on):
            of.consented_on = said_on if agreed else None
            of.consent_basis = source if agreed else ""
            of.save(update_fields=["consented_on", "consent_basis"])
        if isinstance(of, Person) and purpose == "COLLECTION" and not agreed:
            hide_profile_of(of, by)
        event = ConsentSaid if agreed else ConsentTakenBack
        ledger.record(event(subject=of.ref, purpose=purpose, source=source, on=said_on))
    return made


def record_consents(
    *,
    of: Person,
    purposes: Collection[str],
    agreed: bool,
    source: str,
    by: Standing,
    on: date | None = None,
    basis: str = "",
) -> list[PersonalConsent]:
    """Keep the same answer to several purposes, as its person or as the office that heard it."""
    must_record_consent(by, of)
    if (source == "ACCOUNT") != (of.pk == by.person_id):
        raise Refused("consent_kind_unknown")
    with recording(by=by.actor):
        return [
            record_consent(
                of=of, purpose=purpose, agreed=agreed, source=source, by=by.actor, on=on, basis=basis
            )
            for purpose in purposes
        ]
