"""The access log is reviewed by the head of the office; taking it away is logged too."""

import pytest

from dure.cases import actions as act
from dure.network.models import NeedKind
from dure.papers.models import Opening


@pytest.fixture
def opened(cast, signed_in):
    case = act.send_case(firm=cast.lighttec, told=act.Told(text="회로가 복잡합니다"), by=cast.as_("owner"))
    act.take_up_case(case=case, kind=NeedKind.objects.get(code="TECHNOLOGY"), by=cast.as_("coordinator"))
    act.ask_helper(case=case, helper=act.Helper(person=cast.people["expert"]), by=cast.as_("coordinator"))
    signed_in("expert").get(f"/cases/{case.number}")
    return case


def test_head_sees_who_opened_what(signed_in, cast, opened):
    page = signed_in("head").get("/openings").content.decode()
    assert cast.people["expert"].name in page
    assert "expert@example.kr" in page
    assert opened.number in page
    assert cast.lighttec.name in page


@pytest.mark.parametrize("who", ["coordinator", "gumi_coordinator", "headquarters", "owner", "expert"])
def test_log_does_not_exist_for_others(signed_in, opened, who):
    client = signed_in(who)
    assert client.get("/openings").status_code == 404
    assert client.post("/openings/file", {"reason": "점검"}).status_code == 404


def test_file_needs_a_reason_which_is_kept(signed_in, opened):
    head = signed_in("head")
    assert head.post("/openings/file", {}).status_code == 409
    sheet = head.post("/openings/file", {"reason": "월 점검"}).content.decode("utf-8-sig")
    assert opened.number in sheet
    assert Opening.objects.get(task="REVIEW").reason == "월 점검"


def test_other_month_is_empty_and_odd_months_are_no_error(signed_in, opened):
    head = signed_in("head")
    assert opened.number not in head.get("/openings?month=2020-01").content.decode()
    assert head.get("/openings?month=2020-99").status_code == 200
    assert head.get("/openings?month=x").status_code == 200
