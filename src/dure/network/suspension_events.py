"""What is said when somebody has the use of the own data stopped."""

from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from dure.ledger.events import Event, touch
from dure.ledger.refs import Ref


@dataclass(frozen=True, kw_only=True)
class PersonSuspended(Event):
    """The data of a person are kept and used for nothing: no message, no suggestion."""

    type: ClassVar[str] = "person.suspended"
    says: ClassVar[Any] = _("개인정보 처리를 정지했습니다.")
    person: Ref = touch("person")


@dataclass(frozen=True, kw_only=True)
class PersonResumed(Event):
    """The data of a person may be used again."""

    type: ClassVar[str] = "person.resumed"
    says: ClassVar[Any] = _("개인정보 처리 정지를 풀었습니다.")
    person: Ref = touch("person")
