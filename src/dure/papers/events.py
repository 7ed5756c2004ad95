"""What can happen to papers."""

from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from dure.ledger.events import Event, touch
from dure.ledger.refs import Ref


@dataclass(frozen=True, kw_only=True)
class FileAdded(Event):
    """A file was attached to an object."""

    type: ClassVar[str] = "file.added"
    says: ClassVar[Any] = _("{actor}이/가 파일을 붙였습니다.")
    file: Ref = touch("file")
    owner: Ref = touch("case")
    level: str
    media_type: str


@dataclass(frozen=True, kw_only=True)
class FileLevelChanged(Event):
    """Who may see a file was changed."""

    type: ClassVar[str] = "file.level_changed"
    says: ClassVar[Any] = _("{actor}이/가 파일을 볼 수 있는 사람을 바꿨습니다.")
    file: Ref = touch("file")
    owner: Ref = touch("case")
    level: str


@dataclass(frozen=True, kw_only=True)
class AgreementAccepted(Event):
    """A helper accepted the non-disclosure agreement."""

    type: ClassVar[str] = "agreement.accepted"
    says: ClassVar[Any] = _("{receiver}이/가 비밀유지에 동의했습니다.")
    agreement: Ref = touch("agreement")
    owner: Ref = touch("case")
    receiver: Ref = touch("receiver")
