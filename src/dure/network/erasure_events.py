"""What is said when the data of a person go for good."""

from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from dure.ledger.events import Event, touch
from dure.ledger.refs import Ref


@dataclass(frozen=True, kw_only=True)
class PersonErased(Event):
    """What identifies somebody was erased for good; what happened stays, without a name."""

    type: ClassVar[str] = "person.erased"
    says: ClassVar[Any] = _("개인정보를 파기했습니다.")
    person: Ref = touch("person")
    ground: str
