"""'전화 주세요': one tap, nothing by looking, nothing twice."""

import io

import pytest
from django.test import Client
from hwpx.document import HwpxDocument

from dure.cases.models import DifficultyCase
from dure.intake.calling import call_address
from dure.intake.models import Item

pytestmark = pytest.mark.django_db


def path_of(cast):
    return "/" + call_address(cast.lighttec.pk).split("/", 3)[3]


def test_one_tap_makes_a_case_once(cast):
    client, here = Client(), path_of(cast)
    page = client.get(here)
    assert page.status_code == 200
    assert cast.lighttec.name not in page.content.decode()
    client.head(here)
    assert DifficultyCase.objects.count() == 0
    for _ in range(2):
        assert "곧 전화드리겠습니다" in client.post(here).content.decode()
    case = DifficultyCase.objects.get()
    assert (case.channel, case.state, case.firm) == ("CALL_ME", "RECEIVED", cast.lighttec)


def test_link_of_nobody_opens_nothing(cast):
    for wrong in (path_of(cast)[:-2] + "xx", "/c/nonsense", "/c/가"):
        assert Client().post(wrong).status_code == 404
    assert DifficultyCase.objects.count() == 0


def test_unknown_number_waits_in_the_inbox_once(cast, signed_in):
    client = Client()
    assert client.post("/call-me/GJ", {"name": "새 회사", "phone": "12"}).status_code == 422
    for _ in range(2):
        page = client.post("/call-me/GJ", {"name": "새 회사", "phone": "010-9999-8888"})
        assert "곧 전화드리겠습니다" in page.content.decode()
    item = Item.objects.get()
    assert item.source == "새 회사 010-9999-8888"
    assert "새 회사" in signed_in("coordinator").get("/inbox").content.decode()
    assert client.get("/call-me/XX").status_code == 404


def test_flood_of_numbers_is_not_taken(cast, monkeypatch):
    from dure.intake import calling

    monkeypatch.setattr(calling, "MOST_WAITING", 2)
    for number in range(4):
        Client().post("/call-me/GJ", {"name": "누구", "phone": f"010-9999-000{number}"})
    assert Item.objects.count() == 2


def test_leaflet_to_change_says_the_same_and_leads_to_the_same_address(cast, signed_in):
    desk = signed_in("coordinator")
    assert "leaflet?form=hwpx" in desk.get("/offices/GJ").content.decode()
    answer = desk.get("/offices/GJ/leaflet?form=hwpx")
    assert answer["Content-Type"] == "application/hwp+zip"
    document = HwpxDocument.open(io.BytesIO(answer.content))
    assert not document.validate().issues
    words = document.text.plain()
    for told in ("막히면 전화 주세요.", "광주 추진단", "3. 끝까지 봅니다", "/call-me/GJ"):
        assert told in words, told
    assert len(document.media.images) == 1
    assert signed_in("owner").get("/offices/GJ/leaflet?form=hwpx").status_code == 404


def test_leaflet_is_a_page_with_the_offices_name(cast, signed_in):
    answer = signed_in("coordinator").get("/offices/GJ/leaflet")
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert signed_in("gumi_coordinator").get("/offices/GJ/leaflet").status_code == 404
    assert signed_in("owner").get("/offices/GJ/leaflet").status_code == 404


def test_card_shows_the_office_the_link_of_its_firm(cast, signed_in):
    part = signed_in("coordinator").get(f"/organisations/{cast.lighttec.pk}/contacts").content.decode()
    assert path_of(cast) in part
