"""The first page: only with the code of the server, only while there is no account."""

import pytest
from django.test import Client

from dure.network.models import Account, Group, Office, Role
from dure.network.queries.beginnings import is_demonstration, is_real
from dure.network.queries.settings import setting
from dure.public.code import start_code

pytestmark = pytest.mark.django_db


def filled(**other):
    told = {
        "code": start_code().lower(), "operator": "두레 사무국", "office": "광주 추진단", "office_code": "GJ",
        "phone": "062-970-0000", "complexes": "광주첨단\n\n광주하남\n광주첨단", "groups": "광융합\n금형",
        "name": "정한결", "email": "Head@Example.kr", "password": "quiet-river-42", "again": "quiet-river-42",
        "roles": ["COORDINATOR", "SECRETARIAT"],
        "staff-TOTAL_FORMS": "4", "staff-INITIAL_FORMS": "0", "staff-MIN_NUM_FORMS": "0", "staff-MAX_NUM_FORMS": "4",
        "staff-0-name": "박이음", "staff-0-email": "park@example.kr", "staff-0-roles": ["COORDINATOR", "STAFF"],
    }  # fmt: skip
    return {**told, **other}


def test_an_empty_installation_leads_to_its_first_page():
    assert Client().get("/")["Location"] == "/start"
    page = Client().get("/start")
    assert page.status_code == 200
    assert start_code() not in page.content.decode()


def test_first_page_makes_office_staff_with_several_roles_and_groups_and_is_gone():
    client = Client()
    answer = client.post("/start", filled())
    assert answer["Location"] == "/accounts/login/?next=/desk"
    office = Office.objects.get()
    assert (office.code, office.phone, office.complexes.count()) == ("GJ", "+82629700000", 2)
    assert set(Group.objects.values_list("name", flat=True)) == {"광융합", "금형"}
    told = {
        email: set(Role.objects.filter(person__account__email=email).values_list("code", flat=True))
        for email in ("head@example.kr", "park@example.kr")
    }
    assert told["head@example.kr"] == {"OFFICE_HEAD", "COORDINATOR", "SECRETARIAT", "HEADQUARTERS"}
    assert told["park@example.kr"] == {"COORDINATOR", "STAFF"}
    assert setting("site.operator") == "두레 사무국"
    assert (is_real(), is_demonstration()) == (True, False)
    page = client.get("/accounts/login/").content.decode()
    assert "박이음 님에게 이 링크를" in page
    assert client.login(username="head@example.kr", password="quiet-river-42")
    assert client.get("/start").status_code == 404
    assert Client().post("/start", filled(office_code="GM", email="other@example.kr")).status_code == 404
    assert Account.objects.count() == 2


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"code": "AAAA-BBBB-CCCC"}, "시작 부호가 맞지 않습니다"),
        ({"code": ""}, "id_code"),
        ({"again": "something-else"}, "두 번 적은 비밀번호가 다릅니다"),
        ({"password": "12345", "again": "12345"}, "id_password"),
        ({"office_code": "g!"}, "영문 대문자로 시작하는"),
        ({"staff-0-roles": []}, "맡는 일을 하나 이상"),
        ({"staff-0-roles": ["HEADQUARTERS"]}, "HEADQUARTERS"),
    ],
)
def test_what_cannot_be_used_is_told_and_nothing_is_made(other, said):
    answer = Client().post("/start", filled(**other))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Account.objects.exists()
    assert not Office.objects.exists()


def test_two_colleagues_with_one_address_make_nothing():
    answer = Client().post("/start", filled(**{"staff-0-email": "head@example.kr"}))
    assert answer.status_code == 409
    assert "다른 계정이 쓰는 메일입니다" in answer.content.decode()
    assert not Office.objects.exists()


def test_there_is_no_first_page_where_people_work(cast):
    assert Client().get("/start").status_code == 404
    assert Client().post("/start", filled()).status_code == 404
