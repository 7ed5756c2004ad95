"""What falls due by itself: reminders, limits that run out, yearly questions for effects."""

import logging
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from dateutil.relativedelta import relativedelta

from dure.cases import events
from dure.cases.actions.clocks import clock_table
from dure.cases.actions.effects import ask_effects
from dure.cases.actions.holds import hold_for_silence
from dure.cases.actions.outcome import end_unconfirmed
from dure.cases.actions.referrals import expire_referral
from dure.cases.actions.stepping import helper_ref
from dure.cases.models import CaseClock, DifficultyCase
from dure.ledger import clock
from dure.ledger.doors import recording
from dure.ledger.errors import DureError
from dure.ledger.models import Entry
from dure.ledger.refs import Ref
from dure.network.queries.settings import setting
from dure.network.standing import SYSTEM_STANDING

log = logging.getLogger(__name__)
BATCH = 200


def run_clocks() -> int:
    """Send due reminders and let limits run out; returns how many clocks moved."""
    moved = 0
    due = CaseClock.objects.filter(stopped_at=None, ran_out_at=None, due_at__lte=clock.now())
    for pk in due.order_by("due_at").values_list("pk", flat=True)[:BATCH]:
        moved += _guarded(_run_out, pk)
    reminding = CaseClock.objects.filter(
        stopped_at=None, reminders__0__lte=clock.now(), due_at__gt=clock.now()
    )
    for pk in reminding.values_list("pk", flat=True)[:BATCH]:
        moved += _guarded(_remind, pk)
    return moved


def ask_due_effects() -> int:
    """Ask the firms whose case ended one, two or three years ago; each once a round."""
    asked = 0
    for round, years in enumerate(setting("case.effect.years"), start=1):
        day = clock.today() - relativedelta(years=years)
        ended = DifficultyCase.objects.filter(
            state__in=("SOLVED", "UNCONFIRMED"), ended_at__date__lte=day, ended_at__date__gt=day - timedelta(days=90),
            imported=False,
        )  # fmt: skip
        for case in ended:
            known = Entry.objects.filter(
                type=events.EffectAsked.type, touches__uid=case.pk, payload__round=round
            ).exists()
            if not known:
                ask_effects(case=case, round=round)
                asked += 1
    return asked


def _guarded(act: Callable[[UUID], None], pk: UUID) -> int:
    try:
        act(pk)
    except DureError as refused:
        log.warning("a clock stays: %s", refused.code)
        return 0
    return 1


def _run_out(pk: UUID) -> None:
    with recording(by=SYSTEM_STANDING.actor) as ledger:
        each = CaseClock.objects.select_for_update(of=("self",)).select_related("case", "referral").get(pk=pk)
        if each.stopped_at or each.ran_out_at:
            return
        each.ran_out_at = clock.now()
        each.save(update_fields=["ran_out_at"])
        table = clock_table(each.code, each.referral)
        ledger.record(
            events.ClockRanOut(
                case=each.case.ref,
                firm=Ref("organisation", each.case.firm_id),
                referral=each.referral.ref if each.referral else None,
                clock=each.code,
                turn=table.turn,
            ),
            scope=each.case.office_id,
        )
        if table.then == "expire" and each.referral:
            expire_referral(referral=each.referral)
        elif table.then == "consent_silent":
            hold_for_silence(case=each.case)
        elif table.then == "end_unconfirmed":
            end_unconfirmed(case=each.case)


def _remind(pk: UUID) -> None:
    with recording(by=SYSTEM_STANDING.actor) as ledger:
        each = CaseClock.objects.select_for_update(of=("self",)).select_related("case", "referral").get(pk=pk)
        if each.stopped_at or not each.reminders or each.reminders[0] > clock.now():
            return
        table = clock_table(each.code, each.referral)
        round = len(table.reminders) - len(each.reminders) + 1
        each.reminders = each.reminders[1:]
        each.save(update_fields=["reminders"])
        firm = Ref("organisation", each.case.firm_id)
        if each.referral:
            ledger.record(
                events.HelperReminded(
                    case=each.case.ref,
                    firm=firm,
                    referral=each.referral.ref,
                    helper=helper_ref(each.referral),
                    round=round,
                ),
                scope=each.case.office_id,
            )
        else:
            ledger.record(
                events.CaseReminded(case=each.case.ref, firm=firm, clock=each.code, round=round),
                scope=each.case.office_id,
            )
