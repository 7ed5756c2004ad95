"""Rows of people and of experts."""

from dure.imports.planners.register import Crew, Register
from dure.imports.plans import Planned
from dure.network.models import ExpertProfile, Office

TOLD = ("phone", "email")


class PersonPlanner:
    """Somebody is the same by telephone or address at the same place, else by name there."""

    def __init__(self, office: Office) -> None:
        self.register, self.crew = Register(office), Crew(office)
        self.seen: dict[tuple[object, ...], int] = {}

    def look(self, row: Planned) -> None:
        """New, the same, or with something to add."""
        place = self.register.found(row, row.values["organisation"], "소속 기업")
        if place is None:
            return
        values = row.values
        key = (place.pk, values["name"], values.get("phone", ""))
        if key in self.seen:
            row.outcome, row.note = "TWICE", str(self.seen[key])
            return
        self.seen[key] = row.line
        row.changes["organisation"] = place.pk
        known = self.crew.known(
            place.pk, name=values["name"], phone=values.get("phone", ""), email=values.get("email", "")
        )
        if known is None:
            row.outcome = "NEW"
            return
        row.target = known.pk
        row.changes = {name: values[name] for name in TOLD if values.get(name) and not getattr(known, name)}
        row.outcome = "CHANGED" if row.changes else "SAME"


class ExpertPlanner(PersonPlanner):
    """An expert is a person with a profile; the place may be any organisation of the network, or a new institute."""

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self.profiles = {
            (name, place): key
            for name, place, key in ExpertProfile.objects.values_list(
                "person__name", "organisation_id", "person_id"
            )
        }

    def look(self, row: Planned) -> None:
        """New, or the same."""
        values = row.values
        key = (values["organisation"], values["name"])
        if key in self.seen:
            row.outcome, row.note = "TWICE", str(self.seen[key])
            return
        self.seen[key] = row.line
        hits = self.register.named(values["organisation"])
        place = hits[0] if hits else None
        row.changes["organisation"] = place.pk if place else None
        known = self.profiles.get((values["name"], place.pk)) if place else None
        row.target = known
        row.outcome = "SAME" if known else "NEW"
