"""How a case ends: confirmation by the firm, silence, no solution."""

from datetime import date, datetime, time

from dure.cases import events
from dure.cases.actions.clocks import after
from dure.cases.actions.referrals import close_referrals
from dure.cases.actions.stepping import Move, helper_ref, stepping
from dure.cases.models import CaseClock, DifficultyCase, Ending, Resolution
from dure.ledger import clock
from dure.ledger.errors import Refused
from dure.network.standing import SYSTEM_STANDING, Standing
from dure.papers.actions import keep_consent


def ask_confirmation(*, case: DifficultyCase, by: Standing, result: str = "", reason: str = "") -> None:
    """Support is done; the firm is asked whether it is solved."""
    with stepping(case, "ask_confirmation", by, reason=reason) as move:
        own = move.case.referrals.filter(person_id=by.person_id, state__in=("ACCEPTED", "WORKING")).first()
        if own is not None and result:
            own.result = result
            own.save(update_fields=["result"])
        elif result:
            Ending.objects.create(
                case=move.case,
                step="ask_confirmation",
                reason=result,
                told_by_id=by.person_id,
                at=clock.now(),
            )
        move.move(events.ConfirmationAsked)


def confirm_solution(
    *,
    case: DifficultyCase,
    by: Standing,
    kind: str = "ACCOUNT",
    note: str = "",
    method: str = "",
    confirmed_by: str = "",
) -> None:
    """The firm's word that it is solved: the only thing that makes a case count as solved."""
    code = "confirm_late" if case.state == "UNCONFIRMED" else "confirm_solution"
    with stepping(case, code, by, kind=kind) as move:
        held = move.case
        Resolution.objects.create(
            case=held, note=note, method=method, confirmed_by=confirmed_by[:80], kind=kind, at=clock.now()
        )
        keep_consent(on=held.ref, subject=held.firm, purpose="CONFIRMATION", kind=kind, by=by.actor)
        solver = (
            held.referrals.filter(state__in=("ACCEPTED", "WORKING", "ENDED")).order_by("answered_at").first()
        )
        held.difficulties.update(solved=True)
        move.move(events.CaseSolved, kind=kind, solver=helper_ref(solver) if solver else None)
        close_referrals(held)


def say_not_yet(*, case: DifficultyCase, missing: str, by: Standing) -> None:
    """The firm says what is still missing; there is no limit of rounds."""
    if not missing.strip():
        raise Refused("missing_words")
    with stepping(case, "ask_for_more", by) as move:
        Ending.objects.create(case=move.case, step="ask_for_more", reason=missing, at=clock.now())
        move.move(events.NotYetSolved)


def ask_more_time(*, case: DifficultyCase, until: date, by: Standing) -> None:
    """The firm wants to watch it longer; the reminders start again from that day."""
    if until <= clock.today():
        raise Refused("day_past", on=until)
    with stepping(case, "ask_more_time", by) as move:
        move.tell(events.ConfirmationPostponed, until=until)
        _restart_from(move, until)


def _restart_from(move: Move, day: date) -> None:
    morning = datetime.combine(day, time(9), clock.SEOUL)
    running = CaseClock.objects.get(case=move.case, code="CONFIRMATION", stopped_at=None)
    running.due_at = after(morning, "case.confirmation")
    running.reminders = [
        after(morning, "case.confirmation.reminder"),
        after(morning, "case.confirmation.second_reminder"),
    ]
    running.save()


def end_unconfirmed(*, case: DifficultyCase) -> None:
    """The firm stayed silent after two reminders; a late word still counts."""
    with stepping(case, "end_unconfirmed", SYSTEM_STANDING) as move:
        move.move(events.CaseUnconfirmed, reason="SILENT")
        close_referrals(move.case)


def end_unsolved(*, case: DifficultyCase, reason: str, by: Standing, suggestion: str = "") -> None:
    """Nobody found, not solvable, or it did not help; told by a person, with what can be done next."""
    if not reason.strip():
        raise Refused("reason_missing")
    code = "nobody_found" if case.state == "TRIAGED" else "not_solvable"
    with stepping(case, code, by) as move:
        Ending.objects.create(
            case=move.case,
            step=code,
            reason=reason,
            suggestion=suggestion,
            told_by_id=by.person_id,
            at=clock.now(),
        )
        move.move(events.CaseUnsolved, reason=code.upper())
        close_referrals(move.case)
