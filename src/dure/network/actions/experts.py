"""Profiles of experts, as experts keep them themselves."""

from collections.abc import Iterable
from typing import Any

from dure.ledger import clock
from dure.ledger.actors import Actor
from dure.ledger.doors import recording
from dure.ledger.errors import Refused
from dure.network import events
from dure.network.models import Evidence, ExpertProfile, Field, Organisation, Person
from dure.network.rules import must_own_profile
from dure.network.standing import Standing

PLAIN = ("title", "about", "needs", "capacity", "available", "away_until")


def change_profile(
    *,
    expert: ExpertProfile,
    by: Standing,
    fields: Iterable[Field] | None = None,
    published: bool | None = None,
    **plain: Any,
) -> ExpertProfile:
    """Say anew what one knows and when there is time, then open the profile to the network or withdraw it."""
    must_own_profile(by, expert)
    day = plain.get("away_until")
    if day is not None and day != expert.away_until and day <= clock.today():
        raise Refused("away_past")
    with recording(by=by.actor) as ledger:
        kept = ExpertProfile.objects.select_for_update().get(pk=expert.pk)
        changed = [name for name in PLAIN if name in plain and plain[name] != getattr(kept, name)]
        for name in changed:
            setattr(kept, name, plain[name])
        kept.save(update_fields=changed)
        if fields is not None and (wanted := set(fields)) != set(kept.fields.all()):
            kept.fields.set(wanted)
            changed.append("fields")
        if changed:
            ledger.record(
                events.ExpertChanged(person=kept.person.ref, expert=kept.ref, fields=tuple(changed))
            )
        if published is not None and published != kept.published:
            _show(kept, published=published, by=by)
    return kept


def add_evidence(
    *, expert: ExpertProfile, kind: str, text: str, by: Standing, language: str | None = None
) -> Evidence:
    """Add a paper, patent, project or post that shows what an expert knows."""
    must_own_profile(by, expert)
    with recording(by=by.actor) as ledger:
        made = Evidence.objects.create(
            expert=expert, kind=kind, text=text.strip(), language=language or by.language
        )
        ledger.record(events.ExpertChanged(person=expert.person.ref, expert=expert.ref, fields=("evidence",)))
    return made


def remove_evidence(*, evidence: Evidence, by: Standing) -> None:
    """Take a piece of evidence away for good."""
    expert = evidence.expert
    if expert is None:
        raise Refused("profile_not_yours")
    must_own_profile(by, expert)
    with recording(by=by.actor) as ledger:
        evidence.delete()
        ledger.record(events.ExpertChanged(person=expert.person.ref, expert=expert.ref, fields=("evidence",)))


def _show(expert: ExpertProfile, *, published: bool, by: Standing) -> None:
    if published and not (expert.about.strip() or expert.fields.exists()):
        raise Refused("profile_empty")
    with recording(by=by.actor) as ledger:
        expert.published = published
        expert.save(update_fields=["published"])
        if published:
            shown = events.ExpertPublished(
                person=expert.person.ref, expert=expert.ref, organisation=expert.organisation.ref
            )
            ledger.record(shown)
        else:
            ledger.record(events.ExpertWithdrawn(person=expert.person.ref, expert=expert.ref))


def hide_profile_of(person: Person, by: Actor) -> None:
    """Whoever takes the consent to personal data back is neither shown nor suggested any more."""
    with recording(by=by) as ledger:
        for expert in ExpertProfile.objects.select_for_update().filter(person=person, published=True):
            expert.published = False
            expert.save(update_fields=["published"])
            ledger.record(events.ExpertWithdrawn(person=person.ref, expert=expert.ref))


def register_expert(
    *,
    person: Person,
    organisation: Organisation,
    by: Actor,
    title: str = "",
    about: str = "",
    published: bool = False,
) -> ExpertProfile:
    """Keep what somebody knows who can help; it is shown to others only where the person agreed to that."""
    with recording(by=by) as ledger:
        made = ExpertProfile.objects.create(
            person=person, organisation=organisation, title=title[:80], about=about, published=published
        )
        ledger.record(events.ExpertChanged(person=person.ref, expert=made.ref, fields=("title", "about")))
        if published:
            ledger.record(
                events.ExpertPublished(person=person.ref, expert=made.ref, organisation=organisation.ref)
            )
    return made
