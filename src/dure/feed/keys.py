"""Whose an entry is to see in the feed, and which keys a reader holds."""

from collections.abc import Iterable
from uuid import UUID

from dure.ledger.models import Entry
from dure.network.standing import Standing

EVERYBODY = "all"
OPEN_TO_ALL = frozenset(
    {"story.published", "story.translated", "group.founded", "group.member_joined", "office.opened",
     "office.head_appointed", "expert.published", "service.registered"}
)  # fmt: skip
STANDINGS = frozenset({"role.given", "role.ended", "grant.given", "grant.revoked", "group.member_joined",
                       "group.member_left", "organisation.party_blocked", "organisation.party_cleared"})  # fmt: skip
INSIDE_OFFICE = frozenset(
    {"referral.proposed", "case.clock_ran_out", "case.enquired", "case.enquiry_answered", "case.forwarding_proposed",
     "referral.reminded", "case.reminded", "case.rated", "case.handover_offered"}
)  # fmt: skip
QUIET = frozenset(
    {"case.opened", "grant.given", "grant.revoked", "network.loaded", "setting.changed", "case.imported"}
)


def keys_of(entry: Entry) -> list[str]:
    """The keys under which an entry is shown; an open case only to its office, its firm and its own helper."""
    if entry.type in OPEN_TO_ALL:
        return [EVERYBODY]
    if entry.type in QUIET or not entry.type.startswith(("case.", "referral.", "story.", "file.")):
        return []
    touched: dict[str, list[UUID]] = {}
    for touch in entry.touches.all():
        touched.setdefault(touch.role, []).append(touch.uid)
    keys = [f"office:{entry.scope}"] if entry.scope else []
    keys += [f"office:{uid}" for uid in touched.get("receiver", [])]
    if entry.type in INSIDE_OFFICE:
        return keys
    keys += [f"firm:{uid}" for uid in touched.get("firm", [])]
    if entry.type.startswith("referral."):
        keys += [f"helper:{uid}" for uid in touched.get("helper", [])]
    return keys


def keys_held(standing: Standing) -> list[str]:
    """The keys a reader holds."""
    keys = [EVERYBODY]
    keys += [f"office:{uid}" for uid in standing.offices]
    keys += [f"firm:{uid}" for uid in standing.firms]
    helping: Iterable[UUID] = (*standing.bodies, *standing.secretariats, *filter(None, [standing.person_id]))
    return keys + [f"helper:{uid}" for uid in helping]
