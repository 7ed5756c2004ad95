"""Visits, calls and the inbox: written down once, seen by the office only."""

from datetime import timedelta
from uuid import uuid4

import pytest

from dure.cases import actions as act
from dure.cases.models import DifficultyCase
from dure.intake.actions import (
    Note,
    file_to_case,
    file_to_firm,
    put_aside,
    record_contact,
    register_findings,
    take_in,
)
from dure.intake.chats import decoded, readable, sayings
from dure.intake.models import Contact, Item
from dure.intake.queries import contacts_with, find_contact, find_item, open_items
from dure.ledger import clock
from dure.ledger.errors import Clash, NotFound, Refused
from dure.ledger.models import Entry
from dure.network.actions import block_party
from dure.papers.models import File
from dure.papers.store import Incoming

pytestmark = pytest.mark.django_db
STRANGERS = ["owner", "rival", "gumi_coordinator", "expert", "headquarters"]


def picture(words=b"photo"):
    raw = b"\x89PNG\r\n\x1a\n" + words
    return Incoming(name="현장.png", pieces=[raw], head=raw, size=len(raw))


def test_visit_is_written_down_with_photo_signature_and_difficulties(cast):
    note = Note(
        content="도금 공정을 봄", met=[cast.people["owner"]], difficulties=["도금이 벗겨짐", " ", "폐수 처리"],
        files=[picture()], signature=picture(b"sign"), next_step="전문가 찾기",
    )  # fmt: skip
    contact = record_contact(firm=cast.lighttec, note=note, by=cast.as_("coordinator"))
    assert sorted(case.title for case in contact.cases.all()) == ["도금이 벗겨짐", "폐수 처리"]
    assert {case.state for case in contact.cases.all()} == {"CONSENT_WAIT"}
    assert {file.level for file in File.objects.filter(owner_uid=contact.pk)} == {"OFFICE"}
    assert contact.signature is not None
    entry = Entry.objects.get(type="contact.recorded")
    assert "도금" not in str(entry.payload)
    assert list(contacts_with(cast.lighttec, cast.as_("colleague"))) == [contact]


def test_same_note_sent_again_after_a_lost_answer_is_one_contact(cast):
    once, note = uuid4(), Note(content="봄", difficulties=["휨"])
    first = record_contact(firm=cast.lighttec, note=note, by=cast.as_("coordinator"), once=once)
    assert record_contact(firm=cast.lighttec, note=note, by=cast.as_("coordinator"), once=once) == first
    assert (Contact.objects.count(), DifficultyCase.objects.count()) == (1, 1)


@pytest.mark.parametrize("who", STRANGERS)
def test_nobody_else_writes_or_reads_what_was_said(who, cast):
    contact = record_contact(firm=cast.lighttec, note=Note(content="비밀"), by=cast.as_("coordinator"))
    with pytest.raises(NotFound):
        record_contact(firm=cast.lighttec, note=Note(content="x"), by=cast.as_(who))
    with pytest.raises(NotFound):
        find_contact(contact.pk, cast.as_(who))
    assert not contacts_with(cast.lighttec, cast.as_(who)).exists()


def test_coordinator_whom_the_firm_keeps_out_neither_writes_nor_reads(cast):
    contact = record_contact(firm=cast.lighttec, note=Note(content="비밀"), by=cast.as_("coordinator"))
    colleague = cast.people["colleague"]
    block_party(firm=cast.lighttec, kind="PERSON", person=colleague, by=cast.as_("owner").actor)
    with pytest.raises(NotFound):
        find_contact(contact.pk, cast.as_("colleague"))
    with pytest.raises(NotFound):
        record_contact(firm=cast.lighttec, note=Note(content="x"), by=cast.as_("colleague"))


def test_note_needs_words_or_a_photo_and_a_day_that_has_come(cast):
    by = cast.as_("coordinator")
    with pytest.raises(Refused, match="content_missing"):
        record_contact(firm=cast.lighttec, note=Note(content=" "), by=by)
    with pytest.raises(Refused, match="visit_in_future"):
        record_contact(
            firm=cast.lighttec, note=Note(content="x", on=clock.today() + timedelta(days=1)), by=by
        )
    assert record_contact(firm=cast.lighttec, note=Note(content="", files=[picture()]), by=by).pk
    assert Contact.objects.count() == 1


