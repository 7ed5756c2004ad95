"""What one colleague passed to another."""

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from dure.cases.events.case import CaseEvent
from dure.ledger.events import Event, touch
from dure.ledger.refs import Ref


@dataclass(frozen=True, kw_only=True)
class CasePassedOn(CaseEvent):
    """A colleague took the case over from another; both stay credited."""

    type: ClassVar[str] = "case.passed_on"
    says: ClassVar[Any] = _("{former}이/가 {in_charge}에게 인수인계했습니다.")
    former: Ref = touch("former")
    in_charge: Ref = touch("in_charge")
    handover: Ref = touch("duty_handover")
    since: date
    firm_told: bool = False


@dataclass(frozen=True, kw_only=True)
class DutiesPlanned(Event):
    """Firms and cases of a colleague will pass to others on a day to come."""

    type: ClassVar[str] = "duties.planned"
    says: ClassVar[Any] = _("{former}의 일을 {since}부터 인수인계하기로 했습니다.")
    handover: Ref = touch("duty_handover")
    giver: Ref = touch("former")
    receivers: tuple[Ref, ...] = touch("duty_receiver")
    office: Ref = touch("office")
    since: date
    firms: int
    cases: int


@dataclass(frozen=True, kw_only=True)
class DutiesPassed(Event):
    """Firms and cases of a colleague passed to others in one act."""

    type: ClassVar[str] = "duties.passed"
    says: ClassVar[Any] = _("{former}의 일을 인수인계했습니다.")
    handover: Ref = touch("duty_handover")
    giver: Ref = touch("former")
    receivers: tuple[Ref, ...] = touch("duty_receiver")
    office: Ref = touch("office")
    since: date
    firms: int
    cases: int
    left_out: int = 0


@dataclass(frozen=True, kw_only=True)
class DutiesCancelled(Event):
    """A planned hand-over was taken back before its day."""

    type: ClassVar[str] = "duties.cancelled"
    says: ClassVar[Any] = _("{former}의 인수인계 계획을 거두었습니다.")
    handover: Ref = touch("duty_handover")
    giver: Ref = touch("former")
    receivers: tuple[Ref, ...] = touch("duty_receiver")
    office: Ref = touch("office")
