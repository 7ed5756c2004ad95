"""What a new office does first, until it is done or put away."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

from dure.cases.models import DifficultyCase
from dure.desk.models import PutAway
from dure.ledger import clock
from dure.network.models import Group, Office, Organisation, Role
from dure.network.rules import may_keep_roles
from dure.network.standing import Standing

BEGINNING = "BEGINNING"
IMPORTS = "/imports"


@dataclass(frozen=True)
class FirstStep:
    """Something to do once, where it is done, and whether it is."""

    title: str
    text: str
    url: str
    done: bool


def first_steps(by: Standing) -> list[FirstStep]:
    """The steps of a new office, or nothing when all are done or the reader has put them away."""
    office = _office(by)
    if office is None or office.away or (office.staffed and office.grouped and office.firms and office.asked):
        return []
    staff = "/roles/new" if may_keep_roles(by) else ""
    firms = IMPORTS if address_exists(IMPORTS) else "/organisations/new"
    return [
        FirstStep(
            _("직원 등록"), _("함께 일할 사람에게 역할을 맡기고 계정을 엽니다. 한 사람이 여러 역할을 맡을 수 있습니다."),
            staff, office.staffed,
        ),
        FirstStep(
            _("미니클러스터 만들기"), _("기업과 전문가가 모일 협의체를 만듭니다."), "/groups/new", office.grouped
        ),
        FirstStep(
            _("기업과 사람 가져오기"), _("쓰던 엑셀을 그대로 가져오거나 한 곳씩 등록합니다."), firms, office.firms
        ),
        FirstStep(
            _("첫 애로 적기"), _("전화나 방문에서 들은 애로를 한 줄로 적습니다."), "/cases/call", office.asked
        ),
    ]  # fmt: skip


def address_exists(path: str) -> bool:
    """Whether this version of the site has a page at an address."""
    try:
        resolve(path)
    except Resolver404:
        return False
    return True


def _office(by: Standing) -> Any:
    here = {"office": OuterRef("pk")}
    today = Q(during__contains=clock.today())
    others = Role.objects.filter(today, **here).exclude(person=by.person_id)
    facts = {
        "staffed": others,
        "grouped": Group.objects.filter(ended_on=None, **here),
        "firms": Organisation.objects.filter(kind="FIRM", **here),
        "asked": DifficultyCase.objects.filter(**here),
        "away": PutAway.objects.filter(person=by.person_id, what=BEGINNING),
    }
    rows = Office.objects.filter(pk__in=list(by.offices), kind="OFFICE", closed_on=None)
    return rows.annotate(**{name: Exists(found) for name, found in facts.items()}).order_by("-id").first()
