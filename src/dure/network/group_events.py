"""What can happen to the facts, the words and the end of a group."""

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from dure.ledger.events import Event, touch
from dure.ledger.refs import Ref


@dataclass(frozen=True, kw_only=True)
class GroupChanged(Event):
    """Facts about a group were corrected."""

    type: ClassVar[str] = "group.changed"
    says: ClassVar[Any] = _("{group}의 소개를 고쳤습니다.")
    group: Ref = touch("group")
    fields: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class GroupWorded(Event):
    """The public texts of a group were written in another language."""

    type: ClassVar[str] = "group.worded"
    says: ClassVar[Any] = _("{group}의 소개를 다른 말로 적었습니다.")
    group: Ref = touch("group")
    language: str


@dataclass(frozen=True, kw_only=True)
class GroupEnded(Event):
    """A group came to its end; memberships and offices held in it ended with it."""

    type: ClassVar[str] = "group.ended"
    says: ClassVar[Any] = _("{group} 활동을 마쳤습니다.")
    group: Ref = touch("group")
    on: date
