"""What happens to joint tasks that come out of cases."""

from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from dure.cases.events.case import CaseEvent
from dure.ledger.events import touch
from dure.ledger.refs import Ref


@dataclass(frozen=True, kw_only=True)
class TaskEvent(CaseEvent):
    """Something happened to a joint task."""

    task: Ref = touch("task")
    kind: str


@dataclass(frozen=True, kw_only=True)
class TaskProposed(TaskEvent):
    """A joint task is proposed for approval."""

    type: ClassVar[str] = "case.task_proposed"
    says: ClassVar[Any] = _("협력과제를 올렸습니다.")


@dataclass(frozen=True, kw_only=True)
class TaskApproved(TaskEvent):
    """A joint task begins."""

    type: ClassVar[str] = "case.task_approved"
    says: ClassVar[Any] = _("협력과제를 승인했습니다.")


@dataclass(frozen=True, kw_only=True)
class TaskSentBack(TaskEvent):
    """A joint task was sent back."""

    type: ClassVar[str] = "case.task_sent_back"
    says: ClassVar[Any] = _("협력과제를 돌려보냈습니다.")


@dataclass(frozen=True, kw_only=True)
class TaskEnded(TaskEvent):
    """A joint task has a result."""

    type: ClassVar[str] = "case.task_ended"
    says: ClassVar[Any] = _("협력과제의 결과가 나왔습니다.")
