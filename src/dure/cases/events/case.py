"""Changes of state of a case."""

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from dure.ledger.events import Event, touch
from dure.ledger.refs import Ref


@dataclass(frozen=True, kw_only=True)
class CaseEvent(Event):
    """Whatever happens to a case touches the case and its firm."""

    case: Ref = touch("case")
    firm: Ref = touch("firm")


@dataclass(frozen=True, kw_only=True)
class CaseMoved(CaseEvent):
    """A change of state, with the clocks it started (due moments) and stopped."""

    office: Ref = touch("office")
    state: str
    due: dict[str, str] | None = None
    stopped: tuple[str, ...] = ()
    cleared: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class CaseSent(CaseMoved):
    """A firm asked, or somebody asked for it."""

    type: ClassVar[str] = "case.sent"
    says: ClassVar[Any] = _("{firm}이/가 도움을 요청했습니다.")
    group: Ref | None = touch("group", optional=True)
    in_charge: Ref | None = touch("in_charge", optional=True)
    channel: str
    language: str = "ko"


@dataclass(frozen=True, kw_only=True)
class CaseFound(CaseMoved):
    """A difficulty was found before the firm asked; its consent is being asked."""

    type: ClassVar[str] = "case.found"
    says: ClassVar[Any] = _("{actor}이/가 {firm}의 애로를 발굴해 동의를 구했습니다.")
    group: Ref | None = touch("group", optional=True)
    in_charge: Ref | None = touch("in_charge", optional=True)
    channel: str


@dataclass(frozen=True, kw_only=True)
class CaseAnsweredAtOnce(CaseMoved):
    """Receipt, answer and end in one moment."""

    type: ClassVar[str] = "case.answered_at_once"
    says: ClassVar[Any] = _("{actor}이/가 그 자리에서 답했습니다.")
    group: Ref | None = touch("group", optional=True)
    in_charge: Ref | None = touch("in_charge", optional=True)
    channel: str
    minutes: int = 0


@dataclass(frozen=True, kw_only=True)
class CaseImported(CaseMoved):
    """An old case came in with its dates, in the state it had."""

    type: ClassVar[str] = "case.imported"
    says: ClassVar[Any] = _("예전 기록을 옮겨 왔습니다.")
    group: Ref | None = touch("group", optional=True)
    in_charge: Ref | None = touch("in_charge", optional=True)
    kind: str
    received_on: date
    ended_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class CaseConsented(CaseMoved):
    """The firm agreed to the registration."""

    type: ClassVar[str] = "case.consented"
    says: ClassVar[Any] = _("{firm}이/가 등록에 동의했습니다.")
    kind: str


@dataclass(frozen=True, kw_only=True)
class CaseTakenUp(CaseMoved):
    """Somebody took the case up and classified it."""

    type: ClassVar[str] = "case.taken_up"
    says: ClassVar[Any] = _("{actor}이/가 맡아 검토를 시작했습니다.")
    in_charge: Ref | None = touch("in_charge", optional=True)
    kind: str
    stage: str = ""


@dataclass(frozen=True, kw_only=True)
class CaseAnswered(CaseMoved):
    """The office gave the answer; nothing more is needed."""

    type: ClassVar[str] = "case.answered"
    says: ClassVar[Any] = _("{actor}이/가 답을 드리고 마쳤습니다.")


@dataclass(frozen=True, kw_only=True)
class CaseOutOfScope(CaseMoved):
    """Not for this programme; the firm was told where to go."""

    type: ClassVar[str] = "case.out_of_scope"
    says: ClassVar[Any] = _("지원 대상이 아님을 알리고 갈 곳을 안내했습니다.")


@dataclass(frozen=True, kw_only=True)
class SupportBegun(CaseMoved):
    """Somebody helps from now on."""

    type: ClassVar[str] = "case.support_begun"
    says: ClassVar[Any] = _("지원을 시작했습니다.")
    referral: Ref | None = touch("referral", optional=True)


@dataclass(frozen=True, kw_only=True)
class CaseForwarded(CaseMoved):
    """Approved and sent to the body in charge."""

    type: ClassVar[str] = "case.forwarded"
    says: ClassVar[Any] = _("{actor}이/가 이송·건의를 승인해 보냈습니다.")
    kind: str
    with_name: bool


@dataclass(frozen=True, kw_only=True)
class CaseUnsolved(CaseMoved):
    """Ended without a solution."""

    type: ClassVar[str] = "case.unsolved"
    says: ClassVar[Any] = _("풀지 못하고 마쳤습니다.")
    reason: str


@dataclass(frozen=True, kw_only=True)
class ConfirmationAsked(CaseMoved):
    """Support is done; the firm is asked to confirm."""

    type: ClassVar[str] = "case.confirmation_asked"
    says: ClassVar[Any] = _("{firm}에 해결 확인을 부탁했습니다.")


@dataclass(frozen=True, kw_only=True)
class CaseSolved(CaseMoved):
    """The firm confirmed the solution."""

    type: ClassVar[str] = "case.solved"
    says: ClassVar[Any] = _("{firm}이/가 해결을 확인했습니다.")
    kind: str
    solver: Ref | None = touch("solver", optional=True)


@dataclass(frozen=True, kw_only=True)
class NotYetSolved(CaseMoved):
    """The firm says that something is missing."""

    type: ClassVar[str] = "case.not_yet_solved"
    says: ClassVar[Any] = _("{firm}이/가 아직 풀리지 않았다고 알렸습니다.")


@dataclass(frozen=True, kw_only=True)
class CaseUnconfirmed(CaseMoved):
    """Support ended without the firm's word."""

    type: ClassVar[str] = "case.unconfirmed"
    says: ClassVar[Any] = _("기업의 확인 없이 지원을 마쳤습니다.")
    reason: str


@dataclass(frozen=True, kw_only=True)
class CasePaused(CaseMoved):
    """Put on hold until a day."""

    type: ClassVar[str] = "case.paused"
    says: ClassVar[Any] = _("{next_look_on}에 다시 보기로 하고 보류했습니다.")
    paused_state: str
    next_look_on: date
    reason: str


@dataclass(frozen=True, kw_only=True)
class CaseResumed(CaseMoved):
    """Taken up again."""

    type: ClassVar[str] = "case.resumed"
    says: ClassVar[Any] = _("다시 시작했습니다.")


@dataclass(frozen=True, kw_only=True)
class CaseWithdrawn(CaseMoved):
    """The firm does not want it any more."""

    type: ClassVar[str] = "case.withdrawn"
    says: ClassVar[Any] = _("신청을 철회했습니다.")
    reason: str


@dataclass(frozen=True, kw_only=True)
class CaseReopened(CaseMoved):
    """Opened again from an end."""

    type: ClassVar[str] = "case.reopened"
    says: ClassVar[Any] = _("{actor}이/가 다시 열었습니다.")
    earlier: str