def test_inbox_item_becomes_a_new_difficulty_with_its_files(cast):
    by = cast.as_("coordinator")
    item = take_in(office=cast.gwangju, text="용접이 안 됩니다", source="심 대표", files=[picture()], by=by)
    assert list(open_items(cast.as_("colleague"))) == [item]
    contact = file_to_firm(item=item, firm=cast.lighttec, by=by, as_case=True)
    assert contact.cases.get().text == "용접이 안 됩니다"
    assert File.objects.filter(owner_uid=contact.pk).count() == 1
    assert not open_items(by).exists()


def test_inbox_item_is_filed_to_a_case_or_put_aside_once(cast):
    by = cast.as_("coordinator")
    case = act.send_case(firm=cast.lighttec, told=act.Told(text="휨"), by=cast.as_("owner"))
    item = take_in(office=cast.gwangju, text="추가로 이것도", by=by)
    file_to_case(item=item, number=case.number, by=by)
    assert case.contacts.get().content == "추가로 이것도"
    with pytest.raises(Clash, match="already_done"):
        put_aside(item=item, reason="DONE", by=by)
    other = take_in(office=cast.gwangju, text="광고", by=by)
    with pytest.raises(Refused, match="aside_reason_unknown"):
        put_aside(item=other, reason="BORED", by=by)
    put_aside(item=other, reason="ADVERT", by=by)
    assert Item.objects.filter(filed_at=None).count() == 0


@pytest.mark.parametrize("who", STRANGERS)
def test_inbox_of_an_office_is_nobody_elses(who, cast):
    item = take_in(office=cast.gwangju, text="비밀", by=cast.as_("coordinator"))
    assert not open_items(cast.as_(who)).exists()
    with pytest.raises(NotFound):
        find_item(item.pk, cast.as_(who))
    with pytest.raises(NotFound):
        take_in(office=cast.gwangju, text="x", by=cast.as_(who))


def test_case_of_another_office_takes_nothing_from_this_inbox(cast):
    theirs = act.send_case(firm=cast.miu, told=act.Told(text="구미의 애로"), by=cast.as_("gumi_owner"))
    item = take_in(office=cast.gwangju, text="비밀", by=cast.as_("coordinator"))
    with pytest.raises(NotFound):
        file_to_case(item=item, number=theirs.number, by=cast.as_("coordinator"))
    item.refresh_from_db()
    assert item.filed_at is None


def test_findings_of_a_council_are_registered_all_or_none_and_once(cast):
    by, once = cast.as_("coordinator"), uuid4()
    rows = [(cast.lighttec, "도금"), (cast.humanlight, "인력")]
    first = register_findings(rows=rows, by=by, once=once)
    assert register_findings(rows=rows, by=by, once=once) == first
    assert {case.state for case in first} == {"CONSENT_WAIT"}
    with pytest.raises(NotFound):
        register_findings(rows=[(cast.lighttec, "또"), (cast.miu, "남의 기업")], by=by)
    assert DifficultyCase.objects.count() == 2


KAKAO_PC = """--------------- 2026년 11월 25일 수요일 ---------------
[심 대표] [오후 2:13] 용접 뒤에 휩니다
두 번째 줄
[박 매니저] [오후 2:15] 사진 주세요"""
KAKAO_ANDROID = (
    "2026년 11월 25일 오후 2:13, 심 대표 : 용접 뒤에 휩니다\n2026년 11월 25일 오후 2:15, 박 매니저 : 네"
)
KAKAO_IPHONE = "2026. 11. 25. 오후 2:13, 심 대표 : 용접 뒤에 휩니다"


@pytest.mark.parametrize("text", [KAKAO_PC, KAKAO_ANDROID, KAKAO_IPHONE], ids=["pc", "android", "iphone"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16"])
def test_chats_are_read_as_messengers_export_them(text, encoding):
    told = sayings(decoded(text.encode(encoding)))
    assert (told[0].who, told[0].when, told[0].said.splitlines()[0]) == (
        "심 대표",
        "오후 2:13",
        "용접 뒤에 휩니다",
    )
    assert told[0].day.replace(" ", "") in ("2026년11월25일", "2026.11.25.")
    assert "심 대표 (오후 2:13): 용접 뒤에 휩니다" in readable(text)


def test_chat_that_is_no_chat_stays_as_it_is_and_what_is_no_text_is_refused():
    assert readable("그냥 쓴 글\n둘째 줄 ") == "그냥 쓴 글\n둘째 줄"
    with pytest.raises(Refused, match="chat_unreadable"):
        decoded(b"\x00\x01\x02\xff\xfe\x00" * 3)
    with pytest.raises(Refused, match="chat_too_long"):
        decoded(b"a" * 2_000_001)
