"""The public face: home, privacy, accessibility, stories of a group."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dure.cases import actions as cases
from dure.cases.models import SolvedStory
from dure.ledger import clock
from dure.network import actions as act
from dure.network.models import NeedKind
from dure.network.queries.beginnings import is_begun
from dure.public.queries import FIGURES, figures, on_paper, ring

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh():
    cache.delete(FIGURES)
    yield
    cache.delete(FIGURES)


def text_of(answer):
    return answer.content.decode()


@pytest.fixture
def story(cast):
    """A published story of a case that was sent to the mini-cluster."""
    owner, desk = cast.as_("owner"), cast.as_("coordinator")
    case = cases.send_case(
        firm=cast.lighttec, group=cast.optics, told=cases.Told(text="열이 빠지지 않습니다."), by=owner
    )
    cases.take_up_case(case=case, kind=NeedKind.objects.get(code="TECHNOLOGY"), by=desk)
    cases.support_ourselves(case=case, words="방열 지도", by=desk)
    cases.confirm_solution(case=case, kind="ACCOUNT", by=owner)
    wording = cases.Wording(title="조명의 열을 빼는 법", problem="열이 갇혔다", solution="핀을 달았다")
    cases.draft_story(case=case, wording=wording, by=desk)
    cases.approve_story(case=case, by=owner)
    cases.publish_story(case=case, by=cast.as_("head"))
    return SolvedStory.objects.get()


def test_home_tells_counts_with_their_date_and_the_newest_stories(cast, story):
    page = text_of(Client().get("/"))
    assert "조명의 열을 빼는 법" in page
    assert "062-970-0000" in page
    assert (figures().stories, figures().groups, figures().members, figures().experts) == (1, 1, 2, 2)
    assert f"{clock.today():%Y-%m-%d}" in page


def test_home_of_an_empty_house_says_so(cast):
    page = Client().get("/")
    assert page.status_code == 200
    assert "아직 실린 해결사례가 없습니다" in text_of(page)


@pytest.mark.parametrize("count", [1, 3])
def test_home_asks_the_same_number_of_questions(cast, count):
    for place in range(count):
        act.register_complex(
            code=f"C{place}",
            name=f"단지 {place}",
            latitude=36.0 + place,
            longitude=127.0,
            by=cast.as_("headquarters").actor,
        )
    assert is_begun()
    with CaptureQueriesContext(connection) as asked:
        Client().get("/")
    assert len(asked) == 10


@pytest.mark.parametrize("who", ["owner", "coordinator", "headquarters"])
def test_home_is_there_for_who_signed_in(signed_in, who):
    page = text_of(signed_in(who).get("/"))
    assert 'href="/desk"' in page


@pytest.mark.parametrize("url", ["/privacy", "/accessibility"])
def test_notices_are_open_to_all(db, url):
    assert Client().get(url).status_code == 200


def test_privacy_is_filled_from_the_settings(cast):
    assert "운영 기관이 아직 채우지 않은 칸" in text_of(Client().get("/privacy"))
    for key, value in (
        ("site.operator", "두레 사무국"),
        ("privacy.officer", "나○○"),
        ("privacy.contact", "02-000-0000"),
    ):
        act.change_setting(key=key, value=value, since=clock.today(), by=cast.as_("headquarters").actor)
    page = text_of(Client().get("/privacy"))
    assert "두레 사무국" in page
    assert "채우지 않은 칸" not in page


def test_stories_of_a_small_group_are_not_told_without_the_name(cast, story):
    assert "조명의 열" not in text_of(Client().get("/groups/MC_GJ_OPT/stories"))
    act.add_member(group=cast.optics, organisation=cast.miu, by=cast.as_("secretariat").actor)
    assert "조명의 열" in text_of(Client().get("/groups/MC_GJ_OPT/stories"))
    part = text_of(Client().get("/groups/MC_GJ_OPT/stories", headers={"HX-Request": "true"}))
    assert "조명의 열" in part
    assert "<html" not in part
    assert Client().get("/groups/NONE/stories").status_code == 404


def test_places_lie_where_they_are_and_the_ring_is_closed():
    x, y = on_paper(35.22, 126.85)
    assert abs(x - 209.4) < 3
    assert abs(y - 454.1) < 3
    assert ring([(0, 0), (1, 1)]) == ""
    assert ring([(0, 0), (10, 0), (10, 10), (0, 10)]).endswith("Z")
