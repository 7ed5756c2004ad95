"""Takes one step of a lifecycle: lock, ask the rules, move, run the clocks, record; all or nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from dure.cases.actions.clocks import start_clocks, stop_clocks
from dure.cases.events.case import CaseEvent, CaseMoved
from dure.cases.events.referral import ReferralEvent
from dure.cases.lifecycle import CASE, REFERRAL
from dure.cases.models import DifficultyCase, Referral
from dure.cases.rules import (
    must_be_possible,
    must_hold,
    possible_steps,
    roles_in_referral,
    roles_towards,
)
from dure.engines.lifecycle import Occasion, Step
from dure.engines.lifecycle.table import PAUSED
from dure.ledger import clock
from dure.ledger.doors import Recorder, recording, request_id
from dure.ledger.errors import Clash
from dure.ledger.models import Entry
from dure.ledger.refs import Ref
from dure.network.standing import Standing

ONCE = "once-"


@dataclass
class Move:
    """A step of a case while it is taken."""

    case: DifficultyCase
    step: Step | Occasion
    ledger: Recorder
    by: Standing

    @property
    def target(self) -> str:
        """The state this step leads to."""
        if isinstance(self.step, Occasion):
            return self.case.state
        return (self.case.paused_state or "TRIAGED") if self.step.to == PAUSED else self.step.to

    def move(self, event: type[CaseMoved], *, to: str | None = None, **told: Any) -> None:
        """Change the state, run the clocks, save and record the event."""
        case = self.case
        case.state = to or self.target
        if CASE.state(case.state).end:
            case.ended_at = clock.now()
        elif isinstance(self.step, Step) and self.step.reopen:
            case.ended_at = None
        stopped = stop_clocks(case, self.step.stops)
        due = start_clocks(case, self.step.starts)
        case.save()
        self.ledger.record(
            event(
                case=case.ref,
                firm=Ref("organisation", case.firm_id),
                office=Ref("office", case.office_id),
                state=case.state,
                due=due or None,
                stopped=stopped,
                **told,
            ),
            scope=case.office_id,
        )

    def tell(self, event: type[CaseEvent], **told: Any) -> None:
        """Record what happened without a change of state; clocks run all the same."""
        stop_clocks(self.case, self.step.stops)
        start_clocks(self.case, self.step.starts)
        self.case.save()
        firm = Ref("organisation", self.case.firm_id)
        self.ledger.record(event(case=self.case.ref, firm=firm, **told), scope=self.case.office_id)


@contextmanager
def stepping(case: DifficultyCase, code: str, by: Standing, **facts: Any) -> Iterator[Move]:
    """Lock the case, check role, state and guards of a step or occasion, and hand it over to be done."""
    with recording(by=by.actor) as ledger:
        held = lock_case(case)
        must_be_new(held)
        roles = roles_towards(by, held)
        step = must_be_possible(CASE, code, held.state, roles, lambda: possible_steps(by, held, roles))
        must_hold(step.guards, held, by, **facts)
        yield Move(held, step, ledger, by)
        case.refresh_from_db()


def lock_case(case: DifficultyCase) -> DifficultyCase:
    """The case as it is now, held until the transaction ends."""
    return (
        DifficultyCase.objects.select_for_update(of=("self",))
        .select_related("firm", "office")
        .get(pk=case.pk)
    )


def must_be_new(case: DifficultyCase) -> None:
    """A form that was sent twice is done once; the second sending finds the entry of the first."""
    name = request_id.get()
    if name.startswith(ONCE) and _entered(case, name):
        raise Clash("already_done")


def was_done(case: DifficultyCase, once: UUID) -> bool:
    """Whether the form of this name was already done for a case."""
    return _entered(case, f"{ONCE}{once.hex}")


def _entered(case: DifficultyCase, name: str) -> bool:
    return Entry.objects.filter(request=name, touches__uid=case.pk).exists()


def must_be_unchanged(case: DifficultyCase, seen: str | None) -> None:
    """Two people at once: whoever saw another state than the present one is told."""
    if seen and seen != case.state:
        raise Clash("changed_meanwhile", state=case.state, seen=seen)


@dataclass
class ReferralMove:
    """A step of a referral while it is taken."""

    referral: Referral
    step: Step | Occasion
    ledger: Recorder
    by: Standing

    def move(self, event: type[ReferralEvent], *, to: str | None = None, **told: Any) -> None:
        """Change the state if the step does, run the clocks, save and record the event."""
        referral, case = self.referral, self.referral.case
        if isinstance(self.step, Step):
            referral.state = to or self.step.to
            if REFERRAL.state(referral.state).end:
                referral.ended_at = clock.now()
        stopped = stop_clocks(case, self.step.stops, referral)
        due = start_clocks(case, self.step.starts, referral)
        referral.save()
        self.ledger.record(
            event(
                case=case.ref,
                firm=Ref("organisation", case.firm_id),
                referral=referral.ref,
                helper=helper_ref(referral),
                referral_state=referral.state if isinstance(self.step, Step) else None,
                due=due or None,
                stopped=stopped,
                **told,
            ),
            scope=case.office_id,
        )


@contextmanager
def stepping_referral(referral: Referral, code: str, by: Standing, **facts: Any) -> Iterator[ReferralMove]:
    """Lock case and referral, check role, state and guards, and hand the referral over to be moved."""
    with recording(by=by.actor) as ledger:
        case = lock_case(referral.case)
        must_be_new(case)
        held = Referral.objects.select_for_update(of=("self",)).get(pk=referral.pk)
        held.case = case
        roles = roles_in_referral(by, held)
        instead = lambda: REFERRAL.possible(held.state, roles)  # noqa: E731
        step = must_be_possible(REFERRAL, code, held.state, roles, instead)
        must_hold(
            step.guards,
            case,
            by,
            **{"referral": held, "person": held.person, "organisation": held.organisation, **facts},
        )
        yield ReferralMove(held, step, ledger, by)
        referral.refresh_from_db()


def helper_ref(referral: Referral) -> Ref:
    """How entries name the helper of a referral."""
    if referral.person_id:
        return Ref("person", referral.person_id)
    if referral.organisation_id:
        return Ref("organisation", referral.organisation_id)
    if referral.group_id:
        return Ref("group", referral.group_id)
    return Ref("office", referral.case.office_id)
