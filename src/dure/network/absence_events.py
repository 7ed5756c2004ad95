"""What can happen while somebody of an office is away."""

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from dure.ledger.events import Event, touch
from dure.ledger.refs import Ref


@dataclass(frozen=True, kw_only=True)
class StandInNamed(Event):
    """A colleague stands in for somebody who is away for some days."""

    type: ClassVar[str] = "standin.named"
    says: ClassVar[Any] = _("{since}부터 {until}까지 {stand_in}이/가 {absent}의 일을 대신 봅니다.")
    absent: Ref = touch("absent")
    stand_in: Ref = touch("stand_in")
    office: Ref = touch("office")
    since: date
    until: date
    reason: str


@dataclass(frozen=True, kw_only=True)
class StandInEnded(Event):
    """Somebody came back earlier than planned, or the days were taken back."""

    type: ClassVar[str] = "standin.ended"
    says: ClassVar[Any] = _("{stand_in}이/가 {absent}의 일을 대신 보던 것을 마쳤습니다.")
    absent: Ref = touch("absent")
    stand_in: Ref = touch("stand_in")
    office: Ref = touch("office")
    on: date
