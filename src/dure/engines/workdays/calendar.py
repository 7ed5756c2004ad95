"""A calendar of working days with opening hours; all moments are timezone-aware."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

OPENS, CLOSES = time(9), time(18)
DAY_MINUTES = 9 * 60


@dataclass(frozen=True)
class WorkCalendar:
    """Monday to Friday, 9 to 18 o'clock (540 minutes), without the given days off."""

    days_off: Collection[date] = field(default_factory=frozenset)
    zone: ZoneInfo = ZoneInfo("Asia/Seoul")

    def works_on(self, day: date) -> bool:
        """Whether this is a working day."""
        return day.weekday() < 5 and day not in self.days_off

    def add(self, moment: datetime, minutes: int) -> datetime:
        """The moment when so many working minutes (>= 0) have passed."""
        at = self._opened(moment.astimezone(self.zone))
        left = minutes
        while left > (until_close := _minutes(self._closing(at) - at)):
            left -= until_close
            at = self._opened(self._closing(at))
        return at + timedelta(minutes=left)

    def add_days(self, moment: datetime, days: float) -> datetime:
        """The moment when so many working days of 540 minutes have passed."""
        return self.add(moment, round(days * DAY_MINUTES))

    def minutes_between(self, start: datetime, end: datetime) -> int:
        """Working minutes from start to end; negative when end is earlier."""
        if end < start:
            return -self.minutes_between(end, start)
        at, stop = self._opened(start.astimezone(self.zone)), end.astimezone(self.zone)
        passed = 0
        while at < stop:
            closing = self._closing(at)
            passed += _minutes(min(closing, stop) - at)
            at = self._opened(closing)
        return passed

    def days_between(self, start: date, end: date) -> int:
        """Working days after start up to and including end; negative when end is earlier."""
        if end < start:
            return -self.days_between(end, start)
        span = (end - start).days
        return sum(self.works_on(start + timedelta(days=n)) for n in range(1, span + 1))

    def _opened(self, at: datetime) -> datetime:
        """The same moment, or the next opening when closed."""
        if self.works_on(at.date()):
            if at.time() < OPENS:
                return datetime.combine(at.date(), OPENS, self.zone)
            if at.time() < CLOSES:
                return at
        day = at.date() + timedelta(days=1)
        while not self.works_on(day):
            day += timedelta(days=1)
        return datetime.combine(day, OPENS, self.zone)

    def _closing(self, at: datetime) -> datetime:
        return datetime.combine(at.date(), CLOSES, self.zone)


def _minutes(span: timedelta) -> int:
    return round(span.total_seconds() / 60)
