"""Hold, resume, withdraw, reopen."""

from datetime import date

from dateutil.relativedelta import relativedelta

from dure.cases import events
from dure.cases.actions.clocks import pause_clocks, resume_clocks, start_clocks
from dure.cases.actions.referrals import close_referrals
from dure.cases.actions.stepping import Move, stepping
from dure.cases.lifecycle import CASE
from dure.cases.models import DifficultyCase, Ending
from dure.ledger import clock
from dure.ledger.errors import Refused
from dure.network.queries.settings import setting
from dure.network.standing import SYSTEM_STANDING, Standing
from dure.papers.actions import keep_consent


def pause_case(*, case: DifficultyCase, reason: str, next_look_on: date, by: Standing) -> None:
    """Put a case on hold until a day; its clocks stand still."""
    with stepping(case, "pause", by, next_look_on=next_look_on) as move:
        _hold(move, reason=reason, next_look_on=next_look_on, code="PAUSED")


def hold_for_silence(*, case: DifficultyCase) -> None:
    """No answer to the question of consent: on hold, never a refusal."""
    with stepping(case, "consent_silent", SYSTEM_STANDING) as move:
        look = clock.today() + relativedelta(months=setting("case.next_look.months"))
        _hold(move, reason="", next_look_on=look, code="NO_CONSENT_YET")


def resume_case(*, case: DifficultyCase, by: Standing, consent_kind: str = "") -> None:
    """Go on where it stood; a late consent leads to 접수."""
    with stepping(case, "resume", by) as move:
        held = move.case
        to = held.paused_state or "TRIAGED"
        if to == "CONSENT_WAIT" and consent_kind:
            keep_consent(
                on=held.ref, subject=held.firm, purpose="REGISTRATION", kind=consent_kind, by=by.actor
            )
            held.consented_at = held.received_at = clock.now()
            to = "RECEIVED"
        held.paused_state, held.next_look_on = None, None
        if to == "RECEIVED" and consent_kind:
            start_clocks(held, CASE.step("consent").starts)
        elif to == "CONSENT_WAIT":
            start_clocks(held, ("CONSENT",))
        resume_clocks(held)
        move.move(events.CaseResumed, to=to, cleared=("paused_state", "next_look_on"))
        _begin_if_accepted(held)


def _begin_if_accepted(case: DifficultyCase) -> None:
    """An acceptance that arrived while on hold counts now."""
    if case.state == "TRIAGED" and case.referrals.filter(state__in=("ACCEPTED", "WORKING")).exists():
        with stepping(case, "first_acceptance", SYSTEM_STANDING) as move:
            move.move(events.SupportBegun)


def withdraw_case(*, case: DifficultyCase, reason: str, by: Standing) -> None:
    """The firm does not want it any more; everybody who was asked gets a courteous note."""
    with stepping(case, "withdraw", by) as move:
        _leave_hold(move)
        Ending.objects.create(
            case=move.case, step="withdraw", reason=reason, told_by_id=by.person_id, at=clock.now()
        )
        move.move(events.CaseWithdrawn, reason="FIRM", cleared=("paused_state", "next_look_on"))
        close_referrals(move.case)


def close_on_hold(*, case: DifficultyCase, reason: str, by: Standing, supported: bool) -> None:
    """Close from a hold: support was given and the firm can no longer be asked, or no support was given."""
    code = "close_supported" if supported else "close_unsupported"
    with stepping(case, code, by) as move:
        _leave_hold(move)
        Ending.objects.create(
            case=move.case, step=code, reason=reason, told_by_id=by.person_id, at=clock.now()
        )
        event = events.CaseUnconfirmed if supported else events.CaseUnsolved
        move.move(event, reason="ON_HOLD", cleared=("paused_state", "next_look_on"))
        close_referrals(move.case)


def reopen_case(*, case: DifficultyCase, reason: str, by: Standing) -> None:
    """Open a case again from any end; the earlier end stays in the history."""
    if not reason.strip():
        raise Refused("reason_missing")
    with stepping(case, "reopen", by) as move:
        earlier = move.case.state
        Ending.objects.create(
            case=move.case, step="reopen", reason=reason, told_by_id=by.person_id, at=clock.now()
        )
        move.move(events.CaseReopened, earlier=earlier)


def _hold(move: Move, *, reason: str, next_look_on: date, code: str) -> None:
    held = move.case
    held.paused_state, held.next_look_on = held.state, next_look_on
    Ending.objects.create(case=held, step=move.step.code, reason=reason, at=clock.now())
    pause_clocks(held)
    move.move(events.CasePaused, paused_state=held.paused_state, next_look_on=next_look_on, reason=code)


def _leave_hold(move: Move) -> None:
    move.case.paused_state, move.case.next_look_on = None, None
