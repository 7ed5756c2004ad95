"""Groups, memberships and mutual help."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.backends.postgresql.psycopg_any import DateRange

from dure.ledger import clock
from dure.ledger.actors import Actor
from dure.ledger.doors import recording
from dure.ledger.errors import Refused
from dure.network import events
from dure.network.models import Complex, Group, Membership, MutualHelp, Organisation, Person


def found_group(*, by: Actor, complexes: list[Complex], **fields: Any) -> Group:
    """Found a group of any kind on one or several complexes."""
    with recording(by=by) as ledger:
        if Group.objects.filter(code=fields["code"]).exists():
            raise Refused("code_taken", taken=fields["code"])
        group = Group.objects.create(**{"founded_on": clock.today(), **fields})
        group.complexes.set(complexes)
        ledger.record(
            events.GroupFounded(group=group.ref, office=group.office.ref, kind=group.kind_id),
            scope=group.office_id,
        )
    return group


def add_member(
    *,
    group: Group,
    by: Actor,
    organisation: Organisation | None = None,
    person: Person | None = None,
    since: date | None = None,
    office_held: str = "",
) -> Membership:
    """Take an organisation or a person into a group from a day on."""
    member = organisation or person
    if member is None:
        raise Refused("member_missing")
    since = since or clock.today()
    with recording(by=by) as ledger:
        during = DateRange(since, None)
        doubled = Membership.objects.filter(
            group=group, organisation=organisation, person=person, during__overlap=during
        )
        if doubled.exists():
            raise Refused("member_already", group=group.name)
        made = Membership.objects.create(
            group=group, organisation=organisation, person=person, during=during, office_held=office_held
        )
        ledger.record(
            events.MemberJoined(group=group.ref, member=member.ref, since=since), scope=group.office_id
        )
    return made


def end_membership(*, membership: Membership, by: Actor, on: date | None = None) -> None:
    """Let a membership end; `on` is the last day."""
    last = on or clock.today()
    if last < membership.during.lower:
        raise Refused("ends_before_it_began", since=membership.during.lower)
    member = membership.organisation or membership.person
    if member is None:
        raise Refused("member_missing")
    with recording(by=by) as ledger:
        membership.during = DateRange(membership.during.lower, last + timedelta(days=1))
        membership.save(update_fields=["during"])
        ledger.record(
            events.MemberLeft(group=membership.group.ref, member=member.ref, on=last),
            scope=membership.group.office_id,
        )


def export_members(*, group: Group, reason: str, count: int, by: Actor) -> None:
    """Put on record that a list of members leaves as a file, and why."""
    with recording(by=by) as ledger:
        ledger.record(
            events.MembersExported(group=group.ref, reason=reason, count=count), scope=group.office_id
        )


def record_help(
    *,
    giver: Organisation,
    receiver: Organisation,
    by: Actor,
    hours: Decimal,
    kind: str = "HOURS",
    group: Group | None = None,
    on: date | None = None,
    case_uid: UUID | None = None,
    note: str = "",
) -> MutualHelp:
    """Book help that one member gave another (품앗이)."""
    if giver.pk == receiver.pk:
        raise Refused("helps_itself")
    with recording(by=by) as ledger:
        made = MutualHelp.objects.create(
            giver=giver,
            receiver=receiver,
            group=group,
            kind=kind,
            hours=hours,
            on=on or clock.today(),
            case_uid=case_uid,
            note=note,
        )
        ledger.record(
            events.HelpGiven(
                giver=giver.ref,
                receiver=receiver.ref,
                group=group.ref if group else None,
                kind=kind,
                hours=hours,
            ),
            scope=receiver.office_id,
        )
    return made
