"""What can happen in the network."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from dure.ledger.events import Event, touch
from dure.ledger.refs import Ref


@dataclass(frozen=True, kw_only=True)
class NetworkLoaded(Event):
    """Many objects came in by one act (import, first set-up)."""

    type: ClassVar[str] = "network.loaded"
    says: ClassVar[Any] = _("자료 {count}건이 한꺼번에 들어왔습니다.")
    kind: str
    count: int
    source: str = ""


@dataclass(frozen=True, kw_only=True)
class InstallationFounded(Event):
    """An installation began its work with real data."""

    type: ClassVar[str] = "installation.founded"
    says: ClassVar[Any] = _("{office}에서 두레를 쓰기 시작했습니다.")
    office: Ref = touch("office")


@dataclass(frozen=True, kw_only=True)
class OrganisationRegistered(Event):
    """An organisation joined the register."""

    type: ClassVar[str] = "organisation.registered"
    says: ClassVar[Any] = _("{organisation} 등록")
    organisation: Ref = touch("organisation")
    office: Ref | None = touch("office", optional=True)
    kind: str


@dataclass(frozen=True, kw_only=True)
class OrganisationChanged(Event):
    """Facts about an organisation were corrected."""

    type: ClassVar[str] = "organisation.changed"
    says: ClassVar[Any] = _("{organisation}의 정보를 고쳤습니다.")
    organisation: Ref = touch("organisation")
    fields: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class CoordinatorAssigned(Event):
    """A firm has a new person in charge."""

    type: ClassVar[str] = "organisation.coordinator_assigned"
    says: ClassVar[Any] = _("{organisation}의 담당자가 {coordinator}(으)로 정해졌습니다.")
    organisation: Ref = touch("organisation")
    coordinator: Ref = touch("coordinator")
    former: Ref | None = touch("former", optional=True)
    since: date | None = None


@dataclass(frozen=True, kw_only=True)
class PersonRegistered(Event):
    """Somebody became known to the network."""

    type: ClassVar[str] = "person.registered"
    says: ClassVar[Any] = _("{person} 등록")
    person: Ref = touch("person")
    organisation: Ref | None = touch("organisation", optional=True)


@dataclass(frozen=True, kw_only=True)
class ExpertPublished(Event):
    """An expert's profile was opened to the network."""

    type: ClassVar[str] = "expert.published"
    says: ClassVar[Any] = _("{person} 전문가가 함께합니다.")
    person: Ref = touch("person")
    expert: Ref = touch("expert")
    organisation: Ref | None = touch("organisation", optional=True)


@dataclass(frozen=True, kw_only=True)
class OfficeOpened(Event):
    """An office began its work."""

    type: ClassVar[str] = "office.opened"
    says: ClassVar[Any] = _("{office} 문을 열었습니다.")
    office: Ref = touch("office")


@dataclass(frozen=True, kw_only=True)
class HeadAppointed(Event):
    """An office has a head for a term."""

    type: ClassVar[str] = "office.head_appointed"
    says: ClassVar[Any] = _("{office}의 장으로 {person}을/를 위촉했습니다.")
    office: Ref = touch("office")
    person: Ref = touch("person")
    since: date
    until: date | None = None


@dataclass(frozen=True, kw_only=True)
class GroupFounded(Event):
    """A group came into being."""

    type: ClassVar[str] = "group.founded"
    says: ClassVar[Any] = _("{group} 창립")
    group: Ref = touch("group")
    office: Ref = touch("office")
    kind: str


@dataclass(frozen=True, kw_only=True)
class MemberJoined(Event):
    """An organisation or a person joined a group."""

    type: ClassVar[str] = "group.member_joined"
    says: ClassVar[Any] = _("{member}이/가 {group}에 들어왔습니다.")
    group: Ref = touch("group")
    member: Ref = touch("member")
    since: date


