"""개인정보 요구 on the pages: taken, listed, answered, and the file for the person."""

import io
import json
import zipfile
from datetime import timedelta

import pytest
from tests.rooms.test_rights import STRANGERS, answer, take

from dure.cases import actions as act
from dure.ledger import clock
from dure.ledger.models import Entry
from dure.links.actions import make_link
from dure.messages.actions import write_message
from dure.network.actions import block_party, record_consent
from dure.papers.models import Opening
from dure.rights.models import SubjectRequest

pytestmark = pytest.mark.django_db


def test_request_is_taken_on_the_page_of_a_person_and_answered(cast, signed_in):
    owner, desk = cast.people["owner"], signed_in("coordinator")
    place = f"/people/{owner.pk}/rights"
    assert place in desk.get(f"/people/{owner.pk}").content.decode()
    told = {
        "kind": "STOP",
        "way": "PAPER",
        "asked_on": clock.today().isoformat(),
        "words": "연락을 멈춰 주세요",
    }
    assert desk.post(place, {**told, "kind": ""}).status_code == 422
    assert desk.post(place, told).status_code == 302
    assert desk.post(place, told).status_code == 409
    made = SubjectRequest.objects.get()
    assert owner.name in desk.get("/rights").content.decode()
    page = desk.get(f"/rights/{made.pk}").content.decode()
    assert "연락을 멈춰 주세요" in page
    assert "10일 남음" in page
    assert desk.post(f"/rights/{made.pk}/answer", {"result": "REFUSED"}).status_code == 409
    assert desk.post(f"/rights/{made.pk}/answer", {"result": "GRANTED"}).status_code == 302
    assert "처리를 정지했습니다" in desk.get(f"/people/{owner.pk}").content.decode()
    assert desk.post(f"/rights/{made.pk}/lifting").status_code == 302
    assert "처리를 정지했습니다" not in desk.get(f"/people/{owner.pk}").content.decode()


def test_desk_tells_how_many_wait_and_how_many_are_late(cast, signed_in):
    take(cast, ago=12)
    take(cast, "STOP")
    for who in ("head", "coordinator"):
        page = signed_in(who).get("/desk").content.decode()
        assert "개인정보 요구 2건" in page
        assert "1건은 기한이 지났습니다" in page
    for who in ("colleague", "gumi_coordinator", "owner"):
        assert "답할 개인정보 요구" not in signed_in(who).get("/desk").content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_list_asks_the_database_as_often_for_three_as_for_one(
    cast, signed_in, django_assert_num_queries, count
):
    for kind in ("VIEW", "CORRECTION", "STOP")[:count]:
        take(cast, kind)
    client = signed_in("coordinator")
    client.get("/rights")
    with django_assert_num_queries(QUERIES_OF_LIST):
        page = client.get("/rights").content.decode()
    assert page.count(cast.people["owner"].name) == count


QUERIES_OF_LIST = 9


@pytest.mark.parametrize("who", STRANGERS)
def test_others_find_no_such_request(cast, signed_in, who):
    made = take(cast, words="세벌식 비밀")
    client = signed_in(who)
    for place in (f"/rights/{made.pk}", f"/rights/{made.pk}/answer", f"/people/{made.person_id}/rights"):
        assert client.get(place).status_code == 404
    for step in ("answer", "withdrawal", "lifting", "copy"):
        assert client.post(f"/rights/{made.pk}/{step}", {"result": "GRANTED"}).status_code == 404
    listed = client.get("/rights")
    assert made.person.name not in listed.content.decode() or listed.status_code == 404
    assert SubjectRequest.objects.get().state == "RECEIVED"
    assert not Entry.objects.filter(type="subject_request.copy_taken").exists()


def test_erasure_leads_the_head_to_the_page_of_erasing(cast, signed_in):
    made = take(cast, "ERASURE")
    place = f"/people/{made.person_id}/erasure"
    assert place in signed_in("head").get(f"/rights/{made.pk}").content.decode()
    assert place not in signed_in("coordinator").get(f"/rights/{made.pk}").content.decode()


def kept_about(cast, who="owner"):
    """Everything of the sort that is kept, with a name and a secret that are not this person's to know."""
    person, desk = cast.people[who], cast.as_("coordinator")
    record_consent(of=person, purpose="SERVICE", agreed=True, source="CALL", basis="녹음 3", by=desk.actor)
    block_party(firm=cast.miu, kind="PERSON", person=person, by=cast.as_("gumi_owner").actor)
    told = act.Told(text="쿼드로플럭스 조명", channel="VISIT")
    found = act.register_found_case(firm=cast.lighttec, told=told, by=desk)
    make_link(purpose="CONSENT", case=found, person=person, by=desk)
    write_message(office=cast.gwangju, person=person, code="RECEIVED", way="COPY", by=desk)


def test_copy_holds_what_is_kept_without_others_and_without_secrets(cast, signed_in):
    kept_about(cast)
    made = take(cast, words="모두 보여 주세요")
    sent = signed_in("coordinator").post(f"/rights/{made.pk}/copy")
    assert sent.status_code == 200
    with zipfile.ZipFile(io.BytesIO(sent.content)) as archive:
        text = archive.read("개인정보.json").decode()
    told = json.loads(text)
    owner = cast.people["owner"]
    assert told["본인"]["이름"] == owner.name
    assert told["본인"]["전화"] == owner.phone
    assert told["일한 곳"][0]["직함"] == "대표"
    assert told["동의와 거부"][0]["근거"] == "녹음 3"
    assert told["보낸 글"][0]["글"]
    assert told["링크"][0]["무엇을 물었나"] == "CONSENT"
    assert told["개인정보 요구"][0]["내용"] == "모두 보여 주세요"
    assert {"consent.said", "message.written", "subject_request.moved"} <= {
        row["종류"] for row in told["있었던 일"]
    }
    others = [person.name for name, person in cast.people.items() if name != "owner"]
    assert not [name for name in (*others, cast.miu.name, "쿼드로플럭스", "blocked", "http") if name in text]


def test_taking_a_copy_is_on_record(cast, signed_in):
    made = take(cast)
    signed_in("coordinator").post(f"/rights/{made.pk}/copy")
    opening = Opening.objects.get(object_uid=made.pk)
    assert (opening.person_uid, opening.subject_uid) == (cast.people["coordinator"].pk, cast.lighttec.pk)
    entry = Entry.objects.get(type="subject_request.copy_taken")
    assert entry.actor_uid == cast.people["coordinator"].pk
    answer(cast, made, "REFUSED", reason="LAW_FORBIDS", answer="법률")
    assert signed_in("coordinator").post(f"/rights/{made.pk}/copy").status_code == 409


def test_late_request_says_so(cast, signed_in):
    made = take(cast, ago=11)
    assert made.due_on == clock.today() - timedelta(days=1)
    assert "답할 날이 지났습니다" in signed_in("head").get(f"/rights/{made.pk}").content.decode()
