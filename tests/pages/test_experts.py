"""Experts: found by everybody, described by themselves, weighed by coordinators only."""

from datetime import timedelta

import pytest

from dure.cases import actions as act
from dure.cases.models import Rating
from dure.ledger import clock
from dure.ledger.actors import SYSTEM
from dure.ledger.doors import recording
from dure.ledger.models import Entry
from dure.network.actions import block_party
from dure.network.models import Evidence, ExpertProfile, NeedKind

pytestmark = pytest.mark.django_db
LIST_QUERIES, PROFILE_QUERIES = 7, 3


@pytest.fixture
def expert(cast):
    profile = cast.people["expert"].expert
    with recording(by=SYSTEM):
        profile.needs = ["TECHNOLOGY"]
        profile.save()
        Evidence.objects.create(expert=profile, kind="PATENT", text="방열 구조 특허 10-0000001")
    return profile


@pytest.fixture
def helped(cast, expert):
    """A secret case at 광주 that the expert accepted."""
    return accepted(cast)


def accepted(cast):
    case = act.send_case(
        firm=cast.lighttec,
        told=act.Told(text="회로가 복잡합니다.", title="조명 바 회로"),
        by=cast.as_("owner"),
    )
    act.take_up_case(case=case, kind=NeedKind.objects.get(code="TECHNOLOGY"), by=cast.as_("coordinator"))
    asked = act.ask_helper(
        case=case, helper=act.Helper(person=cast.people["expert"]), by=cast.as_("coordinator")
    )
    act.accept_referral(referral=asked, by=cast.as_("expert"))
    return case


def rate(case, stars):
    with recording(by=SYSTEM):
        Rating.objects.create(referral=case.referrals.get(), stars=stars, at=clock.now())


def text_of(answer):
    return answer.content.decode()


def test_list_is_open_to_all_and_leaves_drafts_out(client, expert, cast):
    with recording(by=SYSTEM):
        ExpertProfile.objects.filter(person=cast.people["second_expert"]).update(published=False)
    page = text_of(client.get("/experts"))
    assert "김○○" in page
    assert "윤○○" not in page


@pytest.mark.parametrize(
    ("filters", "there"),
    [
        ({"q": "방열"}, True),
        ({"q": "특허"}, True),
        ({"q": "조명 빛고을"}, True),
        ({"q": "회계"}, False),
        ({"need": "TECHNOLOGY"}, True),
        ({"need": "FINANCE"}, False),
        ({"field": "LIGHTING"}, True),
        ({"field": "NOTHING"}, False),
        ({"region": "전라"}, False),
        ({"available": "1"}, True),
    ],
)
def test_list_filters_by_what_stands_in_the_address(client, expert, filters, there):
    assert (f"/experts/{expert.pk}" in text_of(client.get("/experts", filters))) is there


def test_list_leaves_out_who_is_away_when_asked(client, expert):
    with recording(by=SYSTEM):
        expert.away_until = clock.today() + timedelta(days=3)
        expert.save()
    assert f"/experts/{expert.pk}" not in text_of(client.get("/experts?available=1"))
    assert f"/experts/{expert.pk}" in text_of(client.get("/experts"))
    with clock.at(clock.now() + timedelta(days=3)):
        assert f"/experts/{expert.pk}" in text_of(client.get("/experts?available=1"))


@pytest.mark.parametrize("count", [1, 3])
def test_list_asks_as_often_for_three_experts_as_for_one(
    client, expert, cast, count, django_assert_num_queries
):
    if count == 1:
        with recording(by=SYSTEM):
            ExpertProfile.objects.exclude(pk=expert.pk).update(published=False)
    else:
        with recording(by=SYSTEM):
            ExpertProfile.objects.create(
                person=cast.people["body"], organisation=cast.kumoh, published=True, about="주조"
            )
    client.get("/experts")
    with django_assert_num_queries(LIST_QUERIES):
        page = text_of(client.get("/experts"))
    assert page.count('class="card stack"') == count


def test_profile_shows_everybody_what_the_expert_says(client, expert, helped, django_assert_num_queries):
    client.get("/experts")
    with django_assert_num_queries(PROFILE_QUERIES):
        page = text_of(client.get(f"/experts/{expert.pk}"))
    for told in ("김○○", "빛고을광연구소", "조명 회로와 방열", "방열 구조 특허", "3건까지"):
        assert told in page
    for secret in (helped.number, "조명 바 회로", "함께한 애로", "+821045678901", "expert@example.kr"):
        assert secret not in page


