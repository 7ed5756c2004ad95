"""Working time: how long until a moment, when a number of working days is over."""

from dure.engines.workdays.calendar import DAY_MINUTES, WorkCalendar

__all__ = ["DAY_MINUTES", "WorkCalendar"]
