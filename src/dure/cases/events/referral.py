"""What happens to a referral."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from dure.cases.events.case import CaseEvent
from dure.ledger.events import touch
from dure.ledger.refs import Ref


@dataclass(frozen=True, kw_only=True)
class ReferralEvent(CaseEvent):
    """Touches the referral and its helper; `referral_state` is given when it changed."""

    referral: Ref = touch("referral")
    helper: Ref = touch("helper")
    referral_state: str | None = None
    due: dict[str, str] | None = None
    stopped: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class HelperProposed(ReferralEvent):
    """Somebody could help; not asked yet."""

    type: ClassVar[str] = "referral.proposed"
    says: ClassVar[Any] = _("도울 곳으로 {helper}을/를 담았습니다.")
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class HelperAsked(ReferralEvent):
    """A helper was asked."""

    type: ClassVar[str] = "referral.asked"
    says: ClassVar[Any] = _("{helper}에 도움을 부탁했습니다.")
    parts: tuple[str, ...] = ()
    named: bool = False


@dataclass(frozen=True, kw_only=True)
class ReferralAccepted(ReferralEvent):
    """The helper takes it."""

    type: ClassVar[str] = "referral.accepted"
    says: ClassVar[Any] = _("{helper}이/가 맡기로 했습니다.")
    way: str = "ACCOUNT"


@dataclass(frozen=True, kw_only=True)
class ReferralDeclined(ReferralEvent):
    """The helper cannot."""

    type: ClassVar[str] = "referral.declined"
    says: ClassVar[Any] = _("{helper}이/가 이번엔 어렵다고 했습니다.")
    reason: str


@dataclass(frozen=True, kw_only=True)
class ReferralExpired(ReferralEvent):
    """The helper did not answer in time."""

    type: ClassVar[str] = "referral.expired"
    says: ClassVar[Any] = _("{helper}의 답이 없어 기한이 지났습니다.")


@dataclass(frozen=True, kw_only=True)
class ReferralWithdrawn(ReferralEvent):
    """The request was taken back, with thanks."""

    type: ClassVar[str] = "referral.withdrawn"
    says: ClassVar[Any] = _("{helper}에 드린 부탁을 거두었습니다.")
    reason: str


@dataclass(frozen=True, kw_only=True)
class WorkBegun(ReferralEvent):
    """First call, message or visit."""

    type: ClassVar[str] = "referral.begun"
    says: ClassVar[Any] = _("{helper}이/가 지원을 시작했습니다.")


@dataclass(frozen=True, kw_only=True)
class ReferralEnded(ReferralEvent):
    """The helper's part is done."""

    type: ClassVar[str] = "referral.ended"
    says: ClassVar[Any] = _("{helper}의 지원이 끝났습니다.")
    hours: Decimal
    reason: str


@dataclass(frozen=True, kw_only=True)
class AskedAgain(ReferralEvent):
    """Asked a second time."""

    type: ClassVar[str] = "referral.asked_again"
    says: ClassVar[Any] = _("{helper}에 다시 부탁했습니다.")


@dataclass(frozen=True, kw_only=True)
class ReferredOn(ReferralEvent):
    """A group or body passed the request to somebody."""

    type: ClassVar[str] = "referral.referred_on"
    says: ClassVar[Any] = _("{helper}이/가 다른 사람에게 이어 주었습니다.")
    child: Ref = touch("child")


@dataclass(frozen=True, kw_only=True)
class PersonNamed(ReferralEvent):
    """A body named its person."""

    type: ClassVar[str] = "referral.person_named"
    says: ClassVar[Any] = _("{helper}이/가 담당할 사람을 알렸습니다.")
    person: Ref = touch("person")


@dataclass(frozen=True, kw_only=True)
class HelperReminded(ReferralEvent):
    """The helper was reminded."""

    type: ClassVar[str] = "referral.reminded"
    says: ClassVar[Any] = _("{helper}에 알림을 보냈습니다.")
    round: int


@dataclass(frozen=True, kw_only=True)
class ViewChanged(ReferralEvent):
    """What the helper may see was widened or narrowed."""

    type: ClassVar[str] = "referral.view_changed"
    says: ClassVar[Any] = _("{helper}이/가 볼 수 있는 범위를 바꿨습니다.")
    parts: tuple[str, ...]
