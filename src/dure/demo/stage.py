"""Plays many stories side by side on one clock, in the order in which things happen."""

import heapq
from collections.abc import Callable, Generator
from datetime import date, datetime, timedelta
from random import Random

from dure.cases.actions import ask_due_effects, run_clocks
from dure.engines.workdays import WorkCalendar
from dure.engines.workdays.calendar import DAY_MINUTES
from dure.ledger import clock

Script = Generator[datetime, None, None]
TICKS = (35, 300, 525)


class WorkTime:
    """Moments at which people work, drawn by seeded dice."""

    def __init__(self, calendar: WorkCalendar, dice: Random) -> None:
        self.calendar = calendar
        self.dice = dice

    def later(self, moment: datetime, least: float, most: float) -> datetime:
        """Some working days (or parts of one) after a moment."""
        minutes = round(self.dice.uniform(least, most) * DAY_MINUTES)
        return self.calendar.add(moment, minutes) + timedelta(seconds=self.dice.randrange(60))

    def before(self, moment: datetime, days: float) -> datetime:
        """The moment from which so many working days lead to this one."""
        left = round(days * DAY_MINUTES)
        at = moment.astimezone(self.calendar.zone)
        if not self.calendar.works_on(at.date()) or at <= self._opening(at.date()):
            at = self._closing_before(at.date())
        at = min(at, self._opening(at.date()) + timedelta(minutes=DAY_MINUTES))
        while left > (passed := round((at - self._opening(at.date())).total_seconds() / 60)):
            left -= passed
            at = self._closing_before(at.date())
        return at - timedelta(minutes=left)

    def within(self, first: date, last: date) -> datetime:
        """Some working moment between two days."""
        span = max(1, (last - first).days)
        day = first + timedelta(days=self.dice.randrange(span))
        while not self.calendar.works_on(day):
            day -= timedelta(days=1)
        return self._opening(day) + timedelta(minutes=self.dice.randrange(10, DAY_MINUTES - 10))

    def _opening(self, day: date) -> datetime:
        return datetime.combine(day, datetime.min.time(), self.calendar.zone) + timedelta(hours=9)

    def _closing_before(self, day: date) -> datetime:
        day -= timedelta(days=1)
        while not self.calendar.works_on(day):
            day -= timedelta(days=1)
        return self._opening(day) + timedelta(minutes=DAY_MINUTES)


class Stage:
    """Scripts wait for their moment; what lies after the end is not played."""

    def __init__(self, end: datetime, calendar: WorkCalendar) -> None:
        self.end = end
        self.calendar = calendar
        self._waiting: list[tuple[datetime, int, Script]] = []
        self._count = 0

    def enter(self, script: Script) -> None:
        """Let a script wait for its first moment."""
        first = next(script, None)
        if first is not None:
            self._wait(first, script)

    def play(self, progress: Callable[[int, int], None]) -> None:
        """Play until the end; the system's own clocks run three times a working day."""
        if self._waiting:
            self.enter(self._system(self._waiting[0][0].date()))
        done = total = len(self._waiting)
        while self._waiting:
            moment, _, script = heapq.heappop(self._waiting)
            if moment > self.end:
                continue
            with clock.at(moment):
                following = next(script, None)
            if following is None:
                done += 1
                progress(done - total, total)
            else:
                self._wait(max(following, moment), script)

    def _wait(self, moment: datetime, script: Script) -> None:
        self._count += 1
        heapq.heappush(self._waiting, (moment, self._count, script))

    def _system(self, first: date) -> Script:
        day = first
        while day <= self.end.date():
            opening = datetime.combine(day, datetime.min.time(), self.calendar.zone) + timedelta(hours=9)
            for minutes in TICKS if self.calendar.works_on(day) else ():
                yield opening + timedelta(minutes=minutes)
                while run_clocks():
                    pass
            if day.weekday() == 0 and self.calendar.works_on(day):
                ask_due_effects()
            day += timedelta(days=1)
        yield self.end
        run_clocks()
