"""Pages of complexes, offices, services, settings, days off, roles; and the regional dashboard."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dure.cases import actions as cases
from dure.ledger import clock
from dure.network import actions as act
from dure.network.models import Account, Complex, DayOff, HeadAppointment, Office, Role, Service
from dure.network.queries.settings import setting

pytestmark = pytest.mark.django_db


def text_of(answer):
    return answer.content.decode()


@pytest.fixture
def hq(cast):
    return cast.as_("headquarters").actor


@pytest.fixture
def honam(cast, hq):
    region = act.open_office(
        code="HN", name="호남권본부", kind="REGIONAL_HQ", opened_on=clock.today(), complexes=[], by=hq
    )
    for office in (cast.gwangju, cast.gumi):
        act.change_office(office=office, parent=region, complexes=list(office.complexes.all()), by=hq)
    act.give_role(person=cast.people["second_expert"], code="STAFF", office=region, by=hq)
    return region


@pytest.mark.parametrize(("url", "asked"), [("/complexes", 5), ("/offices", 3), ("/services", 3)])
@pytest.mark.parametrize("count", [1, 3])
def test_public_lists_ask_the_same_number_of_questions(cast, hq, url, asked, count):
    for place in range(count):
        act.register_complex(code=f"C{place}", name=f"단지 {place}", by=hq)
        act.open_office(
            code=f"O{place}", name=f"추진단 {place}", opened_on=clock.today(), complexes=[], by=hq
        )
        act.register_service(
            code=f"S{place}", kind="AGENCY", name=f"사업 {place}", text="글", needs=[], by=hq
        )
    with CaptureQueriesContext(connection) as counted:
        page = Client().get(url)
    assert page.status_code == 200
    assert len(counted) == asked


@pytest.mark.parametrize("url", ["/complexes/GJ", "/offices/GJ", "/services/LOAN"])
def test_places_and_services_are_open_to_all(cast, url):
    assert Client().get(url).status_code == 200
    assert Client().get(f"{url}_NONE").status_code == 404


def test_staff_of_an_office_is_shown_to_staff(cast, signed_in):
    assert "박○○" in text_of(signed_in("gumi_coordinator").get("/offices/GJ"))
    assert "박○○" not in text_of(Client().get("/offices/GJ"))
    assert "박○○" not in text_of(signed_in("gumi_owner").get("/offices/GJ"))


def test_headquarters_keeps_complexes_offices_and_heads(cast, signed_in):
    client = signed_in("headquarters")
    assert (
        client.post("/complexes/new", {"name": "익산", "code": "IKSAN", "kind": "NATIONAL"}).status_code
        == 302
    )
    assert client.get("/complexes/IKSAN/facts").status_code == 200
    told = {"name": "익산국가산업단지", "kind": "NATIONAL", "latitude": "35.9"}
    assert client.post("/complexes/IKSAN/facts", told).status_code == 302
    place = Complex.objects.get(code="IKSAN")
    assert (place.name, place.latitude) == ("익산국가산업단지", 35.9)
    said = {"ko": "보석", "since": "2020-01-01", "until": "2019-01-01"}
    assert client.post("/complexes/IKSAN/specialisations", said).status_code == 409
    assert client.post("/complexes/IKSAN/specialisations", {**said, "until": ""}).status_code == 302
    assert "보석" in text_of(client.get("/complexes/IKSAN"))
    office = {
        "kind": "OFFICE", "name": "익산 추진단", "code": "IS", "label": "지사", "complexes": [place.pk],
        "phone": "063-000-0001", "opened_on": "2020-01-01",
    }  # fmt: skip
    assert client.post("/offices/new", {**office, "phone": "abc"}).status_code == 422
    assert client.post("/offices/new", office).status_code == 302
    assert Office.objects.get(code="IS").phone == "+82630000001"
    assert client.post("/offices/IS/facts", {**office, "label": "클러스터팀"}).status_code == 302
    head = {
        "person": "expert@example.kr",
        "title": "추진단장",
        "home": "빛고을광연구소",
        "since": "2020-03-01",
        "until": "2022-02-28",
    }
    assert client.get("/offices/IS/heads").status_code == 200
    assert client.post("/offices/IS/heads", head).status_code == 302
    assert HeadAppointment.objects.get().home == cast.kopti
    assert client.post("/offices/IS/heads", head).status_code == 409
    assert "김○○" in text_of(Client().get("/offices/IS?on=2022-02-28"))
    assert "위촉된 장이 없습니다" in text_of(Client().get("/offices/IS?on=2023-01-01"))


KEPT = ("complexes/new", "complexes/GJ/facts", "complexes/GJ/specialisations")
KEPT += ("offices/new", "offices/GJ/facts", "offices/GJ/heads")


@pytest.mark.parametrize("url", [f"/{noun}" for noun in KEPT])
def test_nobody_else_keeps_places(signed_in, url):
    for who in ("head", "coordinator", "owner"):
        assert signed_in(who).get(url).status_code == 404
    assert Client().get(url).status_code == 302


def test_services_are_kept_by_their_office(cast, signed_in):
    client = signed_in("coordinator")
    told = {
        "kind": "PROGRAMME", "name": "시제품 지원", "code": "PROTO", "text": "시제품을 만들어 드립니다.",
        "needs": ["TECHNOLOGY"], "office": cast.gwangju.pk, "opens_on": "2020-01-01", "closes_on": "2020-12-31",
    }  # fmt: skip
    assert client.get("/services/new").status_code == 200
    assert client.post("/services/new", {**told, "closes_on": "2019-01-01"}).status_code == 422
    assert client.post("/services/new", told).status_code == 302
    assert "지금은 닫힘" in text_of(Client().get("/services/PROTO"))
    assert client.post("/services/PROTO/facts", {**told, "closes_on": ""}).status_code == 302
    assert "지금 이용할 수 있음" in text_of(Client().get("/services/PROTO"))
    assert client.post("/services/PROTO/ending", {"on": clock.today()}).status_code == 302
    assert Service.objects.get(code="PROTO").closed_on == clock.today()
    assert signed_in("gumi_coordinator").get("/services/PROTO/facts").status_code == 404
    assert client.get("/services/LOAN/facts").status_code == 404
    assert signed_in("owner").get("/services/new").status_code == 404
    page = text_of(Client().get("/services?need=TECHNOLOGY&q=시제품"))
    assert "시제품 지원" in page
    assert "시제품 지원" not in text_of(Client().get("/services?need=TECHNOLOGY&open=1"))


def test_settings_are_read_by_staff_and_changed_by_headquarters(signed_in):
    client = signed_in("headquarters")
    assert "애로의 첫 답변" in text_of(signed_in("coordinator").get("/settings"))
    today = clock.today()
    assert client.get("/settings/case.first_answer").status_code == 200
    for wrong in ({"value": "하나"}, {"value": "-1"}, {"value": "2", "since": today - timedelta(days=1)}):
        assert client.post("/settings/case.first_answer", {"since": today, **wrong}).status_code == 422
    told = {"value": "2", "since": today, "basis": "2026년 1차 운영위원회"}
    assert signed_in("coordinator").post("/settings/case.first_answer", told).status_code == 404
    assert client.post("/settings/case.first_answer", told).status_code == 302
    assert setting("case.first_answer") == 2
    assert client.post("/settings/case.effect.years", {"value": "1, 3, 5", "since": today}).status_code == 302
    assert setting("case.effect.years") == [1, 3, 5]
    assert client.get("/settings/case.nothing").status_code == 404
    assert signed_in("owner").get("/settings").status_code == 404


def test_days_off_are_kept_by_headquarters(signed_in):
    client = signed_in("headquarters")
    assert client.post("/days-off?year=2030", {"on": "2030-03-15", "ko": "임시 공휴일"}).status_code == 302
    assert "임시 공휴일" in text_of(signed_in("coordinator").get("/days-off?year=2030"))
    assert client.post("/days-off", {"on": "2030-03-15", "ko": "또"}).status_code == 409
    assert signed_in("coordinator").post("/days-off", {"on": "2030-03-18", "ko": "또"}).status_code == 404
    assert signed_in("coordinator").post("/days-off/2030-03-15/removal").status_code == 404
    assert client.post("/days-off/2030-03-15/removal").status_code == 302
    assert client.post("/days-off/2030-99-15/removal").status_code == 404
    assert not DayOff.objects.filter(on="2030-03-15").exists()
    cache.delete("days_off")


def test_head_gives_a_role_with_an_account_and_a_link_by_mail(cast, signed_in, settings):
    settings.EMAIL_ENABLED = True
    client = signed_in("head")
    told = {
        "name": "남○○",
        "code": "COORDINATOR",
        "office": cast.gwangju.pk,
        "opens": "on",
        "email": "new@example.kr",
    }
    assert client.get("/roles/new").status_code == 200
    assert client.post("/roles/new", {**told, "email": ""}).status_code == 422
    assert client.post("/roles/new", told).status_code == 302
    account = Account.objects.get(email="new@example.kr")
    assert Role.objects.get(person=account.person).office == cast.gwangju
    assert mail.outbox[0].to == ["new@example.kr"]
    assert "/accounts/password/reset/key/" in mail.outbox[0].body
    assert client.post(f"/people/{account.person_id}/invitation").status_code == 302
    assert len(mail.outbox) == 2


def test_link_is_shown_where_no_mail_leaves_and_nobody_has_signed_in(cast, signed_in, settings):
    settings.EMAIL_ENABLED = False
    client = signed_in("head")
    told = {
        "name": "남○○",
        "code": "STAFF",
        "office": cast.gwangju.pk,
        "opens": "on",
        "email": "new@example.kr",
    }
    page = text_of(client.post("/roles/new", told, follow=True))
    assert "/accounts/password/reset/key/" in page
    signed_in("coordinator")
    at_work = cast.people["coordinator"]
    assert client.post(f"/people/{at_work.pk}/invitation").status_code == 409


def test_head_keeps_the_own_office_only(cast, signed_in):
    client = signed_in("head")
    page = text_of(client.get("/roles"))
    assert "박○○" in page
    assert "구○○" not in page
    theirs = Role.objects.get(person=cast.people["gumi_coordinator"])
    assert client.post(f"/roles/{theirs.pk}/ending").status_code == 404
    assert client.get(f"/roles/new?person={cast.people['gumi_owner'].pk}").status_code == 404
    assert client.get("/roles/new?person=nobody").status_code == 404
    person = cast.people["coordinator"].pk
    assert (
        client.post(
            f"/roles/new?person={person}", {"code": "OFFICE_HEAD", "office": cast.gwangju.pk}
        ).status_code
        == 422
    )
    assert (
        client.post(f"/roles/new?person={person}", {"code": "STAFF", "office": cast.gumi.pk}).status_code
        == 422
    )
    assert (
        client.post(f"/roles/new?person={person}", {"code": "STAFF", "office": cast.gwangju.pk}).status_code
        == 302
    )
    given = Role.objects.get(person=person, code="STAFF")
    assert client.post(f"/roles/{given.pk}/ending").status_code == 302
    for who in ("coordinator", "owner", "expert"):
        assert signed_in(who).get("/roles").status_code == 404


def test_headquarters_gives_the_firm_its_role(cast, signed_in):
    client = signed_in("headquarters")
    assert "심○○" in text_of(client.get("/roles?q=owner@example.kr"))
    person = cast.people["second_expert"].pk
    told = {"code": "FIRM", "organisation": "빛고을광연구소"}
    assert client.post(f"/roles/new?person={person}", told).status_code == 422
    assert (
        client.post(f"/roles/new?person={person}", {**told, "organisation": "단비라이트"}).status_code == 302
    )


def test_region_counts_and_tells_of_no_single_firm(cast, honam, signed_in):
    for firm, who in ((cast.lighttec, "owner"), (cast.humanlight, "rival"), (cast.miu, "gumi_owner")):
        cases.send_case(
            firm=firm, told=cases.Told(text="회로가 복잡하고 열이 빠지지 않습니다."), by=cast.as_(who)
        )
    page = text_of(signed_in("second_expert").get("/regions/HN"))
    assert "광주 추진단" in page
    assert "열이 빠지지" not in page
    assert page.count("보이지 않음") == 4
    for who in ("head", "gumi_coordinator"):
        assert signed_in(who).get("/regions/HN").status_code == 404
    assert signed_in("owner").get("/regions/HN").status_code == 404
    assert signed_in("headquarters").get("/regions/HN").status_code == 200
