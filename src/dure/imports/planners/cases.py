"""Rows of difficulties that an office is working on."""

from dure.cases.actions import clean_text
from dure.cases.models import DifficultyCase
from dure.engines.sheets.faults import SheetFault
from dure.imports.kinds import case_state
from dure.imports.planners.register import Register
from dure.imports.plans import Fault, Planned
from dure.ledger import clock
from dure.network.models import Office


class CasePlanner:
    """A case is the same by firm and words."""

    def __init__(self, office: Office) -> None:
        self.register = Register(office)
        rows = DifficultyCase.objects.filter(office=office).values_list("firm_id", "text", "pk")
        self.cases = {(firm, text): key for firm, text, key in rows}
        self.seen: dict[tuple[object, str], int] = {}

    def look(self, row: Planned) -> None:
        """New or the same."""
        firm = self.register.found(row, row.values["organisation"], "기업명")
        received = row.values.setdefault("received_on", clock.today())
        if received > clock.today():
            row.faults.append(Fault("접수일", "day_in_future", {"value": str(received)}))
        try:
            row.changes["state"] = case_state(row.values.get("state", ""))
        except SheetFault as fault:
            row.faults.append(Fault("상태", fault.code, dict(fault.found)))
        if firm is None or row.faults:
            return
        key = (firm.pk, clean_text(row.values["text"]))
        if key in self.seen:
            row.outcome, row.note = "TWICE", str(self.seen[key])
            return
        self.seen[key] = row.line
        row.changes["organisation"] = firm.pk
        row.target = self.cases.get(key)
        row.outcome = "SAME" if row.target else "NEW"
