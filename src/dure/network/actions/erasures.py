"""파기: what identifies a person goes for good, what happened stays without a name."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db.models import Q, QuerySet

from dure.ledger import clock
from dure.ledger.doors import recording
from dure.ledger.erasures import Erasure, note_erasures
from dure.ledger.errors import Refused
from dure.network.actions.access import end_role
from dure.network.actions.register import end_every_post
from dure.network.erasure_events import PersonErased
from dure.network.events import ExpertWithdrawn
from dure.network.models import Account, Evidence, ExpertProfile, Person, PersonalConsent, Post, Role
from dure.network.rules import must_erase
from dure.network.standing import Standing

NAMELESS = "—"
Blanks = tuple[QuerySet[Any], dict[str, Any]]


def erase_person(*, person: Person, ground: str, by: Standing) -> Person:
    """Erase names, contacts, account and profile of somebody; posts and roles at firms end with it.

    The keys of what is erased are on disk outside the database before a row is blanked, so that no backup brings it
    back. Erasing twice changes nothing. Who still works for an office, a group or headquarters hands over first.
    """
    must_erase(by, person)
    with recording(by=by.actor) as ledger:
        kept = Person.objects.select_for_update().get(pk=person.pk)
        if kept.erased_on:
            return kept
        _end_roles(kept, by)
        end_every_post(person=kept, by=by)
        expert = ExpertProfile.objects.filter(person=kept, published=True).first()
        if expert:
            ledger.record(ExpertWithdrawn(person=kept.ref, expert=expert.ref))
        blanked = list(_blanks(kept))
        note_erasures(settings.ERASURES, _erasures(blanked))
        for rows, columns in blanked:
            rows.update(**columns)
        ledger.record(PersonErased(person=kept.ref, ground=ground))
    kept.refresh_from_db()
    return kept


def _end_roles(person: Person, by: Standing) -> None:
    today = Role.objects.filter(person=person, during__contains=clock.today())
    if today.filter(Q(office__isnull=False) | Q(group__isnull=False) | Q(code="HEADQUARTERS")).exists():
        raise Refused("person_still_serves", person=person.name)
    for role in today:
        end_role(role=role, by=by.actor)


def _blanks(person: Person) -> Iterator[Blanks]:
    """Every row that says who somebody is, with what it says afterwards."""
    nobody = f"{person.pk.hex}@erased.invalid"
    mine = {"person": person}
    yield Person.objects.filter(pk=person.pk), {
        "name": NAMELESS, "name_en": "", "phone": "", "email": "", "consent_basis": "", "erased_on": clock.today(),
    }  # fmt: skip
    yield Account.objects.filter(**mine), {
        "email": nobody, "phone": None, "password": make_password(None), "is_active": False,
    }  # fmt: skip
    yield Post.objects.filter(**mine), {"title": ""}
    yield PersonalConsent.objects.filter(**mine), {"basis": ""}
    yield (
        ExpertProfile.objects.filter(**mine),
        {"title": "", "about": "", "published": False, "available": False},
    )
    yield Evidence.objects.filter(expert__person=person), {"text": NAMELESS}


def _erasures(blanked: list[Blanks]) -> Iterator[Erasure]:
    now = clock.now().isoformat(timespec="seconds")
    for rows, columns in blanked:
        meta = rows.model._meta
        named = {meta.get_field(name).column: value for name, value in columns.items()}
        for key in rows.values_list("pk", flat=True):
            yield Erasure(now, meta.db_table, str(key), named)
