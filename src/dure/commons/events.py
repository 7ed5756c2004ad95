"""What can happen to policy proposals."""

from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from dure.ledger.events import Event, touch
from dure.ledger.refs import Ref


@dataclass(frozen=True, kw_only=True)
class ProposalMoved(Event):
    """A policy proposal came into another state."""

    type: ClassVar[str] = "proposal.moved"
    says: ClassVar[Any] = _("정책제안의 단계가 바뀌었습니다.")
    proposal: Ref = touch("proposal")
    office: Ref = touch("office")
    cases: tuple[Ref, ...] = touch("evidence")
    state: str
    firms: int
    answer: str = ""