@dataclass(frozen=True, kw_only=True)
class MemberLeft(Event):
    """A membership ended."""

    type: ClassVar[str] = "group.member_left"
    says: ClassVar[Any] = _("{member}이/가 {group}에서 나갔습니다.")
    group: Ref = touch("group")
    member: Ref = touch("member")
    on: date


@dataclass(frozen=True, kw_only=True)
class HelpGiven(Event):
    """One member helped another."""

    type: ClassVar[str] = "group.help_given"
    says: ClassVar[Any] = _("{giver}이/가 {receiver}을/를 도왔습니다.")
    giver: Ref = touch("giver")
    receiver: Ref = touch("receiver")
    group: Ref | None = touch("group", optional=True)
    kind: str
    hours: Decimal


@dataclass(frozen=True, kw_only=True)
class RoleGiven(Event):
    """A person may act in a role."""

    type: ClassVar[str] = "role.given"
    says: ClassVar[Any] = _("{person}에게 역할을 맡겼습니다.")
    person: Ref = touch("person")
    place: Ref | None = touch("place", optional=True)
    code: str


@dataclass(frozen=True, kw_only=True)
class RoleEnded(Event):
    """A person no longer acts in a role."""

    type: ClassVar[str] = "role.ended"
    says: ClassVar[Any] = _("{person}의 역할이 끝났습니다.")
    person: Ref = touch("person")
    place: Ref | None = touch("place", optional=True)
    code: str


@dataclass(frozen=True, kw_only=True)
class PartyBlocked(Event):
    """A firm named somebody who must not see what it asks."""

    type: ClassVar[str] = "organisation.party_blocked"
    says: ClassVar[Any] = _("알리지 않을 곳을 적었습니다.")
    firm: Ref = touch("firm")
    kind: str


@dataclass(frozen=True, kw_only=True)
class PartyCleared(Event):
    """A firm lifted a block."""

    type: ClassVar[str] = "organisation.party_cleared"
    says: ClassVar[Any] = _("알리지 않을 곳에서 뺐습니다.")
    firm: Ref = touch("firm")


@dataclass(frozen=True, kw_only=True)
class GrantGiven(Event):
    """Somebody may see a part of an object."""

    type: ClassVar[str] = "grant.given"
    says: ClassVar[Any] = _("{grantee}이/가 볼 수 있게 했습니다.")
    object: Ref = touch("object")
    grantee: Ref = touch("grantee")
    part: str
    tier: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class GrantRevoked(Event):
    """Somebody no longer sees a part of an object."""

    type: ClassVar[str] = "grant.revoked"
    says: ClassVar[Any] = _("{grantee}이/가 더는 볼 수 없게 했습니다.")
    object: Ref = touch("object")
    grantee: Ref = touch("grantee")
    part: str


@dataclass(frozen=True, kw_only=True)
class SettingChanged(Event):
    """A limit or choice holds from a day on."""

    type: ClassVar[str] = "setting.changed"
    says: ClassVar[Any] = _("설정을 바꿨습니다.")
    setting: Ref = touch("setting")
    key: str
    since: date


@dataclass(frozen=True, kw_only=True)
class ServiceRegistered(Event):
    """A support programme, agency or hotline was added."""

    type: ClassVar[str] = "service.registered"
    says: ClassVar[Any] = _("지원사업 {service} 등록")
    service: Ref = touch("service")


@dataclass(frozen=True, kw_only=True)
class ServiceChanged(Event):
    """Facts about a support programme, agency or hotline were corrected."""

    type: ClassVar[str] = "service.changed"
    says: ClassVar[Any] = _("지원사업 {service}의 내용을 고쳤습니다.")
    service: Ref = touch("service")
    fields: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ServiceClosed(Event):
    """A support programme, agency or hotline takes nobody any more."""

    type: ClassVar[str] = "service.closed"
    says: ClassVar[Any] = _("지원사업 {service} 마감")
    service: Ref = touch("service")
    on: date


