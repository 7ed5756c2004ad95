"""A small named cast used by all tests: two offices, three firms, a mini-cluster, experts, staff."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange

from dure.ledger.actors import SYSTEM
from dure.ledger.doors import recording
from dure.network.models import (
    Account,
    Complex,
    ExpertProfile,
    Field,
    Group,
    GroupKind,
    Membership,
    NeedKind,
    Office,
    Organisation,
    Person,
    Post,
    Role,
    Service,
)
from dure.network.standing import Standing, standing

SINCE = DateRange(date(2020, 1, 1), None)
PASSWORD = "dure-test-2026"


@dataclass
class Cast:
    """Everybody by name; `cast.as_("coordinator")` is how they stand now."""

    gwangju: Office
    gumi: Office
    optics: Group
    lighttec: Organisation
    humanlight: Organisation
    miu: Organisation
    kopti: Organisation
    kumoh: Organisation
    service: Service
    people: dict[str, Person]

    def as_(self, name: str) -> Standing:
        """How a person of the cast stands at this moment."""
        return standing(self.people[name])


def make_cast() -> Cast:
    """Put the cast on an empty stage."""
    with recording(by=SYSTEM):
        return _make()


def _make() -> Cast:
    for code, ko in (("TECHNOLOGY", "기술"), ("FINANCE", "금융·회계"), ("QUALITY", "생산·품질")):
        NeedKind.objects.get_or_create(code=code, defaults={"ko": ko, "en": code, "ja": ko, "zh": ko})
    kind, _ = GroupKind.objects.get_or_create(
        code="MINI_CLUSTER",
        defaults={"ko": "미니클러스터", "en": "Mini-cluster", "ja": "", "zh": "", "takes_requests": True},
    )
    field, _ = Field.objects.get_or_create(code="LIGHTING", defaults={"ko": "조명", "en": "Lighting"})
    gj = Complex.objects.create(code="GJ", name="광주첨단", latitude=35.22, longitude=126.85)
    gm = Complex.objects.create(code="GM", name="구미", latitude=36.11, longitude=128.38)
    gwangju = Office.objects.create(
        code="GJ", name="광주 추진단", opened_on=date(2005, 4, 1), phone="+82629700000"
    )
    gumi = Office.objects.create(code="GM", name="구미 추진단", opened_on=date(2005, 4, 1))
    gwangju.complexes.add(gj)
    gumi.complexes.add(gm)
    people = _people()
    firms: dict[str, Any] = {
        "lighttec": {
            "name": "(주)새벽조명",
            "office": gwangju,
            "complex": gj,
            "coordinator": people["coordinator"],
        },
        "humanlight": {"name": "단비라이트", "office": gwangju, "complex": gj, "head_name": "한빛나"},
        "miu": {"name": "가람엔지니어링", "office": gumi, "complex": gm},
    }
    firms = {name: Organisation.objects.create(kind="FIRM", **fields) for name, fields in firms.items()}
    kopti = Organisation.objects.create(kind="INSTITUTE", name="빛고을광연구소", office=gwangju)
    kumoh = Organisation.objects.create(kind="UNIVERSITY", name="낙동공대", office=gumi)
    optics = Group.objects.create(kind=kind, code="MC_GJ_OPT", name="광융합", office=gwangju)
    optics.complexes.add(gj)
    for firm in (firms["lighttec"], firms["humanlight"]):
        Membership.objects.create(group=optics, organisation=firm, during=SINCE)
    for name, home in (("expert", kopti), ("second_expert", kumoh)):
        profile = ExpertProfile.objects.create(
            person=people[name], organisation=home, published=True, about="조명 회로와 방열"
        )
        profile.fields.add(field)
        Post.objects.create(person=people[name], organisation=home, during=SINCE)
    _give_roles(people, firms, gwangju=gwangju, gumi=gumi, optics=optics, kumoh=kumoh)
    Post.objects.create(person=people["owner"], organisation=firms["lighttec"], title="대표", during=SINCE)
    service = Service.objects.create(
        code="LOAN", kind="PROGRAMME", name="운전자금 융자", text="급한 운전자금", needs=["FINANCE"]
    )
    for name, person in people.items():
        Account.objects.create_user(f"{name}@example.kr", PASSWORD, person=person)
    return Cast(
        gwangju=gwangju,
        gumi=gumi,
        optics=optics,
        kopti=kopti,
        kumoh=kumoh,
        service=service,
        people=people,
        **firms,
    )


def _people() -> dict[str, Person]:
    return {
        name: Person.objects.create(name=ko, email=f"{name}@example.kr", phone=phone)
        for name, ko, phone in (
            ("owner", "심○○", "+821012345678"),
            ("rival", "한○○", "+821023456789"),
            ("gumi_owner", "민○○", ""),
            ("coordinator", "박○○", "+821034567890"),
            ("colleague", "이○○", ""),
            ("head", "정○○", ""),
            ("secretariat", "최○○", ""),
            ("officer", "오○○", ""),
            ("expert", "김○○", "+821045678901"),
            ("second_expert", "윤○○", ""),
            ("body", "장○○", ""),
            ("gumi_coordinator", "구○○", ""),
            ("headquarters", "본○○", ""),
        )
    }


def _give_roles(people: dict[str, Person], firms: dict[str, Any], **place: Any) -> None:
    for name, code, where in (
        ("owner", "FIRM", {"organisation": firms["lighttec"]}),
        ("rival", "FIRM", {"organisation": firms["humanlight"]}),
        ("gumi_owner", "FIRM", {"organisation": firms["miu"]}),
        ("coordinator", "COORDINATOR", {"office": place["gwangju"]}),
        ("colleague", "COORDINATOR", {"office": place["gwangju"]}),
        ("head", "OFFICE_HEAD", {"office": place["gwangju"]}),
        ("secretariat", "SECRETARIAT", {"group": place["optics"]}),
        ("officer", "OFFICER", {"group": place["optics"]}),
        ("body", "BODY", {"organisation": place["kumoh"]}),
        ("gumi_coordinator", "COORDINATOR", {"office": place["gumi"]}),
        ("headquarters", "HEADQUARTERS", {}),
    ):
        Role.objects.create(person=people[name], code=code, during=SINCE, **where)
