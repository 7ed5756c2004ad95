"""Whose an entry is to see in the feed: keys to find it by, and the question asked again when it is shown."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from dure.cases.models import DifficultyCase
from dure.cases.queries.seen import sees_firm, stands_in
from dure.cases.queries.then import Holders, holders_then, touched
from dure.cases.queries.timeline import NOT_FOR_FIRMS, NOT_FOR_HELPERS
from dure.ledger.models import Entry
from dure.network.standing import Standing

EVERYBODY, MEMBERS = "all", "members"
PUBLIC = frozenset(
    {"story.published", "story.translated", "group.founded", "office.opened", "office.head_appointed",
     "expert.published", "service.registered"}
)  # fmt: skip
OF_GROUPS = frozenset({"group.member_joined", "group.member_left"})
OF_FIRMS = frozenset({"organisation.registered", "organisation.coordinator_assigned", "group.help_given"})
QUIET = frozenset({"case.opened", "case.imported", "case.rated", "case.party_blocked"})
STANDINGS = frozenset(
    {"role.given", "role.ended", "grant.given", "grant.revoked", "group.member_joined", "group.member_left",
     "organisation.party_blocked", "organisation.party_cleared", "organisation.changed", "expert.published",
     "network.loaded", "standin.named", "standin.ended"}
)  # fmt: skip
OF_ONE_PERSON = frozenset({"role.given", "role.ended", "grant.given", "grant.revoked", "group.member_joined",
                           "group.member_left"})  # fmt: skip


@dataclass(frozen=True)
class Facts:
    """What must be known of the objects of some entries to say who may see them."""

    cases: dict[UUID, DifficultyCase] = field(default_factory=dict)
    offered: dict[UUID, frozenset[UUID]] = field(default_factory=dict)
    stories: dict[UUID, dict[str, str]] = field(default_factory=dict)
    experts: frozenset[UUID] = frozenset()
    groups: dict[UUID, tuple[str, int]] = field(default_factory=dict)
    least_firms: int = 0

    def __or__(self, more: "Facts") -> "Facts":
        """What is known of two lots of entries."""
        return Facts(
            cases=self.cases | more.cases,
            offered=self.offered | more.offered,
            stories=self.stories | more.stories,
            experts=self.experts | more.experts,
            groups=self.groups | more.groups,
            least_firms=max(self.least_firms, more.least_firms),
        )


def keys_of(entries: Sequence[Entry]) -> dict[int, list[str]]:
    """The keys under which each entry is kept, by number; entries that nobody sees are left out."""
    holders = holders_then(entries)
    found = {entry.number or 0: _keys(entry, holders.get(entry.number or 0, Holders())) for entry in entries}
    return {number: list(dict.fromkeys(keys)) for number, keys in found.items() if keys}


def keys_held(standing: Standing) -> frozenset[str]:
    """The keys a reader holds."""
    keys = {EVERYBODY}
    if standing.person_id:
        keys |= {MEMBERS, f"helper:{standing.person_id}"}
    keys |= {f"office:{uid}" for uid in standing.offices}
    keys |= {f"firm:{uid}" for uid in standing.organisations}
    keys |= {f"helper:{uid}" for uid in (*standing.bodies, *standing.secretariats)}
    keys |= {f"secretariat:{uid}" for uid in standing.secretariats}
    keys |= {f"group:{uid}" for uid in (*standing.groups, *standing.officers, *standing.secretariats)}
    return frozenset(keys)


def may_see(
    entry: Entry, keys: Sequence[str], facts: Facts, standing: Standing, held: frozenset[str]
) -> bool:
    """Whether an entry is this reader's to see now; keys only find it, what is true today decides."""
    if held.isdisjoint(keys):
        return False
    if entry.type in PUBLIC:
        return _is_still_public(entry, facts)
    if entry.type in OF_GROUPS:
        inside = any(key not in (EVERYBODY, MEMBERS) and key in held for key in keys)
        return inside or _hides_in_the_crowd(entry, facts)
    uid = touched(entry, "case")
    if uid is None:
        return True
    case = facts.cases.get(uid)
    return case is not None and _may_see_of_case(entry, case, facts, standing)


def names_firm(entry: Entry, facts: Facts, standing: Standing) -> bool:
    """Whether this reader is told which firm it is."""
    case = facts.cases.get(touched(entry, "case") or UUID(int=0))
    return case is None or sees_firm(standing, case)


def _keys(entry: Entry, holders: Holders) -> list[str]:
    touches = {(touch.role, touch.uid) for touch in entry.touches.all()}
    office = [f"office:{entry.scope}"] if entry.scope else []
    if entry.type in PUBLIC:
        return [EVERYBODY]
    if entry.type in OF_GROUPS:
        joined = [MEMBERS] if entry.type == "group.member_joined" else []
        return joined + office + [f"group:{uid}" for role, uid in touches if role == "group"]
    if entry.type in OF_FIRMS:
        firms = [f"firm:{uid}" for role, uid in touches if role in ("organisation", "giver", "receiver")]
        return office + [f"office:{uid}" for role, uid in touches if role == "office"] + firms
    if entry.type in QUIET or not entry.type.startswith(("case.", "referral.", "story.")):
        return []
    return office + _keys_of_case(entry, touches, holders)


def _keys_of_case(entry: Entry, touches: set[tuple[str, UUID]], holders: Holders) -> list[str]:
    keys = [f"office:{uid}" for role, uid in touches if role in ("receiver", "giver", "office")]
    if holders.group:
        keys.append(f"secretariat:{holders.group}")
    if not _is_inside_only(entry):
        keys += [f"firm:{uid}" for role, uid in touches if role == "firm"]
        keys += [f"helper:{uid}" for role, uid in touches if role in ("helper", "solver")]
    return keys


def _is_inside_only(entry: Entry) -> bool:
    """What is between the office and itself; whoever was never asked is not told that somebody was not chosen."""
    never_asked = entry.type == "referral.withdrawn" and not (entry.payload or {}).get("stopped")
    return entry.type in NOT_FOR_FIRMS or never_asked


def _may_see_of_case(entry: Entry, case: DifficultyCase, facts: Facts, standing: Standing) -> bool:
    if case.firm_id in standing.blocked_by:
        return False
    if (
        case.office_id in standing.offices
        or case.group_id in standing.secretariats
        or stands_in(standing, case)
    ):
        return True
    if case.firm_id in standing.firms:
        return not _is_inside_only(entry)
    if entry.type == "case.handover_offered":
        return not facts.offered.get(case.pk, frozenset()).isdisjoint(standing.offices)
    if case.pk not in standing.grants or entry.type in NOT_FOR_HELPERS or _is_inside_only(entry):
        return False
    mine = {standing.person_id, *standing.bodies, *standing.secretariats}
    return bool({touched(entry, "helper"), touched(entry, "solver")} & mine - {None})


def _is_still_public(entry: Entry, facts: Facts) -> bool:
    if entry.type.startswith("story."):
        return touched(entry, "story") in facts.stories
    if entry.type == "expert.published":
        return touched(entry, "person") in facts.experts
    return True


def _hides_in_the_crowd(entry: Entry, facts: Facts) -> bool:
    """A firm that joins a group of one or two is nobody else's news; neither is where a person goes."""
    group = touched(entry, "group")
    firms = facts.groups.get(group, ("", 0))[1] if group else 0
    of_firm = any(touch.role == "member" and touch.type == "organisation" for touch in entry.touches.all())
    return of_firm and firms >= facts.least_firms
