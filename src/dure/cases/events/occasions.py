"""What happens in a case without a change of state."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from dure.cases.events.case import CaseEvent
from dure.ledger.events import touch
from dure.ledger.refs import Ref


@dataclass(frozen=True, kw_only=True)
class CaseReplied(CaseEvent):
    """Somebody of the office answered the firm."""

    type: ClassVar[str] = "case.replied"
    says: ClassVar[Any] = _("{actor}이/가 {firm}에 답했습니다.")


@dataclass(frozen=True, kw_only=True)
class HandoverOffered(CaseEvent):
    """Another office was asked to take the case."""

    type: ClassVar[str] = "case.handover_offered"
    says: ClassVar[Any] = _("{receiver}에 이관을 부탁했습니다.")
    receiver: Ref = touch("receiver")


@dataclass(frozen=True, kw_only=True)
class HandedOver(CaseEvent):
    """Another office took the case; both stay credited."""

    type: ClassVar[str] = "case.handed_over"
    says: ClassVar[Any] = _("{office}이/가 이관을 받았습니다.")
    office: Ref = touch("office")
    giver: Ref = touch("giver")
    group: Ref | None = touch("group", optional=True)
    in_charge: Ref | None = touch("in_charge", optional=True)


@dataclass(frozen=True, kw_only=True)
class CaseReassigned(CaseEvent):
    """A colleague is in charge from now on."""

    type: ClassVar[str] = "case.reassigned"
    says: ClassVar[Any] = _("담당자가 {in_charge}(으)로 바뀌었습니다.")
    in_charge: Ref = touch("in_charge")


@dataclass(frozen=True, kw_only=True)
class CaseEnquired(CaseEvent):
    """One expert was asked anonymously."""

    type: ClassVar[str] = "case.enquired"
    says: ClassVar[Any] = _("이름을 밝히지 않고 전문가 한 분께 물었습니다.")
    expert: Ref = touch("expert")


@dataclass(frozen=True, kw_only=True)
class EnquiryAnswered(CaseEvent):
    """The anonymous enquiry was answered."""

    type: ClassVar[str] = "case.enquiry_answered"
    says: ClassVar[Any] = _("익명 문의에 답을 받았습니다.")
    expert: Ref = touch("expert")


@dataclass(frozen=True, kw_only=True)
class OfficersTicked(CaseEvent):
    """The firm lets the officers of its group see the case, or no longer."""

    type: ClassVar[str] = "case.officers_ticked"
    says: ClassVar[Any] = _("{firm}이/가 회장단에 보이는 범위를 바꿨습니다.")
    group: Ref = touch("group")
    may_see: bool


@dataclass(frozen=True, kw_only=True)
class CasePartyBlocked(CaseEvent):
    """The firm named somebody to be kept out."""

    type: ClassVar[str] = "case.party_blocked"
    says: ClassVar[Any] = _("{firm}이/가 알리지 않을 곳을 적었습니다.")
    kind: str


@dataclass(frozen=True, kw_only=True)
class CaseReminded(CaseEvent):
    """A reminder went out."""

    type: ClassVar[str] = "case.reminded"
    says: ClassVar[Any] = _("{firm}에 알림을 보냈습니다.")
    clock: str
    round: int


@dataclass(frozen=True, kw_only=True)
class ConfirmationPostponed(CaseEvent):
    """The firm asked for more time."""

    type: ClassVar[str] = "case.confirmation_postponed"
    says: ClassVar[Any] = _("{firm}이/가 {until}까지 살펴보기로 했습니다.")
    until: date
    due: dict[str, str] | None = None


@dataclass(frozen=True, kw_only=True)
class CaseVisited(CaseEvent):
    """Somebody was there, called, or guided."""

    type: ClassVar[str] = "case.visited"
    says: ClassVar[Any] = _("{actor}이/가 방문·지도를 기록했습니다.")
    visit: Ref = touch("visit")
    referral: Ref | None = touch("referral", optional=True)
    on: date
    hours: Decimal
    place: str


@dataclass(frozen=True, kw_only=True)
class CaseTagged(CaseEvent):
    """Marked as joint research or linked to a programme."""

    type: ClassVar[str] = "case.tagged"
    says: ClassVar[Any] = _("공동연구·지원사업으로 이어졌습니다.")
    tag: Ref = touch("tag")
    code: str


@dataclass(frozen=True, kw_only=True)
class TagResult(CaseEvent):
    """The joint research or programme has a result."""

    type: ClassVar[str] = "case.tag_result"
    says: ClassVar[Any] = _("공동연구·지원사업의 결과가 나왔습니다.")
    tag: Ref = touch("tag")
    code: str


@dataclass(frozen=True, kw_only=True)
class ForwardingProposed(CaseEvent):
    """Forwarding is proposed for approval."""

    type: ClassVar[str] = "case.forwarding_proposed"
    says: ClassVar[Any] = _("{actor}이/가 이송·건의를 올렸습니다.")
    kind: str


@dataclass(frozen=True, kw_only=True)
class ForwardingAnswered(CaseEvent):
    """The other body answered."""

    type: ClassVar[str] = "case.forwarding_answered"
    says: ClassVar[Any] = _("이송·건의에 답이 왔습니다.")
    answer: str
    stopped: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ForwardingChased(CaseEvent):
    """The other body was asked for its answer once more."""

    type: ClassVar[str] = "case.forwarding_chased"
    says: ClassVar[Any] = _("{actor}이/가 이송·건의의 답을 다시 물었습니다.")
    due_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class EffectEntered(CaseEvent):
    """The firm stated an effect, or did not answer."""

    type: ClassVar[str] = "case.effect_entered"
    says: ClassVar[Any] = _("성과를 적었습니다.")
    kind: str
    certainty: str
    round: int = 0
    no_answer: bool = False


@dataclass(frozen=True, kw_only=True)
class EffectAsked(CaseEvent):
    """The firm was asked for effects after a year."""

    type: ClassVar[str] = "case.effect_asked"
    says: ClassVar[Any] = _("{firm}에 성과를 물었습니다.")
    round: int


@dataclass(frozen=True, kw_only=True)
class DifficultyAdded(CaseEvent):
    """One more problem belongs to the case."""

    type: ClassVar[str] = "case.difficulty_added"
    says: ClassVar[Any] = _("막힌 점을 더했습니다.")
    count: int


@dataclass(frozen=True, kw_only=True)
class DifficultyMarked(CaseEvent):
    """One problem was marked solved or open."""

    type: ClassVar[str] = "case.difficulty_marked"
    says: ClassVar[Any] = _("막힌 점의 상태를 바꿨습니다.")
    difficulty: Ref = touch("difficulty")
    solved: bool


@dataclass(frozen=True, kw_only=True)
class CaseRetitled(CaseEvent):
    """The title was written by hand."""

    type: ClassVar[str] = "case.retitled"
    says: ClassVar[Any] = _("제목을 고쳤습니다.")


@dataclass(frozen=True, kw_only=True)
class SecrecyChanged(CaseEvent):
    """Who may see the case was changed."""

    type: ClassVar[str] = "case.secrecy_changed"
    says: ClassVar[Any] = _("볼 수 있는 사람을 바꿨습니다.")
    secrecy: str


@dataclass(frozen=True, kw_only=True)
class NamingAllowed(CaseEvent):
    """The firm agreed to be named to helpers."""

    type: ClassVar[str] = "case.naming_allowed"
    says: ClassVar[Any] = _("{firm}이/가 이름을 알려도 좋다고 했습니다.")
    kind: str


@dataclass(frozen=True, kw_only=True)
class CaseRated(CaseEvent):
    """One side rated the support."""

    type: ClassVar[str] = "case.rated"
    says: ClassVar[Any] = _("지원을 평가했습니다.")
    referral: Ref = touch("referral")
    of_helper: bool


@dataclass(frozen=True, kw_only=True)
class SatisfactionSaid(CaseEvent):
    """The firm said how satisfied it was; what it said is not in the ledger."""

    type: ClassVar[str] = "case.satisfaction_said"
    says: ClassVar[Any] = _("기업이 만족도를 남겼습니다.")
    way: str


@dataclass(frozen=True, kw_only=True)
class ClockRanOut(CaseEvent):
    """A limit passed."""

    type: ClassVar[str] = "case.clock_ran_out"
    says: ClassVar[Any] = _("기한이 지났습니다.")
    clock: str
    turn: str
    referral: Ref | None = touch("referral", optional=True)


@dataclass(frozen=True, kw_only=True)
class CaseOpened(CaseEvent):
    """Somebody opened the problem or the files."""

    type: ClassVar[str] = "case.opened"
    says: ClassVar[Any] = _("{actor}이/가 열어 보았습니다.")
    part: str
    file: Ref | None = touch("file", optional=True)
