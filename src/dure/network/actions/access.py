"""Roles, grants and blocked parties."""

from uuid import UUID

from django.db.backends.postgresql.psycopg_any import DateRange

from dure.ledger import clock
from dure.ledger.actors import Actor
from dure.ledger.doors import recording
from dure.ledger.errors import Refused
from dure.ledger.refs import Ref
from dure.network import events
from dure.network.models import Block, Grant, Group, Office, Organisation, Person, Role


def give_role(
    *,
    person: Person,
    code: str,
    by: Actor,
    office: Office | None = None,
    group: Group | None = None,
    organisation: Organisation | None = None,
) -> Role:
    """Let a person act in a role from today on."""
    place = office or group or organisation
    with recording(by=by) as ledger:
        doubled = Role.objects.filter(
            person=person, code=code, office=office, group=group, organisation=organisation
        )
        if doubled.filter(during__contains=clock.today()).exists():
            raise Refused("role_already")
        role = Role.objects.create(
            person=person,
            code=code,
            office=office,
            group=group,
            organisation=organisation,
            during=DateRange(clock.today(), None),
        )
        ledger.record(events.RoleGiven(person=person.ref, place=place.ref if place else None, code=code))
    return role


def end_role(*, role: Role, by: Actor) -> None:
    """Let a role end today; the person keeps what was recorded of it."""
    place = role.office or role.group or role.organisation
    with recording(by=by) as ledger:
        if role.code == "HEADQUARTERS" and not _others_at_headquarters(role):
            raise Refused("last_headquarters")
        role.during = DateRange(role.during.lower, clock.today())
        role.save(update_fields=["during"])
        ledger.record(
            events.RoleEnded(person=role.person.ref, place=place.ref if place else None, code=role.code)
        )


def _others_at_headquarters(role: Role) -> bool:
    live = Role.objects.select_for_update().filter(code="HEADQUARTERS", during__contains=clock.today())
    return any(each.pk != role.pk for each in live)


def give_grant(*, to: Ref, on: Ref, part: str, reason: str, by: Actor, tier: str = "view") -> Grant:
    """Let somebody see a part of an object; giving it twice changes nothing."""
    with recording(by=by) as ledger:
        named = {
            "grantee_type": to.type, "grantee_uid": to.uid, "object_type": on.type, "object_uid": on.uid,
            "part": part, "tier": tier,
        }  # fmt: skip
        held = Grant.objects.filter(**named, revoked_at=None).first()
        if held is not None:
            return held
        ledger.record(events.GrantGiven(object=on, grantee=to, part=part, tier=tier, reason=reason))
        return Grant.objects.create(**named, reason=reason, given_at=clock.now())


def revoke_grants(*, on: Ref, by: Actor, to: UUID | None = None, parts: tuple[str, ...] = Grant.PARTS) -> int:
    """Take grants on an object back, of one grantee or of all; returns how many."""
    live = Grant.objects.filter(object_uid=on.uid, revoked_at__isnull=True, part__in=parts)
    if to is not None:
        live = live.filter(grantee_uid=to)
    with recording(by=by) as ledger:
        found = list(live.select_for_update())
        for grant in found:
            grantee = Ref(grant.grantee_type, grant.grantee_uid)
            ledger.record(events.GrantRevoked(object=on, grantee=grantee, part=grant.part))
        live.update(revoked_at=clock.now())
    return len(found)


def block_party(
    *,
    firm: Organisation,
    kind: str,
    by: Actor,
    organisation: Organisation | None = None,
    person: Person | None = None,
    words: str = "",
) -> Block:
    """Keep a competitor, customer or person away from all that a firm asks; holds at once on every path."""
    if organisation is not None and organisation.pk == firm.pk:
        raise Refused("blocks_itself")
    if organisation is None and person is None and not words.strip():
        raise Refused("blocked_party_missing")
    with recording(by=by) as ledger:
        found = Block.objects.filter(
            firm=firm, organisation=organisation, person=person, words=words.strip(), cleared_at__isnull=True
        ).first()
        if found:
            return found
        block = Block.objects.create(
            firm=firm,
            kind=kind,
            organisation=organisation,
            person=person,
            words=words.strip()[:120],
            named_at=clock.now(),
        )
        ledger.record(events.PartyBlocked(firm=firm.ref, kind=kind))
    return block


def clear_party(*, block: Block, by: Actor) -> None:
    """Lift a block."""
    with recording(by=by) as ledger:
        block.cleared_at = clock.now()
        block.save(update_fields=["cleared_at"])
        ledger.record(events.PartyCleared(firm=block.firm.ref))
