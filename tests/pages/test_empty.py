"""On an empty installation every list says what to do first, to each role."""

import pytest
from django.test import Client

from dure.ledger.actors import SYSTEM
from dure.ledger.doors import recording
from dure.network import actions as act
from dure.network.actions.founding import Colleague, Founding, found_installation

pytestmark = pytest.mark.django_db
FIRST = {
    "head": {
        "/organisations": "기업 등록", "/groups": "모임 만들기", "/services": "지원사업 등록", "/cases": "애로 대신 등록",
        "/experts": "등록", "/stories": "공개에 동의한 것이", "/complexes": "단지 등록", "/desk": "처음 할 일",
        "/feed": "아직 소식이 없습니다", "/notices": "아직 알림이 없습니다", "/people": "기업카드에서 사람을 등록하면",
        "/openings": "이달에 열어 본 기록이 없습니다",
    },
    "firm": {
        "/cases": "막힌 점을 적으면", "/services": "담당자가 맞는 사업을", "/groups": "추진단이 모임을 만들면",
        "/experts": "추진단이 도울 분을", "/complexes": "본부가 산업단지를", "/desk": "막힌 것이 있으면",
    },
    "visitor": {"/services": "도움 요청하기", "/groups": "도움 요청하기", "/experts": "도움 요청하기", "/stories": "아직 실린"},
}  # fmt: skip


@pytest.fixture
def enter():
    head = Colleague("정한결", "head@example.kr", ["COORDINATOR"])
    accounts = {
        "head": found_installation(Founding(operator="두레", office="광주 추진단", code="GJ", staff=[head]))[
            0
        ]
    }

    def make(who):
        client = Client()
        if who == "firm":
            with recording(by=SYSTEM):
                firm = act.register_organisation(by=SYSTEM, kind="FIRM", name="가나")
                person = act.register_person(
                    by=SYSTEM, name="심이룸", email="firm@example.kr", organisation=firm
                )
                act.give_role(person=person, code="FIRM", organisation=firm, by=SYSTEM)
                accounts[who] = act.open_account(person=person, by=SYSTEM)
        if who in accounts:
            client.force_login(accounts[who], backend="django.contrib.auth.backends.ModelBackend")
        return client

    return make


@pytest.mark.parametrize("who", FIRST)
def test_every_list_says_what_to_do_first(enter, who):
    client, missing = enter(who), {}
    for url, words in FIRST[who].items():
        page = client.get(url).content.decode()
        if words not in page:
            missing[url] = words
    assert not missing


def test_a_filter_that_finds_nothing_is_not_taken_for_an_empty_house(enter):
    for url in (
        "/organisations?q=zz",
        "/groups?kind=CLUB",
        "/services?need=FINANCE",
        "/cases?open=1",
        "/stories?q=zz",
    ):
        page = enter("head").get(url).content.decode()
        assert 'class="empty"' in page
        assert "아직" not in page.split('class="empty"')[1].split("</div>")[0]
