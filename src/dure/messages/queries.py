"""Templates in force, values for them, and messages for their readers."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from dure.engines.identifiers import show_phone
from dure.ledger import clock
from dure.links.models import Link
from dure.links.tokens import address_of
from dure.messages.models import Message, Template
from dure.messages.shipped import TEMPLATES, Shipped
from dure.network.models import Group, Office, Person
from dure.network.standing import Standing


@dataclass(frozen=True)
class Wording:
    """The text of a template that holds at an office now."""

    code: str
    shipped: Shipped
    text: str
    gateway_code: str = ""
    version: int = 0


def wordings(office: Office) -> dict[str, Wording]:
    """Every template with its newest text."""
    rows = Template.objects.filter(office=office).order_by("code", "-version").distinct("code")
    own = {row.code: row for row in rows}
    return {
        code: Wording(code, shipped, own[code].text, own[code].gateway_code, own[code].version)
        if code in own
        else Wording(code, shipped, shipped.text)
        for code, shipped in TEMPLATES.items()
    }


def values_for(office: Office, person: Person, link: Link | None = None, **told: str) -> dict[str, str]:
    """What fills the braces of a template for one person."""
    found = {
        "추진단": office.name,
        "이름": person.name,
        "주소": f"{settings.BASE_URL}/enter",
        "전화": show_phone(office.phone) if office.phone else "",
    }
    if link is not None:
        until = timezone.localtime(link.until)
        found |= {"링크": address_of(link.pk), "기한": f"{until.month}월 {until.day}일"}
    return {**found, **{name: value for name, value in told.items() if value}}


def visible_to(by: Standing) -> QuerySet[Message]:
    """Messages of one's own offices."""
    rows = Message.objects.all() if by.is_system else Message.objects.filter(office_id__in=list(by.offices))
    return rows.select_related("person", "office", "made_by", "link__case")


def sent(by: Standing, *, state: str = "", way: str = "") -> QuerySet[Message]:
    """What was written, newest first."""
    told: dict[str, Any] = {name: value for name, value in (("state", state), ("way", way)) if value}
    return visible_to(by).filter(**told).order_by("-made_at", "-pk")


def people_of_group(group: Group, by: Standing) -> QuerySet[Person]:
    """People who work at the members of a group that one's own offices look after."""
    members = group.memberships.filter(
        during__contains=clock.today(), organisation__office_id__in=list(by.offices)
    )
    firms = members.exclude(organisation_id__in=list(by.blocked_by)).values("organisation")
    here = Person.objects.filter(posts__organisation__in=firms, posts__during__contains=clock.today())
    return here.distinct().order_by("name", "pk")
