"""What can happen while things are taken down."""

from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from dure.ledger.events import Event, touch
from dure.ledger.refs import Ref


@dataclass(frozen=True, kw_only=True)
class ContactRecorded(Event):
    """A visit, call, meeting or message with a firm was written down; what was said stays outside the ledger."""

    type: ClassVar[str] = "contact.recorded"
    says: ClassVar[Any] = _("{firm}과/와 만나거나 나눈 이야기를 적었습니다.")
    contact: Ref = touch("contact")
    firm: Ref = touch("organisation")
    cases: tuple[Ref, ...] = touch("case")
    channel: str
    minutes: int


@dataclass(frozen=True, kw_only=True)
class ItemTaken(Event):
    """Something came into the inbox of an office."""

    type: ClassVar[str] = "inbox.taken"
    says: ClassVar[Any] = _("받은 것에 넣었습니다.")
    item: Ref = touch("inbox_item")
    office: Ref = touch("office")
    files: int


@dataclass(frozen=True, kw_only=True)
class ItemFiled(Event):
    """Something of the inbox got its place, or was put aside for a reason."""

    type: ClassVar[str] = "inbox.filed"
    says: ClassVar[Any] = _("받은 것을 정리했습니다.")
    item: Ref = touch("inbox_item")
    case: Ref | None = touch("case", optional=True)
    firm: Ref | None = touch("organisation", optional=True)
    aside: str = ""
