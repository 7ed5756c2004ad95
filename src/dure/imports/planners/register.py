"""Organisations that are there already, found by number, name or telephone in one pass."""

from collections import defaultdict
from uuid import UUID

from dure.engines.identifiers import name_key
from dure.imports.plans import Fault, Planned
from dure.network.models import Office, Organisation, Person


class Register:
    """Every organisation that is open, by business number and by name without (주)."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.rows: dict[UUID, Organisation] = {}
        self.by_number: dict[str, Organisation] = {}
        self.by_name: dict[str, list[Organisation]] = defaultdict(list)
        for row in Organisation.objects.filter(closed_on=None).defer("sought", "about"):
            self.rows[row.pk] = row
            if row.business_no:
                self.by_number[row.business_no] = row
            self.by_name[name_key(row.name)].append(row)

    def named(self, name: str) -> list[Organisation]:
        """Organisations of this name, those of one's own office first."""
        return sorted(self.by_name.get(name_key(name), []), key=lambda row: row.office_id != self.office.pk)

    def found(self, row: Planned, name: str, column: str) -> Organisation | None:
        """The one organisation of the office that a row names; a fault where there is none or more than one."""
        number = row.values.get("business_no")
        hits = [self.by_number[number]] if number in self.by_number else self.named(name)
        own = [hit for hit in hits if hit.office_id == self.office.pk]
        if len(own) == 1:
            return own[0]
        code = "organisation_ambiguous" if own else "organisation_missing"
        row.faults.append(Fault(column, code, {"value": name[:60]}))
        return None


class Crew:
    """People at organisations of an office, by telephone, address and name."""

    def __init__(self, office: Office) -> None:
        self.at: dict[UUID, list[Person]] = defaultdict(list)
        rows = Person.objects.filter(
            posts__organisation__office=office, posts__during__upper_inf=True, erased_on=None
        )
        for person, place in (
            (row, place) for row in rows.prefetch_related("posts") for place in _places(row)
        ):
            self.at[place].append(person)

    def known(self, organisation: UUID, *, name: str, phone: str = "", email: str = "") -> Person | None:
        """Somebody there with the same telephone, address, or the same name where neither contradicts."""
        for person in self.at.get(organisation, []):
            if (phone and person.phone == phone) or (email and person.email.lower() == email):
                return person
        for person in self.at.get(organisation, []):
            if person.name == name and not (phone and person.phone and person.phone != phone):
                return person
        return None


def _places(person: Person) -> set[UUID]:
    return {post.organisation_id for post in person.posts.all() if post.during.upper is None}