def test_draft_is_shown_to_its_owner_and_its_office_only(signed_in, client, expert, cast):
    with recording(by=SYSTEM):
        expert.published = False
        expert.save()
    assert signed_in("expert").get(f"/experts/{expert.pk}").status_code == 200
    assert signed_in("coordinator").get(f"/experts/{expert.pk}").status_code == 200
    for who in ("owner", "gumi_coordinator", "second_expert", "headquarters"):
        assert signed_in(who).get(f"/experts/{expert.pk}").status_code == 404
    assert client.get(f"/experts/{expert.pk}").status_code == 404


def test_record_shows_coordinators_cases_they_may_know(signed_in, expert, helped):
    assert helped.number in text_of(signed_in("coordinator").get(f"/experts/{expert.pk}"))
    for who in ("gumi_coordinator", "owner", "rival", "expert", "headquarters", "body"):
        page = text_of(signed_in(who).get(f"/experts/{expert.pk}"))
        assert helped.number not in page
        assert "조명 바 회로" not in page


def test_record_hides_cases_of_a_firm_that_blocks_the_reader(signed_in, expert, helped, cast):
    block_party(firm=cast.lighttec, kind="PERSON", person=cast.people["colleague"], by=SYSTEM)
    assert helped.number not in text_of(signed_in("colleague").get(f"/experts/{expert.pk}"))


def test_ratings_are_seen_from_three_on_and_by_coordinators_only(signed_in, expert, helped, cast):
    rate(helped, 4)
    rate(accepted(cast), 4)
    page = text_of(signed_in("coordinator").get(f"/experts/{expert.pk}"))
    assert "4.0" not in page
    assert "평가는 3건이 모인 뒤" in page
    rate(accepted(cast), 1)
    assert "5점 가운데 3.0점" in text_of(signed_in("coordinator").get(f"/experts/{expert.pk}"))
    for who in ("owner", "expert", "second_expert", "headquarters"):
        assert "5점 가운데" not in text_of(signed_in(who).get(f"/experts/{expert.pk}"))


def test_expert_says_anew_what_to_help_with(signed_in, expert):
    client = signed_in("expert")
    assert "조명 회로와 방열" in text_of(client.get(f"/experts/{expert.pk}/profile"))
    answer = client.post(
        f"/experts/{expert.pk}/profile",
        {"about": "방열 설계", "capacity": "1", "available": "on", "needs": ["QUALITY"], "fields_known": []},
    )
    assert answer.status_code == 302
    expert.refresh_from_db()
    assert (expert.about, expert.capacity, expert.needs, expert.published) == (
        "방열 설계",
        1,
        ["QUALITY"],
        False,
    )
    types = set(Entry.objects.filter(touches__uid=expert.pk).values_list("type", flat=True))
    assert {"expert.changed", "expert.withdrawn"} <= types


def test_empty_profile_is_not_published(signed_in, expert):
    with recording(by=SYSTEM):
        ExpertProfile.objects.filter(pk=expert.pk).update(published=False)
        expert.fields.clear()
    answer = signed_in("expert").post(
        f"/experts/{expert.pk}/profile", {"about": "", "capacity": "1", "published": "on", "title": "수석"}
    )
    assert answer.status_code == 409
    assert "수석" in text_of(answer)


def test_return_in_the_past_is_told(signed_in, expert):
    answer = signed_in("expert").post(
        f"/experts/{expert.pk}/profile", {"about": "방열", "capacity": "1", "away_until": "2020-01-01"}
    )
    assert answer.status_code == 409
    assert "내일부터" in text_of(answer)


def test_expert_adds_and_removes_evidence(signed_in, expert):
    client = signed_in("expert")
    assert client.get(f"/experts/{expert.pk}/evidence").status_code == 200
    sent = client.post(f"/experts/{expert.pk}/evidence", {"kind": "PAPER", "text": "방열 핀 최적화"})
    assert sent.status_code == 302
    row = Evidence.objects.get(text="방열 핀 최적화")
    assert client.post(f"/experts/{expert.pk}/evidence/{row.pk}/removal").status_code == 302
    assert not Evidence.objects.filter(pk=row.pk).exists()


@pytest.mark.parametrize("who", ["second_expert", "coordinator", "owner", "headquarters"])
def test_profile_is_kept_by_nobody_else(signed_in, expert, who):
    client = signed_in(who)
    row = expert.evidence.get()
    said = {"about": "남의 글", "capacity": "1"}
    assert client.post(f"/experts/{expert.pk}/profile", said).status_code == 409
    assert (
        client.post(f"/experts/{expert.pk}/evidence", {"kind": "PAPER", "text": "남의 글"}).status_code == 409
    )
    assert client.post(f"/experts/{expert.pk}/evidence/{row.pk}/removal").status_code == 409
    expert.refresh_from_db()
    assert expert.about == "조명 회로와 방열"
    assert expert.evidence.count() == 1
