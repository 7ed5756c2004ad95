"""The lifecycles of a case and of a referral, as tables."""

from dure.cases.lifecycle.case import CASE
from dure.cases.lifecycle.referral import REFERRAL

__all__ = ["CASE", "REFERRAL"]
