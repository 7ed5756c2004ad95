"""What somebody holds today, read in three statements: every page and every call of the API begins with them.

Plain SQL, because all pages pay for it: it asks once where the ORM needs a question a table, and nothing is compiled anew.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

EMPTY: frozenset[UUID] = frozenset()

HELD = """
with away as (
    select absent_id, office_id from network_standin where person_id = %(me)s and during @> %(today)s::date
), holders as (
    select %(me)s::uuid as id union select absent_id from away
)
select 'role', r.person_id, r.code, r.office_id, r.group_id, r.organisation_id, o.kind, g.office_id,
    array(select office_id from away where absent_id = r.person_id)
from holders
join network_role r on r.person_id = holders.id and r.during @> %(today)s::date
left join network_organisation o on o.id = r.organisation_id
left join network_cluster_group g on g.id = r.group_id
union all
select 'expert', id, '', null, null, organisation_id, null, null, '{}'
from network_expertprofile where person_id = %(me)s
union all
select 'post', null, '', null, null, organisation_id, null, null, '{}'
from network_post where person_id = %(me)s and during @> %(today)s::date
"""

REACHED = """
select 'office', id, '' from network_office where parent_id = any(%(offices)s)
union all
select 'group', group_id, '' from network_membership
where (person_id = %(me)s or organisation_id = any(%(organisations)s)) and during @> %(today)s::date
union all
select 'grant', object_uid, part from network_grant
where object_type = 'case' and revoked_at is null and (until is null or until >= %(today)s) and (
    (grantee_type = 'person' and grantee_uid = %(me)s)
    or (grantee_type = 'organisation' and grantee_uid = any(%(organisations)s))
    or (grantee_type = 'group' and grantee_uid = any(%(officers)s))
    or (grantee_type = 'secretariat' and grantee_uid = any(%(secretariats)s))
)
"""

BLOCKING = """
select distinct b.firm_id from network_block b
left join network_organisation named on named.id = b.organisation_id
where b.cleared_at is null and b.firm_id <> all(%(own)s) and (
    b.person_id = %(me)s or b.organisation_id = any(%(own)s) or exists (
        select from network_organisation o where o.id = any(%(own)s) and (
            (o.corporate_group <> '' and o.corporate_group = named.corporate_group)
            or (o.head_name <> '' and o.head_name = named.head_name)
            or (o.address <> '' and o.address = named.address)
        )
    )
)
"""


class HeldRole(NamedTuple):
    """A role of today; `covered` are the offices where the reader stands in for whoever holds it."""

    person_id: UUID
    code: str
    office_id: UUID | None
    group_id: UUID | None
    organisation_id: UUID | None
    organisation_kind: str | None
    group_office_id: UUID | None
    covered: list[UUID]


@dataclass(frozen=True)
class Held:
    """Roles of one's own and of colleagues one stands in for, the expert profile, and where one works."""

    roles: list[HeldRole]
    expert_id: UUID | None
    works_at: frozenset[UUID]


@dataclass(frozen=True)
class Reached:
    """What follows from roles: offices below one's own, groups one is a member of, and parts of cases granted."""

    oversees: frozenset[UUID]
    groups: frozenset[UUID]
    grants: dict[UUID, frozenset[str]]


def held_by(person_id: UUID, today: date) -> Held:
    """Roles, expert profile and posts of a person on a day."""
    rows = _rows(HELD, me=person_id, today=today)
    return Held(
        roles=[HeldRole(*row[1:]) for row in rows if row[0] == "role"],
        expert_id=next((row[1] for row in rows if row[0] == "expert"), None),
        works_at=frozenset(row[5] for row in rows if row[0] != "role" and row[5]),
    )


def reached_by(
    person_id: UUID,
    today: date,
    *,
    offices: Iterable[UUID],
    organisations: Iterable[UUID],
    officers: Iterable[UUID],
    secretariats: Iterable[UUID],
) -> Reached:
    """Offices overseen, groups and grants of a person with these roles on a day."""
    lists = {
        "offices": offices,
        "organisations": organisations,
        "officers": officers,
        "secretariats": secretariats,
    }
    rows = _rows(REACHED, me=person_id, today=today, **{name: list(keys) for name, keys in lists.items()})
    parts: dict[UUID, set[str]] = {}
    for what, key, part in rows:
        if what == "grant":
            parts.setdefault(key, set()).add(part)
    return Reached(
        oversees=frozenset(key for what, key, _part in rows if what == "office"),
        groups=frozenset(key for what, key, _part in rows if what == "group"),
        grants={key: frozenset(found) for key, found in parts.items()},
    )


def blocking_firms(person_id: UUID | None, organisation_ids: Iterable[UUID]) -> frozenset[UUID]:
    """Firms that want this person or these organisations kept out.

    An organisation of the same corporate group, with the same head or at the same address as a named
    party counts as that party: closed until a person has looked.
    """
    rows = _rows(BLOCKING, me=person_id, own=list(organisation_ids))
    return frozenset(firm for (firm,) in rows)


def _rows(statement: str, **given: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found
