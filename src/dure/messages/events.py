"""What can happen to messages; what they say stays outside the ledger."""

from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from dure.ledger.events import Event, touch
from dure.ledger.refs import Ref


@dataclass(frozen=True, kw_only=True)
class MessageWritten(Event):
    """A message to somebody was written, to be sent or copied."""

    type: ClassVar[str] = "message.written"
    says: ClassVar[Any] = _("{person}에게 보낼 글을 썼습니다.")
    message: Ref = touch("message")
    person: Ref = touch("person")
    code: str
    kind: str
    way: str


@dataclass(frozen=True, kw_only=True)
class MessageSettled(Event):
    """A message went out, arrived or failed."""

    type: ClassVar[str] = "message.settled"
    says: ClassVar[Any] = _("{person}에게 보낸 글의 결과를 적었습니다.")
    message: Ref = touch("message")
    person: Ref = touch("person")
    way: str
    state: str
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class TemplateChanged(Event):
    """A text of an office has a new version."""

    type: ClassVar[str] = "message.template_changed"
    says: ClassVar[Any] = _("보내는 글을 고쳤습니다.")
    template: Ref = touch("message_template")
    office: Ref = touch("office")
    code: str
    version: int
