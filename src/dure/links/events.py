"""What can happen to links."""

from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from dure.ledger.events import Event, touch
from dure.ledger.refs import Ref


@dataclass(frozen=True, kw_only=True)
class LinkEvent(Event):
    """Something happened to a link of a case."""

    link: Ref = touch("link")
    case: Ref = touch("case")
    firm: Ref = touch("firm")
    addressee: Ref = touch("addressee")
    purpose: str


@dataclass(frozen=True, kw_only=True)
class LinkMade(LinkEvent):
    """Somebody can answer without an account."""

    type: ClassVar[str] = "link.made"
    says: ClassVar[Any] = _("{addressee}에게 보낼 링크를 만들었습니다.")


@dataclass(frozen=True, kw_only=True)
class LinkRevoked(LinkEvent):
    """A link was taken back, or a new one took its place."""

    type: ClassVar[str] = "link.revoked"
    says: ClassVar[Any] = _("{addressee}에게 보낸 링크를 거두었습니다.")


@dataclass(frozen=True, kw_only=True)
class LinkUsed(LinkEvent):
    """The question of a link was answered."""

    type: ClassVar[str] = "link.used"
    says: ClassVar[Any] = _("{addressee}이/가 링크로 답했습니다.")
    outcome: str


@dataclass(frozen=True, kw_only=True)
class LinkLocked(LinkEvent):
    """The digits were wrong too often."""

    type: ClassVar[str] = "link.locked"
    says: ClassVar[Any] = _("번호가 여러 번 틀려 {addressee}에게 보낸 링크를 잠갔습니다.")


@dataclass(frozen=True, kw_only=True)
class NewLinkWanted(LinkEvent):
    """Somebody came with a link that had run out and asks for a new one."""

    type: ClassVar[str] = "link.wanted_again"
    says: ClassVar[Any] = _("{addressee}이/가 기한이 지난 링크를 다시 보내 달라고 합니다.")
