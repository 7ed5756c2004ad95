"""Asking for help: text, photo or a call; clumsy and hostile input gets a clear answer and nothing is half-done."""

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from dure.cases.models import DifficultyCase, Draft, Visit
from dure.network.models import Block, PersonalConsent
from dure.papers.models import File

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 64


@pytest.fixture
def firm(signed_in):
    return signed_in("owner")


def test_text_alone_is_enough_and_the_title_is_made(firm):
    answer = firm.post("/cases/new", {"text": "안녕하세요. 금형에 기포가 자꾸 생깁니다. 봐 주세요."})
    case = DifficultyCase.objects.get()
    assert answer.url == f"/cases/{case.number}"
    assert case.title == "금형에 기포가 자꾸 생깁니다"


def test_wish_to_be_called_needs_no_text(firm, cast):
    firm.post("/cases/new", {"call_me": "1"})
    case = DifficultyCase.objects.get()
    assert (case.channel, case.call_back) == ("CALL_ME", cast.lighttec.phone)


def test_photo_alone_is_enough(firm):
    firm.post("/cases/new", {"file": SimpleUploadedFile("깨진금형.png", PNG), "technical": "on"})
    case = DifficultyCase.objects.get()
    assert case.channel == "PHOTO"
    file = File.objects.get(owner_uid=case.pk)
    assert (file.name, file.technical) == ("깨진금형.png", True)


def test_program_named_pdf_is_told_and_nothing_is_kept(firm):
    bad = SimpleUploadedFile("설명서.pdf", b"MZ" + b"\x00" * 100)
    answer = firm.post("/cases/new", {"text": "열이 빠지지 않습니다", "file": bad, "blocked": "어느 회사"})
    assert answer.status_code == 422
    assert "실행 파일이라 받을 수 없습니다" in answer.content.decode()
    assert "열이 빠지지 않습니다" in answer.content.decode()
    assert not DifficultyCase.objects.exists()
    assert not File.objects.exists()
    assert not Block.objects.exists()


def test_nothing_at_all_is_told_what_to_do(firm):
    answer = firm.post("/cases/new", {"text": " \n\t "})
    assert answer.status_code == 422
    assert "막힌 점을 적어 주세요" in answer.content.decode()


@pytest.mark.parametrize(
    ("text", "status"), [("가" * 20_001, 422), ("a" * 10_000_000, 422), ("가" * 10**7, 400)]
)
def test_text_beyond_measure_is_told_and_not_kept(firm, text, status):
    answer = firm.post("/cases/new", {"text": text})
    assert answer.status_code == status
    assert "너무" in answer.content.decode() or "20000" in answer.content.decode()
    assert not DifficultyCase.objects.exists()


def test_script_is_shown_as_it_was_typed(firm):
    firm.post("/cases/new", {"text": "<script>alert(1)</script> 이렇게 나옵니다", "title": "<b>굵게</b>"})
    page = firm.get(f"/cases/{DifficultyCase.objects.get().number}").content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "<b>굵게" not in page


def test_wrong_encoding_is_no_server_error(firm):
    raw = "text=" + "".join(f"%{byte:02X}" for byte in "금형이 깨짐".encode("cp949"))
    answer = firm.post("/cases/new", raw, content_type="application/x-www-form-urlencoded")
    assert answer.status_code in (302, 422)


def test_control_characters_are_taken_out(firm):
    firm.post("/cases/new", {"text": "회로가\x07 복잡\u200b합니다\r\n열이 납니다"})
    assert DifficultyCase.objects.get().text == "회로가 복잡\u200b합니다\n열이 납니다"


def test_null_bytes_are_told_and_the_text_stays(firm):
    answer = firm.post("/cases/new", {"text": "회로가\x00 복잡합니다"})
    assert answer.status_code == 422
    assert "복잡합니다" in answer.content.decode()


def test_double_click_asks_once(firm):
    sent = {"text": "회로가 복잡합니다", "once": str(uuid4())}
    first, second = firm.post("/cases/new", sent), firm.post("/cases/new", sent)
    assert first.url == second.url
    assert DifficultyCase.objects.count() == 1


def test_double_click_on_a_visit_notes_it_once(cast, signed_in):
    owner, staff = signed_in("owner"), signed_in("coordinator")
    owner.post("/cases/new", {"text": "회로가 복잡합니다"})
    number = DifficultyCase.objects.get().number
    page = staff.get(f"/cases/{number}/visit")
    note = {"content": "현장에서 봄", "on": "2026-01-05", "once": str(page.context["form"]["once"].value())}
    answers = [staff.post(f"/cases/{number}/visit", note).status_code for _ in range(2)]
    assert answers == [302, 302]
    assert Visit.objects.count() == 1


def test_second_coordinator_is_told_what_the_first_did(cast, signed_in):
    signed_in("owner").post("/cases/new", {"text": "회로가 복잡합니다"})
    number = DifficultyCase.objects.get().number
    first, second = signed_in("coordinator"), signed_in("coordinator")
    seen = {"seen": "RECEIVED", "kind": "TECHNOLOGY", "reason": "늦게", "suggestion": "다른 곳"}
    assert first.post(f"/cases/{number}/triage", seen).status_code == 302
    late = second.post(f"/cases/{number}/triage", seen)
    assert late.status_code == 409
    assert DifficultyCase.objects.get().state == "TRIAGED"


def test_sign_in_that_ran_out_while_typing_loses_nothing(firm, client, cast):
    firm.post("/drafts/case-new", {"text": "반쯤 쓴 글"})
    assert Draft.objects.get().fields == {"text": "반쯤 쓴 글"}
    answer = client.post("/drafts/case-new", {"text": "더 쓴 글"}, headers={"HX-Request": "true"})
    assert answer.status_code == 401
    assert client.post("/cases/new", {"text": "보냄"}).url.startswith("/accounts/login/")
    assert "반쯤 쓴 글" in firm.get("/cases/new").content.decode()


def test_day_in_the_past_is_told(firm, signed_in):
    firm.post("/cases/new", {"text": "회로가 복잡합니다"})
    number = DifficultyCase.objects.get().number
    answer = signed_in("coordinator").post(
        f"/cases/{number}/hold", {"reason": "이사", "next_look_on": "2020-01-01"}
    )
    assert answer.status_code in (409, 422)
    assert "내일부터" in answer.content.decode()
    assert DifficultyCase.objects.get().state == "RECEIVED"


def test_named_party_is_kept_out_from_the_first_moment(firm, cast, signed_in):
    firm.post("/cases/new", {"text": "회로가 복잡합니다", "blocked": cast.humanlight.name})
    assert Block.objects.get().organisation == cast.humanlight
    number = DifficultyCase.objects.get().number
    assert signed_in("rival").get(f"/cases/{number}").status_code == 404


def test_tick_on_the_telephone_keeps_that_the_caller_was_told_once(signed_in, cast):
    client = signed_in("coordinator")
    page = client.get(f"/cases/call?firm={cast.lighttec.pk}").content.decode()
    assert "개인정보 안내를 했습니다" in page
    assert "거부할 권리와 불이익" in page
    fields = {"firm": cast.lighttec.pk, "text": "열이 안 빠집니다", "deed": "send", "once": uuid4()}
    for _ in range(2):
        assert client.post("/cases/call", {**fields, "privacy_told": "on"}).status_code == 302
    kept = PersonalConsent.objects.get()
    assert (kept.organisation, kept.purpose, kept.source) == (cast.lighttec, "COLLECTION", "CALL")
    client.post("/cases/call", {**fields, "once": uuid4(), "text": "다른 일"})
    assert PersonalConsent.objects.count() == 1
