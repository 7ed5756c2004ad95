"""Standing: what somebody is, everywhere, resolved once a request into flat lists of keys."""

from collections import defaultdict
from dataclasses import dataclass, field
from uuid import UUID

from dure.ledger import clock
from dure.ledger.actors import SYSTEM, Actor
from dure.ledger.actors import person as person_actor
from dure.network.held import EMPTY, HeldRole, blocking_firms, held_by, reached_by
from dure.network.models import Person, Role

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
    held = held_by(person.pk, today)
    offices: dict[UUID, set[str]] = defaultdict(set)
    secretariats: set[UUID] = set()
    officers: set[UUID] = set()
    firms: set[UUID] = set()
    bodies: set[UUID] = set()
    headquarters = False
    covers: dict[tuple[UUID, UUID], set[str]] = defaultdict(set)
    for role in held.roles:
        if role.person_id != person.pk:
            _cover(covers, role)
            continue
        if role.code == "HEADQUARTERS":
            headquarters = True
        elif role.code == "SECRETARIAT" and role.group_id:
            secretariats.add(role.group_id)
        elif role.code == "OFFICER" and role.group_id:
            officers.add(role.group_id)
        elif role.organisation_id:
            (firms if role.organisation_kind == "FIRM" else bodies).add(role.organisation_id)
        if role.office_id and role.code in Role.OFFICE_ROLES:
            offices[role.office_id].add(role.code)
    reached = reached_by(
        person.pk,
        today,
        offices=offices,
        organisations=firms | bodies,
        officers=officers,
        secretariats=secretariats,
    )
    return Standing(
        actor=person_actor(person.pk),
        person_id=person.pk,
        language=language,
        offices={key: frozenset(codes) for key, codes in offices.items()},
        oversees=reached.oversees,
        firms=frozenset(firms),
        bodies=frozenset(bodies),
        secretariats=frozenset(secretariats),
        officers=frozenset(officers),
        groups=reached.groups,
        expert_id=held.expert_id,
        headquarters=headquarters,
        blocked_by=blocking_firms(person.pk, held.works_at | firms | bodies),
        grants=reached.grants,
        covers={key: frozenset(codes) for key, codes in covers.items()},
        approves_for=frozenset(place for (_absent, place), codes in covers.items() if codes & APPROVING),
    )


def _cover(covers: dict[tuple[UUID, UUID], set[str]], role: HeldRole) -> None:
    """An absent colleague's role counts only at the office where one stands in, and at its groups."""
    if role.office_id in role.covered and role.office_id and role.code in Role.OFFICE_ROLES:
        covers[role.person_id, role.office_id].add(role.code)
    elif role.group_id and role.code == "SECRETARIAT" and role.group_office_id in role.covered:
        covers[role.person_id, role.group_id].add(role.code)
