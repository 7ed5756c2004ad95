"""Standing: what somebody is, everywhere, resolved once a request into flat lists of keys."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q

from dure.ledger import clock
from dure.ledger.actors import SYSTEM, Actor
from dure.ledger.actors import person as person_actor
from dure.network.models import (
    Block,
    ExpertProfile,
    Grant,
    Membership,
    Office,
    Organisation,
    Person,
    Post,
    Role,
    StandIn,
)

EMPTY: frozenset[UUID] = frozenset()
APPROVING = frozenset({"OFFICE_HEAD", "APPROVER"})


@dataclass(frozen=True)
class Standing:
    """The keys of all that a reader is part of; `offices` maps each office to the roles held there.

    `covers` maps an absent colleague and an office or group to the roles in which this reader stands in there, for
    what that colleague is in charge of; `approves_for` are the offices where the colleague approves.
    """

    actor: Actor
    person_id: UUID | None = None
    language: str = "ko"
    offices: dict[UUID, frozenset[str]] = field(default_factory=dict)
    oversees: frozenset[UUID] = EMPTY
    firms: frozenset[UUID] = EMPTY
    bodies: frozenset[UUID] = EMPTY
    secretariats: frozenset[UUID] = EMPTY
    officers: frozenset[UUID] = EMPTY
    groups: frozenset[UUID] = EMPTY
    expert_id: UUID | None = None
    headquarters: bool = False
    blocked_by: frozenset[UUID] = EMPTY
    grants: dict[UUID, frozenset[str]] = field(default_factory=dict)
    covers: dict[tuple[UUID, UUID], frozenset[str]] = field(default_factory=dict)
    approves_for: frozenset[UUID] = EMPTY

    def covering(self, person_id: UUID | None, *places: UUID | None) -> frozenset[str]:
        """The roles in which this reader stands in today for somebody at an office or group."""
        if not self.covers or person_id is None:
            return frozenset()
        return frozenset().union(
            *(self.covers.get((person_id, place), frozenset()) for place in places if place)
        )

    @property
    def is_system(self) -> bool:
        """The system itself, which sees and may what its rules say."""
        return self.actor.kind == "system"

    @property
    def is_staff(self) -> bool:
        """Somebody of an office or headquarters."""
        return bool(self.offices) or self.headquarters

    @property
    def needs_second_factor(self) -> bool:
        """Staff, and secretaries of groups: whoever reads what other firms ask."""
        return self.is_staff or bool(self.secretariats)

    @property
    def organisations(self) -> frozenset[UUID]:
        """Firms and bodies this reader acts for."""
        return self.firms | self.bodies


SYSTEM_STANDING = Standing(actor=SYSTEM)
NOBODY = Standing(actor=Actor("nobody"))


def standing(person: Person | None, *, language: str = "ko") -> Standing:
    """Resolve what a person is today; None is a visitor without an account."""
    if person is None:
        return Standing(actor=Actor("nobody"), language=language)
    today = clock.today()
    offices: dict[UUID, set[str]] = defaultdict(set)
    secretariats: set[UUID] = set()
    officers: set[UUID] = set()
    firms: set[UUID] = set()
    bodies: set[UUID] = set()
    headquarters = False
    covers: dict[tuple[UUID, UUID], set[str]] = defaultdict(set)
    for role in _roles_of(person, today):
        if role.person_id != person.pk:
            _cover(covers, role)
            continue
        if role.code == "HEADQUARTERS":
            headquarters = True
        elif role.code == "SECRETARIAT" and role.group_id:
            secretariats.add(role.group_id)
        elif role.code == "OFFICER" and role.group_id:
            officers.add(role.group_id)
        elif role.organisation is not None:
            (firms if role.organisation.kind == "FIRM" else bodies).add(role.organisation.pk)
        if role.office_id and role.code in Role.OFFICE_ROLES:
            offices[role.office_id].add(role.code)
    expert = ExpertProfile.objects.filter(person=person).values_list("pk", "organisation_id").first()
    worksat = set(
        Post.objects.filter(person=person, during__contains=today).values_list("organisation_id", flat=True)
    )
    if expert:
        worksat.add(expert[1])
    return Standing(
        actor=person_actor(person.pk),
        person_id=person.pk,
        language=language,
        offices={key: frozenset(codes) for key, codes in offices.items()},
        oversees=_overseen(offices),
        firms=frozenset(firms),
        bodies=frozenset(bodies),
        secretariats=frozenset(secretariats),
        officers=frozenset(officers),
        groups=_groups_of(firms | bodies, person.pk, today),
        expert_id=expert[0] if expert else None,
        headquarters=headquarters,
        blocked_by=blocking_firms(person.pk, worksat | firms | bodies),
        grants=_grants({person.pk}, firms | bodies, officers, secretariats),
        covers={key: frozenset(codes) for key, codes in covers.items()},
        approves_for=frozenset(place for (_absent, place), codes in covers.items() if codes & APPROVING),
    )


def _roles_of(person: Person, today: date) -> Iterable[Role]:
    """Roles of today: a person's own, and those of colleagues this person stands in for, with the offices of that."""
    stands_in = StandIn.objects.filter(person=person, during__contains=today)
    here = stands_in.filter(absent_id=OuterRef("person_id"))
    rows = Role.objects.filter(
        Q(person=person) | Q(person__in=stands_in.values("absent")), during__contains=today
    )
    return rows.annotate(covered=ArraySubquery(here.values("office_id"))).select_related(
        "organisation", "office", "group"
    )


