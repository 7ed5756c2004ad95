"""Clocks: start, stop, pause with a hold, and what happens when one runs out."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from dateutil.relativedelta import relativedelta

from dure.cases.lifecycle import CASE, REFERRAL
from dure.cases.models import CaseClock, DifficultyCase, Referral
from dure.engines.lifecycle import Clock
from dure.ledger import clock
from dure.network.defaults import DAYS, DEFAULTS, MONTHS
from dure.network.queries.settings import setting, work_calendar


def start_clocks(
    case: DifficultyCase, codes: Iterable[str], referral: Referral | None = None
) -> dict[str, str]:
    """Start clocks anew; returns their due moments by code."""
    codes, due, made = tuple(codes), {}, []
    stop_clocks(case, codes, referral)
    for code in codes:
        table = clock_table(code, referral)
        moment = clock.now()
        promised = {"NEXT_LOOK": case.next_look_on, "ANSWER": case.forwarding_due_on}.get(code)
        due_at = _morning_of(promised) if promised else after(moment, table.limit)
        made.append(
            CaseClock(
                case=case,
                referral=referral,
                code=code,
                started_at=moment,
                due_at=due_at,
                reminders=[after(moment, reminder) for reminder in table.reminders],
            )
        )
        due[code] = due_at.isoformat()
    if made:
        CaseClock.objects.bulk_create(made)
    return due


def stop_clocks(
    case: DifficultyCase, codes: Iterable[str], referral: Referral | None = None
) -> tuple[str, ...]:
    """Stop running or paused clocks; returns the codes that were running."""
    codes = tuple(codes)
    if not codes:
        return ()
    running = CaseClock.objects.filter(case=case, referral=referral, code__in=codes, stopped_at=None)
    stopped = tuple(running.values_list("code", flat=True))
    if stopped:
        running.update(stopped_at=clock.now())
    return stopped


def pause_clocks(case: DifficultyCase) -> None:
    """Hold every clock of a case that pauses; what is left of each is kept in working minutes."""
    calendar, moment = work_calendar(), clock.now()
    for each in CaseClock.objects.filter(case=case, stopped_at=None, due_at__isnull=False):
        if not clock_table(each.code, each.referral).pauses:
            continue
        each.left = max(0, calendar.minutes_between(moment, each.due_at)) if each.due_at else 0
        each.reminders_left = [
            calendar.minutes_between(moment, reminder) for reminder in each.reminders if reminder > moment
        ]
        each.due_at, each.reminders = None, []
        each.save()


def resume_clocks(case: DifficultyCase) -> dict[str, str]:
    """Let paused clocks run on with what was left; returns the new due moments."""
    calendar, moment, due = work_calendar(), clock.now(), {}
    for each in CaseClock.objects.filter(case=case, stopped_at=None, due_at=None):
        each.due_at = calendar.add(moment, each.left or 0)
        each.reminders = [calendar.add(moment, left) for left in each.reminders_left]
        each.left, each.reminders_left = None, []
        each.save()
        due[each.code] = each.due_at.isoformat()
    return due


def _morning_of(day: date) -> datetime:
    return datetime.combine(day, time(hour=9), clock.SEOUL)


def clock_table(code: str, referral: Referral | None) -> Clock:
    """The row of the lifecycle's table."""
    return (REFERRAL if referral else CASE).clock(code)


def after(moment: datetime, limit: str) -> datetime:
    """When a limit of the settings, counted from a moment, is over."""
    value, unit = setting(limit), DEFAULTS[limit].unit
    if unit == DAYS:
        return work_calendar().add(moment + timedelta(days=value), 0)
    if unit == MONTHS:
        return work_calendar().add(moment + relativedelta(months=value), 0)
    return work_calendar().add_days(moment, value)
