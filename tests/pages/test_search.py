"""One box: it finds what a reader may know, and shows no trace of the rest."""

import pytest

from dure.cases import actions as act
from dure.cases.models import SolvedStory, StoryWording
from dure.ledger import clock
from dure.ledger.actors import SYSTEM
from dure.ledger.doors import recording
from dure.network.actions import block_party
from dure.network.models import Organisation

pytestmark = pytest.mark.django_db
QUERIES = 16


@pytest.fixture
def case(cast):
    """A case whose title, text and firm all hold the word 무지개."""
    with recording(by=SYSTEM):
        Organisation.objects.filter(pk=cast.lighttec.pk).update(
            name="무지개조명", phone="+82629701234", business_no="1248100998"
        )
        cast.lighttec.refresh_from_db()
    told = act.Told(text="무지개빛 얼룩이 생깁니다.", title="무지개 얼룩")
    return act.send_case(firm=cast.lighttec, told=told, by=cast.as_("owner"))


@pytest.fixture
def story(case):
    """A published story that holds the same word."""
    with recording(by=SYSTEM):
        shown = SolvedStory.objects.create(case=case, state="PUBLISHED", published_at=clock.now())
        StoryWording.objects.create(
            story=shown, language="ko", title="무지개 얼룩을 지운 이야기", problem="얼룩", solution="세척"
        )
    return shown


def text_of(answer):
    return answer.content.decode().split('<main id="main"')[1]


@pytest.mark.parametrize("who", ["owner", "coordinator", "head"])
def test_own_cases_are_found_by_title_text_and_firm(signed_in, case, who):
    for words in ("무지개", "무지개빛 얼룩", "무지개조명"):
        assert case.number in text_of(signed_in(who).get("/search", {"q": words}))


@pytest.mark.parametrize(
    "who", ["rival", "gumi_owner", "gumi_coordinator", "expert", "officer", "headquarters", "body"]
)
def test_cases_of_others_leave_no_trace(signed_in, case, who):
    client = signed_in(who)
    page = text_of(client.get("/search", {"q": "무지개 얼룩"}))
    assert case.number not in page
    assert 'id="cases"' not in page
    assert "찾은 것이 없습니다" in page
    page = text_of(client.get("/search", {"q": "무지개"}))
    assert 'id="cases"' not in page
    assert "무지개조명" in page


def test_blocked_colleague_finds_no_case(signed_in, case, cast):
    block_party(firm=cast.lighttec, kind="PERSON", person=cast.people["colleague"], by=SYSTEM)
    assert case.number not in text_of(signed_in("colleague").get("/search", {"q": "무지개"}))
    assert signed_in("colleague").get("/search", {"q": case.number}).status_code == 200


def test_numbers_lead_straight_there(signed_in, case, cast):
    client = signed_in("coordinator")
    assert client.get("/search", {"q": case.number.lower()})["Location"] == f"/cases/{case.number}"
    for number in ("062-970-1234", "010-1234-5678", "124-81-00998"):
        assert client.get("/search", {"q": number})["Location"] == f"/organisations/{cast.lighttec.pk}"


@pytest.mark.parametrize("who", ["rival", "gumi_coordinator", "expert", "headquarters"])
def test_numbers_of_others_lead_nowhere(signed_in, case, who):
    client = signed_in(who)
    for number in (case.number, "062-970-1234", "010-1234-5678"):
        answer = client.get("/search", {"q": number})
        assert answer.status_code == 200
        assert "무지개" not in text_of(answer)


def test_visitor_finds_what_is_public_only(client, case, story, cast):
    page = text_of(client.get("/search", {"q": "무지개"}))
    assert "무지개 얼룩을 지운 이야기" in page
    assert "무지개조명" not in page
    assert case.number not in page
    assert "광융합" in text_of(client.get("/search", {"q": "광융합"}))
    assert "운전자금 융자" in text_of(client.get("/search", {"q": "운전자금"}))
    assert "김○○" in text_of(client.get("/search", {"q": "방열"}))


def test_unpublished_story_is_not_found(client, case, story):
    with recording(by=SYSTEM):
        SolvedStory.objects.update(state="APPROVED")
    assert "무지개 얼룩을 지운" not in text_of(client.get("/search", {"q": "무지개"}))


def test_people_are_found_by_their_own_office_only(signed_in, case):
    assert "심○○" in text_of(signed_in("coordinator").get("/search", {"q": "심○○"}))
    for who in ("gumi_coordinator", "rival", "headquarters"):
        assert 'id="people"' not in text_of(signed_in(who).get("/search", {"q": "심○○"}))


def test_section_shows_five_and_leads_to_the_rest(signed_in, cast):
    with recording(by=SYSTEM):
        for number in range(6):
            Organisation.objects.create(name=f"한결산업{number}", office=cast.gumi)
    page = text_of(signed_in("rival").get("/search", {"q": "한결산업"}))
    assert page.count("/organisations/0") == 5
    assert "/organisations?q=%ED%95%9C%EA%B2%B0" in page


@pytest.mark.parametrize(
    "words", ["", "가", "   ", "\x00", "%", "'; drop table", "a" * 500, "<script>alert(1)</script>"]
)
def test_odd_words_are_answered_plainly(client, signed_in, case, words):
    for each in (client, signed_in("coordinator")):
        answer = each.get("/search", {"q": words})
        assert answer.status_code == 200
        assert "<script>alert" not in text_of(answer)


@pytest.mark.parametrize("count", [1, 3])
def test_search_asks_as_often_for_three_as_for_one(signed_in, cast, count, django_assert_num_queries):
    with recording(by=SYSTEM):
        for number in range(count):
            Organisation.objects.create(name=f"한결산업{number}", office=cast.gwangju)
    for number in range(count):
        act.send_case(
            firm=cast.lighttec,
            told=act.Told(text="한결산업과 거래", title=f"한결산업 {number}"),
            by=cast.as_("owner"),
        )
    client = signed_in("coordinator")
    client.get("/search", {"q": "한결산업"})
    with django_assert_num_queries(QUERIES):
        client.get("/search", {"q": "한결산업"})