@dataclass(frozen=True, kw_only=True)
class ComplexRegistered(Event):
    """A complex was put into the register."""

    type: ClassVar[str] = "complex.registered"
    says: ClassVar[Any] = _("단지 {complex} 등록")
    complex: Ref = touch("complex")
    kind: str


@dataclass(frozen=True, kw_only=True)
class ComplexChanged(Event):
    """Facts about a complex were corrected."""

    type: ClassVar[str] = "complex.changed"
    says: ClassVar[Any] = _("단지 {complex}의 정보를 고쳤습니다.")
    complex: Ref = touch("complex")
    fields: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class SpecialisationNamed(Event):
    """A complex specialises in an industry for a time."""

    type: ClassVar[str] = "complex.specialisation_named"
    says: ClassVar[Any] = _("단지 {complex}의 특화 업종을 정했습니다.")
    complex: Ref = touch("complex")
    since: date
    until: date | None = None


@dataclass(frozen=True, kw_only=True)
class OfficeChanged(Event):
    """Facts about an office were corrected."""

    type: ClassVar[str] = "office.changed"
    says: ClassVar[Any] = _("{office}의 정보를 고쳤습니다.")
    office: Ref = touch("office")
    fields: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class MembersExported(Event):
    """A list of members left the installation as a file."""

    type: ClassVar[str] = "group.members_exported"
    says: ClassVar[Any] = _("{group}의 회원 명단을 내려받았습니다.")
    group: Ref = touch("group")
    reason: str
    count: int


@dataclass(frozen=True, kw_only=True)
class AccountOpened(Event):
    """A person may sign in."""

    type: ClassVar[str] = "person.account_opened"
    says: ClassVar[Any] = _("{person}의 계정을 열었습니다.")
    person: Ref = touch("person")


@dataclass(frozen=True, kw_only=True)
class DayOffAdded(Event):
    """Public offices do not work on a day."""

    type: ClassVar[str] = "calendar.day_off_added"
    says: ClassVar[Any] = _("{on}을/를 쉬는 날로 정했습니다.")
    on: date


@dataclass(frozen=True, kw_only=True)
class DayOffRemoved(Event):
    """Public offices work on a day that was off."""

    type: ClassVar[str] = "calendar.day_off_removed"
    says: ClassVar[Any] = _("{on}을/를 쉬는 날에서 뺐습니다.")
    on: date


@dataclass(frozen=True, kw_only=True)
class PersonChanged(Event):
    """Name or contacts of a person were corrected."""

    type: ClassVar[str] = "person.changed"
    says: ClassVar[Any] = _("{person}의 연락처를 고쳤습니다.")
    person: Ref = touch("person")
    fields: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class PostGiven(Event):
    """Somebody works at an organisation, or has another post there."""

    type: ClassVar[str] = "person.post_given"
    says: ClassVar[Any] = _("{person}이/가 {organisation}에서 일합니다.")
    person: Ref = touch("person")
    organisation: Ref = touch("organisation")


@dataclass(frozen=True, kw_only=True)
class PostEnded(Event):
    """Somebody left an organisation or a post there."""

    type: ClassVar[str] = "person.post_ended"
    says: ClassVar[Any] = _("{organisation}에서 {person}이/가 하던 일이 끝났습니다.")
    person: Ref = touch("person")
    organisation: Ref = touch("organisation")


@dataclass(frozen=True, kw_only=True)
class ExpertChanged(Event):
    """An expert said anew what he or she knows or when there is time."""

    type: ClassVar[str] = "expert.changed"
    says: ClassVar[Any] = _("{person} 전문가가 소개를 고쳤습니다.")
    person: Ref = touch("person")
    expert: Ref = touch("expert")
    fields: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ExpertWithdrawn(Event):
    """An expert's profile is no longer shown."""

    type: ClassVar[str] = "expert.withdrawn"
    says: ClassVar[Any] = _("{person} 전문가의 소개를 내렸습니다.")
    person: Ref = touch("person")
    expert: Ref = touch("expert")