def _cover(covers: dict[tuple[UUID, UUID], set[str]], role: Role) -> None:
    """An absent colleague's role counts only at the office where one stands in, and at its groups."""
    offices: list[UUID] = role.covered  # type: ignore[attr-defined]
    if role.office_id in offices and role.office_id and role.code in Role.OFFICE_ROLES:
        covers[role.person_id, role.office_id].add(role.code)
    elif role.group and role.code == "SECRETARIAT" and role.group.office_id in offices:
        covers[role.person_id, role.group.pk].add(role.code)


def blocking_firms(person_id: UUID | None, organisation_ids: Iterable[UUID]) -> frozenset[UUID]:
    """Firms that want this person or these organisations kept out.

    An organisation of the same corporate group, with the same head or at the same address as a named
    party counts as that party: closed until a person has looked.
    """
    live = Block.objects.filter(cleared_at__isnull=True)
    near = set(organisation_ids)
    for each in Organisation.objects.filter(pk__in=near).values("corporate_group", "head_name", "address"):
        alike = Q()
        for name, value in each.items():
            if value:
                alike |= Q(**{name: value})
        if alike:
            near |= set(
                Organisation.objects.filter(alike, blocked_by__cleared_at__isnull=True)
                .exclude(blocked_by=None)
                .values_list("pk", flat=True)
            )
    named = Q(organisation_id__in=near)
    if person_id:
        named |= Q(person_id=person_id)
    blocked = set(live.filter(named).values_list("firm_id", flat=True))
    return frozenset(blocked - set(organisation_ids))


def _overseen(offices: dict[UUID, set[str]]) -> frozenset[UUID]:
    """Offices below a regional headquarters of which somebody is staff."""
    if not offices:
        return EMPTY
    return frozenset(Office.objects.filter(parent_id__in=list(offices)).values_list("pk", flat=True))


def _groups_of(organisations: set[UUID], person_id: UUID, today: date) -> frozenset[UUID]:
    member = Q(person_id=person_id)
    if organisations:
        member |= Q(organisation_id__in=organisations)
    found = Membership.objects.filter(member, during__contains=today)
    return frozenset(found.values_list("group_id", flat=True))


def _grants(
    people: set[UUID], organisations: set[UUID], officers: set[UUID], secretariats: set[UUID]
) -> dict[UUID, frozenset[str]]:
    named = (
        Q(grantee_type="person", grantee_uid__in=people)
        | Q(grantee_type="organisation", grantee_uid__in=organisations)
        | Q(grantee_type="group", grantee_uid__in=officers)
        | Q(grantee_type="secretariat", grantee_uid__in=secretariats)
    )
    live = Grant.objects.filter(named, object_type="case", revoked_at__isnull=True)
    parts: dict[UUID, set[str]] = defaultdict(set)
    for uid, part in live.exclude(until__lt=clock.today()).values_list("object_uid", "part"):
        parts[uid].add(part)
    return {uid: frozenset(found) for uid, found in parts.items()}
