"""Pages of groups: read by all, kept by those who run them, exported with a reason."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dure.ledger.models import Entry
from dure.network import actions as act
from dure.network.models import Group, Membership, MutualHelp

pytestmark = pytest.mark.django_db


def found(cast, code, **fields):
    return act.found_group(
        by=cast.as_("coordinator").actor,
        complexes=[cast.optics.complexes.get()],
        kind=cast.optics.kind,
        office=cast.gwangju,
        code=code,
        name=f"{code} 모임",
        **fields,
    )


def text_of(answer):
    return answer.content.decode()


def test_group_is_open_to_all_and_names_no_person(cast):
    act.add_member(group=cast.optics, person=cast.people["colleague"], by=cast.as_("secretariat").actor)
    act.add_member(group=cast.optics, person=cast.people["expert"], by=cast.as_("secretariat").actor)
    page = text_of(Client().get("/groups/MC_GJ_OPT"))
    assert "(주)새벽조명" in page
    assert "김○○" in page
    assert "이○○" not in page
    assert "이름을 밝히지 않은 사람 1명" in page
    assert "이○○" in text_of(_enter(cast, "owner").get("/groups/MC_GJ_OPT"))


def _enter(cast, name):
    client = Client()
    client.force_login(cast.people[name].account, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_unknown_group_and_unreadable_day(cast):
    assert Client().get("/groups/NONE").status_code == 404
    assert Client().get("/groups/MC_GJ_OPT?on=2024-99-99").status_code == 200
    assert "이날에는 회원이 없습니다" in text_of(Client().get("/groups/MC_GJ_OPT?on=2001-01-01"))


@pytest.mark.parametrize("count", [1, 3])
def test_list_asks_the_same_number_of_questions_for_one_and_three(cast, count):
    for place in range(count - 1):
        found(cast, f"SG_{place}")
    with CaptureQueriesContext(
        connection,
    ) as asked:
        page = Client().get("/groups")
    assert text_of(page).count('<th scope="row">') == count
    assert len(asked) == 8


@pytest.mark.parametrize("count", [1, 3])
def test_page_asks_the_same_number_of_questions_for_one_and_three_members(cast, count):
    group = found(cast, "SG")
    for firm in (cast.lighttec, cast.humanlight, cast.miu)[:count]:
        act.add_member(group=group, organisation=firm, by=cast.as_("coordinator").actor)
    with CaptureQueriesContext(connection) as asked:
        page = Client().get("/groups/SG")
    assert text_of(page).count('<th scope="row">') == count
    assert len(asked) == 9


def test_balance_stands_on_the_page_of_the_member_and_its_coordinator_only(cast, signed_in):
    by = cast.as_("secretariat").actor
    act.record_help(
        giver=cast.lighttec, receiver=cast.humanlight, group=cast.optics, hours=Decimal("7.25"), by=by
    )
    for who in ("owner", "coordinator"):
        assert "준 도움 7.25시간" in text_of(signed_in(who).get("/groups/MC_GJ_OPT"))
    for who in ("colleague", "officer", "secretariat", "headquarters", "gumi_owner", "expert"):
        assert "7.25" not in text_of(signed_in(who).get("/groups/MC_GJ_OPT"))
    assert "준 도움 0시간, 받은 도움 7.25시간" in text_of(signed_in("rival").get("/groups/MC_GJ_OPT"))


def test_secretariat_adds_ends_and_books(cast, signed_in):
    client = signed_in("secretariat")
    told = {"organisation": "가람엔지니어링", "since": "2024-05-01", "office_held": "CHAIR"}
    assert client.get("/groups/MC_GJ_OPT/members").status_code == 200
    assert client.post("/groups/MC_GJ_OPT/members", told).status_code == 302
    row = Membership.objects.get(organisation=cast.miu)
    assert (row.group, row.office_held) == (cast.optics, "CHAIR")
    again = client.post("/groups/MC_GJ_OPT/members", told)
    assert again.status_code == 409
    assert "이미 광융합의 회원입니다" in text_of(again)
    help = {
        "giver": cast.miu.pk,
        "receiver": cast.lighttec.pk,
        "kind": "KNOW_HOW",
        "hours": "2",
        "on": "2024-06-01",
    }
    assert client.post("/groups/MC_GJ_OPT/help", help).status_code == 302
    assert MutualHelp.objects.get().hours == 2
    assert client.post("/groups/MC_GJ_OPT/help", {**help, "receiver": cast.miu.pk}).status_code == 409
    assert client.post(f"/groups/MC_GJ_OPT/members/{row.pk}/ending", {"on": "2023-01-01"}).status_code == 409
    assert client.post(f"/groups/MC_GJ_OPT/members/{row.pk}/ending", {"on": "2024-12-31"}).status_code == 302


@pytest.mark.parametrize(
    "told", [{}, {"organisation": "없는 곳"}, {"organisation": "단비라이트", "person": "김○○"}]
)
def test_member_that_cannot_be_told_is_asked_again(signed_in, told):
    answer = signed_in("secretariat").post("/groups/MC_GJ_OPT/members", {**told, "since": "2024-05-01"})
    assert answer.status_code == 422


@pytest.mark.parametrize("who", ["owner", "officer", "gumi_coordinator", "expert"])
@pytest.mark.parametrize("noun", ["members", "help"])
def test_nobody_else_keeps_a_group(signed_in, who, noun):
    assert signed_in(who).get(f"/groups/MC_GJ_OPT/{noun}").status_code == 404


def test_staff_founds_a_group_of_any_kind(cast, signed_in):
    client = signed_in("coordinator")
    told = {
        "kind": "MINI_CLUSTER", "name": "금형", "code": "MC_GJ_MOULD", "office": cast.gwangju.pk,
        "complexes": [cast.optics.complexes.get().pk], "parent": cast.optics.pk, "founded_on": "2025-01-01",
    }  # fmt: skip
    assert client.get("/groups/new").status_code == 200
    assert client.post("/groups/new", told).status_code == 302
    assert Group.objects.get(code="MC_GJ_MOULD").parent == cast.optics
    assert client.post("/groups/new", told).status_code == 409
    assert client.post("/groups/new", {**told, "code": "소문자"}).status_code == 422
    assert client.post("/groups/new", {**told, "code": "X", "office": cast.gumi.pk}).status_code == 422
    assert signed_in("owner").get("/groups/new").status_code == 404


def test_members_leave_as_a_defused_sheet_with_a_reason(cast, signed_in):
    act.change_organisation(organisation=cast.lighttec, name="=cmd|'/c calc'!A1", by=cast.as_("owner").actor)
    client = signed_in("secretariat")
    assert client.post("/groups/MC_GJ_OPT/members/file", {"reason": ""}).status_code == 422
    assert client.get("/groups/MC_GJ_OPT/members/file").status_code == 405
    sheet = client.post("/groups/MC_GJ_OPT/members/file?on=2024-01-01", {"reason": "MEETING"})
    assert sheet.content.startswith(b"\xef\xbb\xbf")
    assert "'=cmd" in sheet.content.decode("utf-8-sig")
    assert Entry.objects.filter(type="group.members_exported").count() == 1
    assert signed_in("owner").post("/groups/MC_GJ_OPT/members/file", {"reason": "MEETING"}).status_code == 404
