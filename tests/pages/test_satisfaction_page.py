"""The page of scores and its file."""

import csv
import io

import pytest
from tests.rooms.test_satisfaction import solved

from dure.indicators.reading import SupportReader
from dure.ledger.readers import read_on


@pytest.fixture
def four_and_five(cast):
    for _each in range(4):
        solved(cast, score=1, kind="FINANCE")
    for score in (5, 5, 4, 4, 4):
        solved(cast, score=score, way="CALL")
    for score in (3, 3, 3, 3, 4):
        solved(cast, score=score, kind="QUALITY")
    read_on(SupportReader())


def test_page_says_that_few_answers_show_no_score(signed_in, four_and_five):
    page = signed_in("coordinator").get("/counts/satisfaction").content.decode()
    assert page.count("답변이 적어 가림") == 2
    assert "4.4" in page or "3.2" in page
    assert "1.0" not in page


def test_file_leaves_out_what_the_page_does(signed_in, four_and_five):
    answer = signed_in("coordinator").get("/counts/satisfaction/file?per=service")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    told = {row[0]: row for row in rows[1:]}
    assert told["금융·회계"][1:10] == ["4", "4", "100", "…", "…", "…", "…", "…", "…"]
    assert told["합"][4] == "3.0"


@pytest.mark.parametrize("asked", ["?year=99999999999", "?year=abc&per=firm", "?year=²&per="])
def test_odd_questions_are_answered_for_this_year(signed_in, cast, asked):
    assert signed_in("coordinator").get(f"/counts/satisfaction{asked}").status_code == 200


@pytest.mark.parametrize("where", ["/counts/satisfaction", "/counts/satisfaction/file"])
def test_firms_and_experts_find_no_such_page(signed_in, four_and_five, where):
    for who in ("owner", "expert", "secretariat"):
        assert signed_in(who).get(where).status_code == 404


def test_another_office_sees_nothing_of_it(signed_in, four_and_five):
    page = signed_in("gumi_coordinator").get("/counts/satisfaction").content.decode()
    assert "이 해에 마친 지원이 없습니다" in page


@pytest.mark.parametrize("count", [1, 3])
def test_page_asks_the_same_number_of_questions(cast, signed_in, django_assert_num_queries, count):
    for _each in range(count):
        solved(cast, score=4)
    read_on(SupportReader())
    client = signed_in("coordinator")
    client.get("/counts/satisfaction")
    with django_assert_num_queries(QUERIES):
        client.get("/counts/satisfaction")


QUERIES = 12
