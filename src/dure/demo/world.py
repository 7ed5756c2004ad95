"""Everybody and everything of the demonstration, at hand while it is being told."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime
from random import Random
from uuid import UUID

from dure.cases.actions import Wording
from dure.demo.stage import WorkTime
from dure.engines.workdays.calendar import DAY_MINUTES
from dure.network.models import (
    Complex,
    ExpertProfile,
    Group,
    Office,
    Organisation,
    Person,
    Service,
)
from dure.network.queries.settings import work_calendar
from dure.network.standing import Standing, standing

PROGRAMME_BEGAN = date(2005, 4, 1)


@dataclass
class Crew:
    """Who works in an office."""

    head: Person
    coordinators: list[Person]
    secretariat: Person
    approver: Person


@dataclass
class World:
    """Objects by the names the stories use."""

    start: datetime
    dice: Random
    complexes: dict[str, Complex] = field(default_factory=dict)
    offices: dict[str, Office] = field(default_factory=dict)
    regions: dict[str, Office] = field(default_factory=dict)
    headquarters: Person | None = None
    crews: dict[UUID, Crew] = field(default_factory=dict)
    named: dict[str, Organisation] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)
    group_of: dict[UUID, Group] = field(default_factory=dict)
    firms: dict[str, list[Organisation]] = field(default_factory=lambda: defaultdict(list))
    bodies: dict[str, list[Organisation]] = field(default_factory=lambda: defaultdict(list))
    owners: dict[UUID, Person] = field(default_factory=dict)
    contacts: dict[UUID, Person] = field(default_factory=dict)
    experts: list[ExpertProfile] = field(default_factory=list)
    knows: dict[str, list[ExpertProfile]] = field(default_factory=lambda: defaultdict(list))
    at_body: dict[UUID, list[ExpertProfile]] = field(default_factory=lambda: defaultdict(list))
    services: list[Service] = field(default_factory=list)
    busy: dict[UUID, int] = field(default_factory=lambda: defaultdict(int))
    _standings: dict[UUID, Standing] = field(default_factory=dict)
    _stories: set[tuple[str, str]] = field(default_factory=set)
    _time: WorkTime | None = None

    @property
    def today(self) -> date:
        """The day of the first start, in Korea."""
        return self.start.date()

    def as_(self, person: Person) -> Standing:
        """How somebody stands; roles of the demonstration do not change while it is told."""
        if person.pk not in self._standings:
            self._standings[person.pk] = standing(person)
        return self._standings[person.pk]

    def forget_standings(self) -> None:
        """A block was named: who is kept out must be asked anew."""
        self._standings.clear()

    def coordinator_of(self, firm: Organisation) -> Standing:
        """The person in charge of a firm."""
        return self.as_(firm.coordinator or self.crew_of(firm).coordinators[0])

    def owner_of(self, firm: Organisation) -> Standing:
        """Who speaks for a firm."""
        return self.as_(self.owners[firm.pk])

    def crew_of(self, firm: Organisation) -> Crew:
        """The office that serves a firm."""
        return self.crews[_office_id(firm)]

    @property
    def time(self) -> WorkTime:
        """The working calendar with dice."""
        if self._time is None:
            self._time = WorkTime(work_calendar(), self.dice)
        return self._time

    def ago(self, days: float) -> datetime:
        """So many working days before the first start."""
        return self.time.before(self.start, max(days, 0.02))

    def due_in(self, days: float) -> float:
        """How long ago something began that falls due later today after so many working days."""
        closing = self.start.replace(hour=18, minute=0, second=0)
        left = (closing - self.start).total_seconds() / 60
        works = self.time.calendar.works_on(self.today) and self.start.hour >= 9
        return days - (left * 0.6 if works and left > 10 else 90) / DAY_MINUTES

    def service_for(self, kind: str, office_id: UUID | None) -> Service | None:
        """A service for a kind of need, of this office or of the whole country."""
        fitting = [
            each for each in self.services if kind in each.needs and each.office_id in (None, office_id)
        ]
        return self.dice.choice(fitting) if fitting else None

    def is_new_story(self, wording: Wording) -> bool:
        """Whether these words were not published yet."""
        words = (wording.problem, wording.solution)
        new = words not in self._stories
        self._stories.add(words)
        return new


def _office_id(firm: Organisation) -> UUID:
    if firm.office_id is None:
        raise LookupError("this firm has no office", firm.pk)
    return firm.office_id
