"""The people behind an audience at the moment of an entry, told by the ledger and by the roles of that day."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from django.db.models import Q

from dure.cases.queries.then import Holders, helpers_then, holders_then, touched
from dure.ledger import clock
from dure.ledger.models import Entry, Touch
from dure.ledger.refs import Ref
from dure.network.models import Block, Person, Role
from dure.network.queries.blocks import blocks
from dure.network.queries.duties import stand_ins_between
from dure.notices import rules as r

COORDINATORS = ("COORDINATOR",)
HEADS = ("OFFICE_HEAD",)
HOLDING = {
    r.FIRM: ("firm", ("FIRM",)),
    r.GIVERS: ("giver", COORDINATORS),
    r.HEADS: ("scope", HEADS),
    r.APPROVERS: ("scope", (*HEADS, "APPROVER")),
    r.LOOKED_AFTER: ("organisation", ("FIRM",)),
}
NAMED_BY = {r.NAMED: "person", r.FORMER: "former", r.TOUCHED: ""}
AT_WORK = ("ACCEPTED", "WORKING")


class Audience:
    """Answers for a batch of entries; one query for the roles of all of them."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.holders = holders_then(entries)
        self.receivers = {
            e.number: _receivers(e) for e in entries if (e.payload or {}).get("clock") == "HANDOVER"
        }
        self.helpers = {entry.number: _helpers(entry) for entry in entries}
        self.roles = self._roles(entries)
        days = [_day(entry) for entry in entries]
        self.stand_ins = stand_ins_between(min(days), max(days)) if days else []
        firms = {uid for entry in entries if (uid := touched(entry, "firm"))}
        self.wary = set(
            Block.objects.filter(firm_id__in=firms, cleared_at=None).values_list("firm_id", flat=True)
        )

    def people(self, entry: Entry, telling: r.Telling) -> set[UUID]:
        """Who is meant; neither who did it nor, but for a farewell, whom the firm wants kept out."""
        day = _day(entry)
        found = {uid for uid in self._found(entry, telling.to, day) if uid}
        if telling.to in r.OF_THE_OFFICE:
            found |= self._standing_in(found, entry, telling, day)
        found.discard(entry.actor_uid)
        firm = touched(entry, "firm")
        if telling.to != r.FIRM and telling.code not in r.FAREWELLS and firm in self.wary:
            return {uid for uid in found if not blocks(firm, person=Person.objects.get(pk=uid))}
        return found

    def helper(self, entry: Entry) -> Ref | None:
        """The helper an entry is about."""
        helpers = self.helpers.get(entry.number)
        return helpers[0] if helpers and entry.type != "case.not_yet_solved" else None

    def _found(self, entry: Entry, to: str, day: date) -> set[UUID | None]:
        holders = self.holders.get(entry.number or 0, Holders())
        if to in HOLDING:
            role, codes = HOLDING[to]
            place = entry.scope if role == "scope" else touched(entry, role)
            return self._holding(place, codes, day)
        if to in NAMED_BY:
            role = NAMED_BY[to] or r.CONCERNED[entry.type]
            return {touch.uid for touch in entry.touches.all() if touch.role == role}
        if to == r.RECEIVERS:
            offices: set[UUID | None] = {*self.receivers.get(entry.number, ())} or {
                touched(entry, "receiver")
            }
            return set().union(*(self._holding(office, COORDINATORS, day) for office in offices))
        if to in (r.HELPER, r.AT_WORK):
            return set().union(*(self._behind(helper, day) for helper in self.helpers.get(entry.number, ())))
        desk = self._desk(entry.scope, holders.group, day) if to == r.DESK else set()
        return {holders.in_charge} if holders.in_charge else desk

    def _standing_in(self, people: set[UUID], entry: Entry, telling: r.Telling, day: date) -> set[UUID]:
        """Who stands in that day for one of them; at the office of the entry, or of whoever gives or receives."""
        anywhere = telling.to in (r.RECEIVERS, r.GIVERS)
        return {
            each.person_id
            for each in self.stand_ins
            if each.absent_id in people and day in each.during and (anywhere or each.office_id == entry.scope)
        }

    def _desk(self, office: UUID | None, group: UUID | None, day: date) -> set[UUID | None]:
        """Nobody is in charge yet: the secretariat of the group, and the coordinators of the office."""
        return self._holding(group, ("SECRETARIAT",), day) | self._holding(office, COORDINATORS, day)

    def _behind(self, helper: Ref, day: date) -> set[UUID | None]:
        if helper.type == "person":
            return {helper.uid}
        return self._holding(helper.uid, ("BODY", "SECRETARIAT", "FIRM"), day)

    def _holding(self, place: UUID | None, codes: Iterable[str], day: date) -> set[UUID | None]:
        return {
            role.person_id for role in self.roles.get(place, ()) if role.code in codes and day in role.during
        }

    def _roles(self, entries: Sequence[Entry]) -> dict[UUID | None, list[Role]]:
        places = {touch.uid for entry in entries for touch in entry.touches.all()}
        places |= {entry.scope for entry in entries if entry.scope}
        places |= {each.group for each in self.holders.values() if each.group}
        places |= {helper.uid for helpers in self.helpers.values() for helper in helpers}
        places |= {office for offices in self.receivers.values() for office in offices}
        found: dict[UUID | None, list[Role]] = defaultdict(list)
        at = Q(organisation_id__in=places) | Q(office_id__in=places) | Q(group_id__in=places)
        for role in Role.objects.filter(at):
            found[role.organisation_id or role.group_id or role.office_id].append(role)
        return found


def _day(entry: Entry) -> date:
    return entry.occurred_at.astimezone(clock.SEOUL).date()


def _helpers(entry: Entry) -> list[Ref]:
    """The helper touched, the helper of the referral whose clock ran out, or all who are at work."""
    named = [Ref(touch.type, touch.uid) for touch in entry.touches.all() if touch.role == "helper"]
    if named:
        return named
    if entry.type == "case.not_yet_solved":
        return [each.helper for each in helpers_then(entry).values() if each.state in AT_WORK]
    referral = touched(entry, "referral") if entry.type == "case.clock_ran_out" else None
    found = helpers_then(entry).get(referral) if referral else None
    return [found.helper] if found else []


def _receivers(entry: Entry) -> set[UUID]:
    """The office that was asked last to take a case over."""
    asked = Touch.objects.filter(
        role="receiver", entry__type="case.handover_offered", entry__number__lt=entry.number,
        entry__in=Touch.objects.filter(uid=touched(entry, "case"), role="case").values("entry"),
    )  # fmt: skip
    return set(asked.order_by("-entry__number").values_list("uid", flat=True)[:1])
