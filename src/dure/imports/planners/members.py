"""Rows of members: which firm belongs to which mini-cluster."""

from dure.imports.planners.register import Register
from dure.imports.plans import Fault, Planned
from dure.ledger import clock
from dure.network.models import Group, Membership, Office


class MemberPlanner:
    """A membership is the same by group and firm; the group must be there."""

    def __init__(self, office: Office) -> None:
        self.register = Register(office)
        self.groups = {_plain(row.name): row for row in Group.objects.filter(office=office, ended_on=None)}
        today = Membership.objects.filter(group__office=office, during__contains=clock.today())
        self.members = set(today.values_list("group_id", "organisation_id"))
        self.seen: dict[tuple[object, object], int] = {}

    def look(self, row: Planned) -> None:
        """New or the same."""
        group = self.groups.get(_plain(row.values["group"]))
        if group is None:
            row.faults.append(Fault("미니클러스터", "group_missing", {"value": row.values["group"]}))
        firm = self.register.found(row, row.values["organisation"], "기업명")
        since = row.values.get("since")
        if since and since > clock.today():
            row.faults.append(Fault("가입일", "day_in_future", {"value": str(since)}))
        if group is None or firm is None or row.faults:
            return
        key = (group.pk, firm.pk)
        if key in self.seen:
            row.outcome, row.note = "TWICE", str(self.seen[key])
            return
        self.seen[key] = row.line
        row.changes = {"group": group.pk, "organisation": firm.pk}
        row.outcome = "SAME" if key in self.members else "NEW"


def _plain(name: str) -> str:
    bare = name.replace(" ", "").lower()
    return bare.removesuffix("미니클러스터").removesuffix("mc")
