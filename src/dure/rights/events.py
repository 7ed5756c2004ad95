"""What can happen to requests of people about their own data."""

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from dure.ledger.events import Event, touch
from dure.ledger.refs import Ref


@dataclass(frozen=True, kw_only=True)
class SubjectRequestMoved(Event):
    """A person asked about the own data, or the request came into another state."""

    type: ClassVar[str] = "subject_request.moved"
    says: ClassVar[Any] = _("개인정보 요구의 단계가 바뀌었습니다.")
    request: Ref = touch("request")
    person: Ref = touch("person")
    office: Ref = touch("office")
    kind: str
    state: str
    due_on: date
    result: str = ""
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class SubjectCopyTaken(Event):
    """Everything kept about a person was taken out as a file, for that person."""

    type: ClassVar[str] = "subject_request.copy_taken"
    says: ClassVar[Any] = _("본인에게 드릴 개인정보 파일을 내려받았습니다.")
    request: Ref = touch("request")
    person: Ref = touch("person")
    office: Ref = touch("office")
