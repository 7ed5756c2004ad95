"""What can happen to consents about personal data and messages."""

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from dure.ledger.events import Event, touch
from dure.ledger.refs import Ref


@dataclass(frozen=True, kw_only=True)
class ConsentSaid(Event):
    """Somebody agreed to a use of personal data or to a kind of message."""

    type: ClassVar[str] = "consent.said"
    says: ClassVar[Any] = _("{subject}의 동의를 적었습니다.")
    subject: Ref = touch("subject")
    purpose: str
    source: str
    on: date


@dataclass(frozen=True, kw_only=True)
class ConsentTakenBack(Event):
    """Somebody refused or took a consent back."""

    type: ClassVar[str] = "consent.taken_back"
    says: ClassVar[Any] = _("{subject}의 거부를 적었습니다.")
    subject: Ref = touch("subject")
    purpose: str
    source: str
    on: date
