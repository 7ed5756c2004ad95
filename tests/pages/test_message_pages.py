"""Pages of messages, and refusing by one tap."""

import io
from uuid import uuid4

import pytest
import python_calamine
from django.test import Client

from dure.cases import actions as act
from dure.links.actions import make_link
from dure.messages.models import Message
from dure.messages.tokens import stop_address
from dure.network.queries.consents import agrees

pytestmark = pytest.mark.django_db


def test_link_of_a_case_is_sent_in_two_taps_and_marked(cast, signed_in):
    case = act.register_found_case(firm=cast.lighttec, told=act.Told(text="휨"), by=cast.as_("coordinator"))
    link = make_link(purpose="CONSENT", case=case, person=cast.people["owner"], by=cast.as_("coordinator"))
    desk = signed_in("coordinator")
    here = f"/messages/new?link={link.pk}"
    assert f'href="{here}"' in desk.get(f"/links/cases/{case.number}").content.decode()
    page = desk.get(here).content.decode()
    assert "문자 중계사가 정해지지 않았습니다" in page
    assert f"{cast.people['owner'].name} 님" in page
    assert "/l/" in page
    refused = desk.post(here, {"code": "CONSENT", "way": "TEXT"})
    assert refused.status_code == 409
    shown = desk.post(here, {"code": "CONSENT", "way": "COPY"}, follow=True).content.decode()
    message = Message.objects.get()
    assert f"/messages/{message.pk}/by-hand" in shown
    assert "data-copy" in shown
    desk.post(f"/messages/{message.pk}/by-hand", follow=True)
    assert "직접 보냄" in desk.get("/messages").content.decode()
    for who in ("owner", "rival", "gumi_coordinator"):
        assert signed_in(who).get(f"/messages/{message.pk}").status_code == 404
        assert signed_in(who).get(here).status_code == 404


def test_one_person_and_a_group_are_written_to(cast, signed_in):
    desk = signed_in("coordinator")
    here = f"/messages/new?person={cast.people['owner'].pk}"
    assert desk.post(here, {"code": "VISIT", "way": "COPY"}).status_code == 409
    assert desk.post(here, {"code": "VISIT", "way": "COPY", "day": "금요일"}).status_code == 302
    assert desk.post(here, {"code": "NONE", "way": "COPY"}).status_code == 422
    group = f"/messages/group?group={cast.optics.code}"
    page = desk.post(
        group, {"code": "INVITATION", "way": "COPY", "day": "금요일", "title": "교류회"}
    ).content.decode()
    assert "전화로 알릴 분" in page
    assert "초대와 소식에 동의하지 않았습니다" in page
    page = desk.post(group, {"code": "RECEIVED", "way": "COPY"}).content.decode()
    assert "쓴 글" in page
    assert Message.objects.filter(code="RECEIVED").count() >= 1


def test_the_same_form_sent_twice_is_one_message_to_each(cast, signed_in):
    desk, said = signed_in("coordinator"), {"code": "RECEIVED", "way": "COPY", "once": str(uuid4())}
    group = f"/messages/group?group={cast.optics.code}"
    first, second = (desk.post(group, said).content.decode() for _ in range(2))
    assert "쓴 글" in first
    assert "쓴 글" in second
    reached = Message.objects.values_list("person", flat=True)
    assert len(reached) == len(set(reached)) >= 1
    alone = f"/messages/new?person={cast.people['owner'].pk}"
    said["once"] = str(uuid4())
    assert desk.post(alone, said)["Location"] == desk.post(alone, said)["Location"]
    assert 'name="once"' in desk.get(group).content.decode()


def test_writing_is_offered_where_somebody_is_looked_at(cast, signed_in):
    owner, group = cast.people["owner"], cast.optics
    desk = signed_in("coordinator")
    assert f"/messages/new?person={owner.pk}" in desk.get(f"/people/{owner.pk}").content.decode()
    assert f"/messages/group?group={group.code}" in desk.get(f"/groups/{group.code}").content.decode()
    own = signed_in("owner")
    assert "/messages/" not in own.get(f"/people/{owner.pk}").content.decode()
    assert "/messages/" not in own.get(f"/groups/{group.code}").content.decode()


def test_templates_are_worded_and_taken_out_for_inspection(cast, signed_in):
    desk = signed_in("coordinator")
    wrong = desk.post("/messages/templates/RECEIVED", {"text": "{없는것}"})
    assert wrong.status_code == 422
    assert "쓸 수 없는 변수" in wrong.content.decode()
    desk.post("/messages/templates/RECEIVED", {"text": "{이름} 님, 받았습니다.", "gateway_code": "DURE_01"})
    book = desk.get("/messages/templates?form=xlsx")
    sheet = (
        python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(book.content))
        .get_sheet_by_index(0)
        .to_python()
    )
    row = next(row for row in sheet if row[0] == "RECEIVED")
    assert "{이름} 님, 받았습니다." in row
    assert "DURE_01" in row
    assert desk.get("/messages/templates/NONE").status_code == 404
    assert signed_in("owner").get("/messages/templates").status_code == 404


def test_one_tap_refuses_and_looking_does_not(cast):
    client, owner = Client(), cast.people["owner"]
    path = stop_address(owner.pk).split("://", 1)[1].split("/", 1)[1]
    page = client.get(f"/{path}")
    assert page.status_code == 200
    assert owner.name not in page.content.decode()
    told = {"person": owner, "organisation": None}
    assert agrees("INVITATION", **told) is None
    client.post(f"/{path}")
    assert agrees("INVITATION", **told) is False
    assert agrees("SERVICE", **told) is None
    client.post(f"/{path}", {"all": "1"})
    assert agrees("SERVICE", **told) is False
    assert client.get(f"/{path[:-2]}").status_code == 404
    assert client.post("/m/stop/nonsense").status_code == 404
