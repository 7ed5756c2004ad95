"""The time that entries carry: the wall clock, or the moment a simulation has reached."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

SEOUL = ZoneInfo("Asia/Seoul")
_moment: ContextVar[datetime | None] = ContextVar("ledger_moment", default=None)


def now() -> datetime:
    """The moment at which something happens; a rehearsal runs some days ahead of the wall clock."""
    return _moment.get() or timezone.now() + timedelta(days=settings.LEDGER_DAYS_AHEAD)


def today() -> date:
    """The day in Korea."""
    return now().astimezone(SEOUL).date()


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Let everything inside happen at another moment (simulation, import, tests)."""
    token = _moment.set(moment)
    try:
        yield
    finally:
        _moment.reset(token)
