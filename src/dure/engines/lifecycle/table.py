"""The table of a lifecycle and the questions one can ask it."""

from collections.abc import Collection, Iterator
from dataclasses import asdict, dataclass
from typing import Any, TypeVar

PAUSED = "="
Coded = TypeVar("Coded")


@dataclass(frozen=True)
class State:
    """A state; `firm_step` is what the outside sees, `counted` the line of the statistics an end falls into."""

    code: str
    ko: str
    end: bool = False
    firm_step: str | None = None
    counted: str | None = None


@dataclass(frozen=True)
class Step:
    """A change of state. `to` may be `=`: the state that a pause left.

    roles: who may take it; guards: what must hold; starts/stops: clocks; noun: its name in addresses.
    """

    code: str
    ko: str
    frm: tuple[str, ...]
    to: str
    roles: tuple[str, ...]
    noun: str
    event: str
    guards: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()
    stops: tuple[str, ...] = ()
    reopen: bool = False
    weight: int = 5


@dataclass(frozen=True)
class Occasion:
    """Something that may happen in a state without leaving it."""

    code: str
    ko: str
    states: tuple[str, ...]
    roles: tuple[str, ...]
    noun: str
    event: str
    guards: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()
    stops: tuple[str, ...] = ()
    weight: int = 9


@dataclass(frozen=True)
class Clock:
    """A limit: `limit` and `reminders` name settings in working days; `then` is the step when it runs out."""

    code: str
    ko: str
    limit: str
    turn: str
    reminders: tuple[str, ...] = ()
    then: str | None = None
    pauses: bool = True


@dataclass(frozen=True)
class Tag:
    """A mark with its own record that does not move the state."""

    code: str
    ko: str
    states: tuple[str, ...]


@dataclass(frozen=True)
class DueList:
    """What falls due after an end; `limit` names a setting (years or days)."""

    code: str
    ko: str
    after: tuple[str, ...]
    limit: str


@dataclass(frozen=True)
class Lifecycle:
    """A state machine as a table."""

    code: str
    ko: str
    start: str
    states: tuple[State, ...]
    steps: tuple[Step, ...]
    occasions: tuple[Occasion, ...] = ()
    clocks: tuple[Clock, ...] = ()
    tags: tuple[Tag, ...] = ()
    due_lists: tuple[DueList, ...] = ()

    def state(self, code: str) -> State:
        """The state of that code; KeyError when there is none."""
        return _by_code(self.states, code)

    def step(self, code: str) -> Step:
        """The step of that code; KeyError when there is none."""
        return _by_code(self.steps, code)

    def occasion(self, code: str) -> Occasion:
        """The occasion of that code; KeyError when there is none."""
        return _by_code(self.occasions, code)

    def clock(self, code: str) -> Clock:
        """The clock of that code; KeyError when there is none."""
        return _by_code(self.clocks, code)

    def open_states(self) -> tuple[str, ...]:
        """Codes of the states that are no end."""
        return tuple(state.code for state in self.states if not state.end)

    def ends(self) -> tuple[str, ...]:
        """Codes of the ends."""
        return tuple(state.code for state in self.states if state.end)

    def possible(self, state: str, roles: Collection[str]) -> list[Step | Occasion]:
        """What somebody in these roles may do in this state, likeliest first; guards are still to be asked."""
        found: list[Step | Occasion] = [
            step for step in self.steps if state in step.frm and set(step.roles) & set(roles)
        ]
        found += [each for each in self.occasions if state in each.states and set(each.roles) & set(roles)]
        return sorted(found, key=lambda each: each.weight)

    def targets(self, step: Step) -> tuple[str, ...]:
        """The states a step may lead to; a resumed pause leads to any state that can be paused."""
        if step.to != PAUSED:
            return (step.to,)
        return tuple(
            dict.fromkeys(
                frm for each in self.steps for frm in each.frm if each.to in step.frm and frm not in step.frm
            )
        )

    def edges(self) -> Iterator[tuple[str, Step, str]]:
        """Every change of state as from, step, to."""
        for step in self.steps:
            for frm in step.frm:
                for to in self.targets(step):
                    yield frm, step, to

    def faults(self) -> list[str]:
        """What is wrong with the table: unreachable or dead states, ends left, unknown codes; empty when sound."""
        known = {state.code for state in self.states}
        found = [f"unknown state {code}" for code in sorted(self._named() - known)]
        found += [f"{code} cannot be reached" for code in sorted(known - self._reached())]
        found += [f"{code} has no way to an end" for code in sorted(known - self._ending())]
        ends = set(self.ends())
        found += [
            f"{step.code} leaves an end but is no reopening"
            for step in self.steps
            if set(step.frm) & ends and not step.reopen
        ]
        clocks = {clock.code for clock in self.clocks}
        every: tuple[Step | Occasion, ...] = (*self.steps, *self.occasions)
        used = {code for each in every for code in (*each.starts, *each.stops)}
        found += [f"unknown clock {code}" for code in sorted(used - clocks)]
        steps = {step.code for step in self.steps}
        found += [
            f"clock {c.code} ends in unknown {c.then}" for c in self.clocks if c.then and c.then not in steps
        ]
        return found

    def as_json(self) -> dict[str, Any]:
        """The published form: the format of `dure flow check --model`."""
        return asdict(self)

    def _named(self) -> set[str]:
        named = {self.start}
        for step in self.steps:
            named |= set(step.frm) | ({step.to} - {PAUSED})
        stays: tuple[Occasion | Tag, ...] = (*self.occasions, *self.tags)
        for each in stays:
            named |= set(each.states)
        return named

    def _reached(self) -> set[str]:
        edges = list(self.edges())
        reached = {self.start}
        while more := {to for frm, _, to in edges if frm in reached} - reached:
            reached |= more
        return reached

    def _ending(self) -> set[str]:
        edges = [(frm, to) for frm, step, to in self.edges() if not step.reopen]
        ending = set(self.ends())
        while more := {frm for frm, to in edges if to in ending} - ending:
            ending |= more
        return ending


def _by_code(rows: tuple[Coded, ...], code: str) -> Coded:
    for row in rows:
        if getattr(row, "code", None) == code:
            return row
    raise KeyError(code)
