"""What somebody agreed to and refused, and whether a message may go to an address."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q

from dure.network.models import Organisation, Person, PersonalConsent
from dure.network.models.consents import PURPOSES
from dure.network.privacy import TITLES


def consents_of(subject: Person | Organisation) -> dict[str, PersonalConsent]:
    """What was said last about each purpose."""
    mine = {"person": subject} if isinstance(subject, Person) else {"organisation": subject}
    rows = PersonalConsent.objects.filter(**mine).order_by("said_on", "id")
    found = {row.purpose: row for row in rows}
    return {purpose: found[purpose] for purpose in PURPOSES if purpose in found}


def every_purpose(subject: Person | Organisation) -> list[tuple[str, Any, PersonalConsent | None]]:
    """Each purpose with its title and what was said last; None where nothing was said."""
    said = consents_of(subject)
    return [(purpose, TITLES[purpose], said.get(purpose)) for purpose in PURPOSES]


def history_of_consents(subject: Person | Organisation) -> list[PersonalConsent]:
    """Everything that was said, newest first."""
    mine = {"person": subject} if isinstance(subject, Person) else {"organisation": subject}
    return list(PersonalConsent.objects.filter(**mine).order_by("-said_on", "-id")[:100])


def agrees(
    purpose: str,
    *,
    person: Person | None,
    organisation: Organisation | None,
    phone: str = "",
    email: str = "",
) -> bool | None:
    """What holds for whoever is written to: no where anybody at this number or address refused, None where nothing was said."""
    same = Q(person=person) if person else Q(organisation=organisation)
    if phone:
        same |= Q(person__phone=phone) | Q(organisation__phone=phone)
    if email:
        same |= Q(person__email__iexact=email) | Q(organisation__email__iexact=email)
    rows = PersonalConsent.objects.filter(same, purpose=purpose).order_by("said_on", "id")
    last = _last_said(rows)
    if any(not row.agreed for row in last):
        return False
    own = person.pk if person else organisation.pk if organisation else None
    return True if any((row.person_id or row.organisation_id) == own for row in last) else None


def _last_said(rows: Iterable[PersonalConsent]) -> list[PersonalConsent]:
    return list({row.person_id or row.organisation_id: row for row in rows}.values())
