"""내 업무 for every role."""

import pytest

from dure.cases import actions as act
from dure.network.models import NeedKind


@pytest.fixture
def case(cast):
    told = act.Told(text="회로가 복잡하고 열이 빠지지 않습니다.")
    return act.send_case(firm=cast.lighttec, told=told, by=cast.as_("owner"))


def test_desk_asks_to_sign_in(client):
    answer = client.get("/desk")
    assert answer.status_code == 302
    assert answer.url.startswith("/accounts/login/")


@pytest.mark.parametrize("count", [1, 3])
def test_desk_of_a_coordinator_lists_open_cases(cast, signed_in, django_assert_num_queries, count):
    for number in range(count):
        told = act.Told(text=f"금형이 자꾸 깨집니다 {number}")
        act.send_case(firm=cast.lighttec, told=told, by=cast.as_("owner"))
    client = signed_in("coordinator")
    client.get("/desk")
    with django_assert_num_queries(QUERIES_OF_STAFF):
        page = client.get("/desk").content.decode()
    assert page.count("맡아서 검토 시작") + page.count("기업에 답하기") == count


QUERIES_OF_STAFF = 20


def test_desk_of_a_firm_shows_what_waits_for_it(cast, signed_in, case):
    act.take_up_case(case=case, kind=NeedKind.objects.get(code="TECHNOLOGY"), by=cast.as_("coordinator"))
    act.ask_helper(case=case, helper=act.Helper(person=cast.people["expert"]), by=cast.as_("coordinator"))
    act.accept_referral(referral=case.referrals.get(), by=cast.as_("expert"))
    act.ask_confirmation(case=case, by=cast.as_("expert"), result="줄였습니다")
    page = signed_in("owner").get("/desk").content.decode()
    assert "풀렸는지 확인 부탁드립니다" in page
    assert case.title in page


def test_desk_of_an_expert_shows_requests_without_the_firms_name(cast, signed_in, case):
    act.take_up_case(case=case, kind=NeedKind.objects.get(code="TECHNOLOGY"), by=cast.as_("coordinator"))
    act.ask_helper(case=case, helper=act.Helper(person=cast.people["expert"]), by=cast.as_("coordinator"))
    page = signed_in("expert").get("/desk").content.decode()
    assert "맡겠습니다" in page
    assert case.title in page
    assert cast.lighttec.name not in page


@pytest.mark.parametrize("who", ["rival", "gumi_owner", "gumi_coordinator", "second_expert", "headquarters"])
def test_desk_of_strangers_knows_nothing_of_a_case(signed_in, case, who):
    page = signed_in(who).get("/desk").content.decode()
    assert case.number not in page
    assert case.title not in page


def test_desk_of_headquarters_counts_offices_without_small_cells(cast, signed_in, case):
    client = signed_in("headquarters")
    page = client.get("/desk")
    assert page.context["region"].rows[0][1][0] is None
    assert cast.gwangju.name in page.content.decode()
    assert case.title not in page.content.decode()
