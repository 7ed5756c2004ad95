"""Pages for visits and calls, the inbox, and findings of a council."""

import base64
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from dure.cases.models import DifficultyCase
from dure.intake.actions import take_in
from dure.intake.models import Contact, Item

pytestmark = pytest.mark.django_db
PNG = b"\x89PNG\r\n\x1a\nsigned"


def test_visit_note_from_the_page_with_photo_and_signature(cast, signed_in):
    desk = signed_in("coordinator")
    assert str(cast.people["owner"].pk) in desk.get(f"/contacts/new?firm={cast.lighttec.pk}").content.decode()
    drawn = "data:image/png;base64," + base64.b64encode(PNG).decode()
    fields = {
        "once": uuid4(), "firm": str(cast.lighttec.pk), "content": "도금 공정을 봄", "difficulties": "벗겨짐",
        "signature": drawn, "met": [str(cast.people["owner"].pk)], "hours": "1.5",
        "file": SimpleUploadedFile("현장.png", PNG, "image/png"),
    }  # fmt: skip
    shown = desk.post("/contacts/new", fields, follow=True).content.decode()
    contact = Contact.objects.get()
    assert "도금 공정을 봄" in shown
    assert "벗겨짐" in shown
    assert "1.5시간" in shown
    file = contact.signature
    picture = desk.get(f"/contacts/{contact.pk}/files/{file.pk}")
    assert b"".join(picture) == PNG
    assert picture["Content-Security-Policy"] == "default-src 'none'; sandbox"
    for who in ("owner", "rival", "gumi_coordinator"):
        assert signed_in(who).get(f"/contacts/{contact.pk}").status_code == 404
        assert signed_in(who).get(f"/contacts/{contact.pk}/files/{file.pk}").status_code == 404
        assert signed_in(who).get(f"/organisations/{cast.lighttec.pk}/contacts").status_code == 404
    card = desk.get(f"/organisations/{cast.lighttec.pk}").content.decode()
    assert f'hx-get="/organisations/{cast.lighttec.pk}/contacts"' in card
    part = desk.get(
        f"/organisations/{cast.lighttec.pk}/contacts", headers={"HX-Request": "true"}
    ).content.decode()
    assert "도금 공정을 봄" in part


def test_visit_note_says_what_is_missing_and_keeps_what_was_typed(cast, signed_in):
    desk = signed_in("coordinator")
    empty = desk.post("/contacts/new", {"firm": str(cast.lighttec.pk), "next_step": "전화하기"})
    assert empty.status_code == 422
    assert "전화하기" in empty.content.decode()
    foreign = desk.post("/contacts/new", {"firm": str(cast.miu.pk), "content": "x"})
    assert foreign.status_code == 422
    broken = {"firm": str(cast.lighttec.pk), "content": "x", "signature": "data:image/png;base64,!!"}
    assert desk.post("/contacts/new", broken).status_code == 422
    assert Contact.objects.count() == 0


def test_queue_of_a_telephone_gets_answers_a_program_understands(cast, signed_in):
    desk = signed_in("coordinator")
    fields, queue = {"once": uuid4(), "firm": str(cast.lighttec.pk), "content": "봄"}, {"X-Dure-Queue": "1"}
    first = desk.post("/contacts/new", fields, headers=queue)
    again = desk.post("/contacts/new", fields, headers=queue)
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert Contact.objects.count() == 1
    wrong = desk.post("/contacts/new", {"firm": str(cast.lighttec.pk)}, headers=queue)
    assert (wrong.status_code, len(wrong.json()["faults"])) == (422, 1)
    assert desk.get("/contacts/pass").json()["account"] == str(cast.people["coordinator"].account.pk)
    for outside in (Client(), signed_in("owner")):
        assert outside.get("/contacts/pass").status_code == 401


def test_service_worker_is_at_the_root_and_keeps_only_the_visit_page(client):
    answer = client.get("/sw.js")
    assert answer["Content-Type"] == "text/javascript"
    assert 'PAGE = "/contacts/new"' in answer.content.decode()


def test_inbox_takes_a_chat_and_a_photo_and_files_them(cast, signed_in):
    desk = signed_in("coordinator")
    chat = "[심 대표] [오후 2:13] 용접 뒤에 휩니다".encode("cp949")
    told = {
        "text": "", "source": "심 대표",
        "file": [SimpleUploadedFile("대화.txt", chat), SimpleUploadedFile("사진.png", PNG, "image/png")],
    }  # fmt: skip
    assert "심 대표" in desk.post("/inbox", told, follow=True).content.decode()
    item = Item.objects.get()
    assert item.text == "심 대표 (오후 2:13): 용접 뒤에 휩니다"
    here = f"/inbox/{item.pk}"
    assert "사진.png" in desk.get(here).content.decode()
    assert desk.post(here, {"deed": "new"}).status_code == 422
    assert desk.post(here, {"deed": "case", "number": "2099-XX-1"}).status_code == 404
    assert desk.post(here, {"deed": "new", "firm": str(cast.lighttec.pk)}, follow=True).status_code == 200
    assert DifficultyCase.objects.get().state == "CONSENT_WAIT"
    assert desk.post(here, {"deed": "aside", "reason": "DONE"}).status_code == 409
    assert "정리했습니다" in desk.get(here).content.decode()


def test_inbox_says_what_it_cannot_take(cast, signed_in):
    desk = signed_in("coordinator")
    assert desk.post("/inbox", {"text": " "}).status_code == 422
    assert desk.post("/inbox", {"file": SimpleUploadedFile("x.txt", b"\x00\xff\x00")}).status_code == 422
    assert Item.objects.count() == 0
    item = take_in(office=cast.gwangju, text="비밀", by=cast.as_("coordinator"))
    for who in ("owner", "rival", "gumi_coordinator", "headquarters"):
        assert signed_in(who).get(f"/inbox/{item.pk}").status_code == 404
    for who in ("owner", "rival", "headquarters"):
        assert signed_in(who).get("/inbox").status_code == 404


def test_findings_are_pasted_from_a_sheet_and_each_fault_has_its_line(cast, signed_in):
    desk = signed_in("coordinator")
    wrong = "새벽조명\t도금이 벗겨짐\n없는기업\t인력\n단비라이트,\n가람엔지니어링\t구미"
    shown = desk.post("/findings/new", {"channel": "MEETING", "rows": wrong})
    page = shown.content.decode()
    assert shown.status_code == 422
    assert all(line in page for line in ("2줄", "3줄", "4줄"))
    assert "1줄" not in page
    assert DifficultyCase.objects.count() == 0
    once = str(uuid4())
    right = {"once": once, "channel": "MEETING", "rows": "(주)새벽조명\t도금\n단비라이트, 인력"}
    for _ in range(2):
        assert desk.post("/findings/new", right).status_code == 302
    assert sorted(case.text for case in DifficultyCase.objects.all()) == ["도금", "인력"]
    assert signed_in("owner").get("/findings/new").status_code == 404
