"""Rows of firms, each with the person one talks to."""

from typing import Any

from dure.engines.identifiers import name_key
from dure.imports.planners.register import Crew, Register
from dure.imports.plans import Fault, Planned
from dure.network.models import Office, Organisation
from dure.network.queries.people import colleagues

FACTS = ("name", "business_no", "head_name", "phone", "email", "address", "products", "employees", "website")


class FirmPlanner:
    """A firm is the same by its number, else by its name in the same office; a name elsewhere is doubtful."""

    def __init__(self, office: Office) -> None:
        self.register, self.crew = Register(office), Crew(office)
        self.seen: dict[str, int] = {}
        self.staff = {person.name: person for person in colleagues(office.pk)}

    def look(self, row: Planned) -> None:
        """New, the same, with something to add, twice in this sheet, or doubtful."""
        values = row.values
        key = values.get("business_no") or name_key(values["name"])
        if name := values.get("coordinator"):
            if name in self.staff:
                row.changes["coordinator"] = self.staff[name].pk
            else:
                row.warnings.append(Fault("추진단 담당자", "coordinator_missing", {"value": name}))
        if not key:
            row.faults.append(Fault("기업명", "cell_needed"))
            return
        if key in self.seen:
            row.outcome, row.note = "TWICE", str(self.seen[key])
            return
        self.seen[key] = row.line
        found = self._same(row)
        if row.faults or row.outcome == "DOUBTFUL":
            return
        if found is None:
            row.outcome = "NEW"
            return
        row.target = found.pk
        self._compare(row, found)

    def _same(self, row: Planned) -> Organisation | None:
        number = row.values.get("business_no")
        if number and (hit := self.register.by_number.get(number)):
            if hit.office_id != self.register.office.pk:
                row.faults.append(Fault("사업자등록번호", "firm_of_another_office", {"value": hit.name}))
                return None
            return hit
        for hit in self.register.named(row.values["name"]):
            if hit.office_id == self.register.office.pk and not (number and hit.business_no):
                return hit
            row.outcome, row.note, row.target = "DOUBTFUL", hit.name, None
        return None

    def _compare(self, row: Planned, found: Organisation) -> None:
        """What the row adds to what is known; what is known already and differs stays as it is."""
        added: dict[str, Any] = {
            name: row.values[name]
            for name in FACTS
            if row.values.get(name) not in (None, "") and getattr(found, name) in (None, "")
        }
        charge = row.changes.pop("coordinator", None)
        if charge and found.coordinator_id is None:
            added["coordinator"] = charge
        if (name := row.values.get("person_name")) and not self._knows(found, row, name):
            added["person"] = name
        row.changes = added
        row.outcome = "CHANGED" if added else "SAME"

    def _knows(self, found: Organisation, row: Planned, name: str) -> bool:
        phone, email = row.values.get("person_phone", ""), row.values.get("person_email", "")
        return self.crew.known(found.pk, name=name, phone=phone, email=email) is not None
