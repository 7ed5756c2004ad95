"""Settings as shipped: proposals of the product (U) or customary limits, changed by headquarters with validity."""

from typing import Any, NamedTuple


class Default(NamedTuple):
    """A value, its unit and where it comes from."""

    value: Any
    unit: str
    basis: str


WORKING_DAYS, DAYS, YEARS, COUNT, MONTHS = "working_day", "day", "year", "count", "month"

DEFAULTS: dict[str, Default] = {
    "case.first_answer": Default(1, WORKING_DAYS, "ZEUS 3·3; fall back 1 working day (U)"),
    "case.take_up": Default(3, WORKING_DAYS, "U"),
    "case.find_helper": Default(10, WORKING_DAYS, "U"),
    "case.consent": Default(14, DAYS, "U"),
    "case.consent.reminder": Default(5, WORKING_DAYS, "U"),
    "case.confirmation": Default(21, DAYS, "U"),
    "case.confirmation.reminder": Default(7, DAYS, "U"),
    "case.confirmation.second_reminder": Default(14, DAYS, "U"),
    "case.handover": Default(2, WORKING_DAYS, "U"),
    "case.next_look.months": Default(3, MONTHS, "U"),
    "case.forwarding_answer": Default(30, DAYS, "U"),
    "case.no_consent.months": Default(6, MONTHS, "U"),
    "case.progress": Default(20, WORKING_DAYS, "U"),
    "case.visits": Default(10, COUNT, "기술닥터 stage 1"),
    "case.effect.years": Default([1, 2, 3], YEARS, "3-year follow-up in trade events; U for cases"),
    "referral.answer": Default(5, WORKING_DAYS, "U"),
    "referral.answer.reminder": Default(3, WORKING_DAYS, "U"),
    "referral.first_contact": Default(3, WORKING_DAYS, "U"),
    "referral.name_person": Default(3, WORKING_DAYS, "U"),
    "referral.levels": Default(2, COUNT, "U"),
    "rating.least": Default(3, COUNT, "EXP-01"),
    "group.least_firms": Default(3, COUNT, "small cells"),
    "office.small": Default(5, COUNT, "U"),
}
