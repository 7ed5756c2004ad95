"""What happens to the story of a solved case."""

from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from dure.cases.events.case import CaseEvent
from dure.ledger.events import touch
from dure.ledger.refs import Ref


@dataclass(frozen=True, kw_only=True)
class StoryEvent(CaseEvent):
    """Touches the story beside the case."""

    story: Ref = touch("story")


@dataclass(frozen=True, kw_only=True)
class StoryDrafted(StoryEvent):
    """The story of a solved case was written."""

    type: ClassVar[str] = "story.drafted"
    says: ClassVar[Any] = _("해결사례를 썼습니다.")
    language: str


@dataclass(frozen=True, kw_only=True)
class StoryApproved(StoryEvent):
    """The firm approved the story."""

    type: ClassVar[str] = "story.approved"
    says: ClassVar[Any] = _("{firm}이/가 해결사례 공개에 동의했습니다.")
    with_name: bool


@dataclass(frozen=True, kw_only=True)
class StoryPublished(StoryEvent):
    """A solved story is open to all."""

    type: ClassVar[str] = "story.published"
    says: ClassVar[Any] = _("새 해결사례가 실렸습니다.")
    kind: str = ""


@dataclass(frozen=True, kw_only=True)
class StoryTranslated(StoryEvent):
    """A story got another language."""

    type: ClassVar[str] = "story.translated"
    says: ClassVar[Any] = _("해결사례의 다른 언어판이 실렸습니다.")
    language: str


@dataclass(frozen=True, kw_only=True)
class StoryWithdrawn(StoryEvent):
    """A story was taken down."""

    type: ClassVar[str] = "story.withdrawn"
    says: ClassVar[Any] = _("해결사례를 내렸습니다.")
