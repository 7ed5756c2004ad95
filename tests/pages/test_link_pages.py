"""The pages behind a link: little is shown before the digits, nothing is done by looking."""

from datetime import timedelta

import pytest
from django.test import Client
from tests.rooms.test_links import DIGITS, with_phone

from dure.cases import actions as act
from dure.ledger import clock
from dure.ledger.models import Entry
from dure.links.actions import make_link
from dure.links.models import Link, Use
from dure.links.tokens import token_of
from dure.network.actions import block_party

pytestmark = pytest.mark.django_db
SECRET = "쿼드로플럭스가 휩니다"


@pytest.fixture
def case(cast):
    cast.people["owner"].name = "심보라"
    with_phone(cast.people["owner"])
    told = act.Told(text=f"{SECRET}. 용접 뒤에 그렇습니다.", channel="VISIT")
    return act.register_found_case(firm=cast.lighttec, told=told, by=cast.as_("coordinator"))


@pytest.fixture
def link(cast, case):
    return make_link(purpose="CONSENT", case=case, person=cast.people["owner"], by=cast.as_("coordinator"))


def place(link):
    return f"/l/{token_of(link.pk)}"


def enter(client, link):
    return client.post(f"{place(link)}/check", {"digits": DIGITS}, follow=True)


def test_little_is_shown_before_the_digits_and_the_question_after(client, link, cast):
    page = client.get(place(link))
    shown = page.content.decode()
    assert page.status_code == 200
    assert page["Cache-Control"] == "no-store"
    assert "noindex" in page["X-Robots-Tag"]
    for secret in (SECRET, cast.lighttec.name, cast.people["owner"].name, link.case.number, DIGITS):
        assert secret not in shown
    assert cast.gwangju.name in shown
    after = enter(client, link).content.decode()
    assert SECRET in after
    assert "네, 등록해 주세요" in after


def test_scanner_that_opens_and_posts_does_nothing(client, link):
    for method in (client.get, client.head, client.options):
        method(place(link))
    client.post(f"{place(link)}/answer", {"outcome": "AGREED"})
    client.get(f"{place(link)}/answer")
    link.refresh_from_db()
    link.case.refresh_from_db()
    assert (link.used_at, link.case.state) == (None, "CONSENT_WAIT")


def test_link_forwarded_to_another_person_shows_nothing(client, link):
    answer = client.post(f"{place(link)}/check", {"digits": "1111"})
    assert answer.status_code == 422
    assert SECRET not in answer.content.decode()
    assert "4번 더" in answer.content.decode()
    stranger = Client()
    enter(client, link)
    assert SECRET not in stranger.get(place(link)).content.decode()


def test_answer_is_done_once_and_a_second_one_is_thanked(client, link):
    enter(client, link)
    done = client.post(f"{place(link)}/answer", {"outcome": "AGREED"}, follow=True).content.decode()
    assert "답해 주셔서 고맙습니다" in done
    again = client.post(f"{place(link)}/answer", {"outcome": "REFUSED"})
    assert again.status_code == 200
    assert "답해 주셔서 고맙습니다" in again.content.decode()
    link.case.refresh_from_db()
    assert link.case.state == "RECEIVED"
    assert SECRET not in Client().get(place(link)).content.decode()


def test_wrong_answer_and_wrong_digits_say_what_to_do(client, link):
    assert client.post(f"{place(link)}/check", {"digits": "가나"}).status_code == 422
    enter(client, link)
    assert client.post(f"{place(link)}/answer", {"outcome": "CONFIRMED"}).status_code == 422
    assert client.post(f"{place(link)}/answer", {}).status_code == 422


def test_unknown_links_are_all_alike(client, link, cast):
    wrong = client.get(f"/l/{'A' * 40}")
    assert (wrong.status_code, wrong.content.decode().count("없는 링크입니다")) == (404, 1)
    block_party(
        firm=cast.lighttec, kind="PERSON", person=cast.people["owner"], by=cast.as_("coordinator").actor
    )
    assert client.get(place(link)).status_code == 404


def test_expired_link_asks_the_office_for_a_new_one(client, link):
    with clock.at(clock.now() + timedelta(days=15)):
        page = client.get(place(link))
        assert page.status_code == 410
        assert "새 링크 부탁하기" in page.content.decode()
        after = client.post(f"{place(link)}/renewal")
        assert "추진단에 알렸습니다" in after.content.decode()
    assert Entry.objects.filter(type="link.wanted_again").count() == 1


def test_locked_link_stays_shut_also_with_the_right_digits(client, link):
    for _ in range(5):
        answer = client.post(f"{place(link)}/check", {"digits": "1111"})
    assert answer.status_code == 410
    assert "잠긴 링크" in enter(client, link).content.decode()
    assert Use.objects.filter(what="WRONG").count() == 5


def test_firm_that_confirmed_is_asked_one_more_tap_without_digits(client, cast, case):
    from dure.network.models import NeedKind

    act.give_consent(case=case, kind="PAPER", by=cast.as_("coordinator"))
    act.take_up_case(case=case, kind=NeedKind.objects.get(code="TECHNOLOGY"), by=cast.as_("coordinator"))
    act.support_ourselves(case=case, words="살펴봄", by=cast.as_("coordinator"))
    act.ask_confirmation(case=case, by=cast.as_("coordinator"))
    link = make_link(
        purpose="CONFIRMATION", case=case, person=cast.people["owner"], by=cast.as_("coordinator")
    )
    enter(client, link)
    page = client.post(f"{place(link)}/answer", {"outcome": "NOT_YET", "words": " "})
    assert page.status_code == 422
    page = client.post(f"{place(link)}/answer", {"outcome": "CONFIRMED"}, follow=True)
    assert "아주 많이" in page.content.decode()
    more = Link.objects.get(purpose="SATISFACTION")
    client.post(f"{place(more)}/answer", {"outcome": "RATED", "score": "4"})
    case.refresh_from_db()
    assert (case.state, case.satisfaction.score, case.satisfaction.way) == ("SOLVED", 4, "LINK")


def test_office_makes_copies_and_takes_back_links_on_the_page_of_the_case(cast, case, signed_in):
    here = f"/links/cases/{case.number}"
    desk = signed_in("coordinator")
    assert f'hx-get="{here}"' in desk.get(f"/cases/{case.number}").content.decode()
    told = {"purpose": "CONSENT", "person": str(cast.people["owner"].pk)}
    shown = desk.post(here, told, follow=True).content.decode()
    made = Link.objects.get()
    assert token_of(made.pk) in shown
    assert desk.post(f"/links/{made.pk}/revocation", follow=True).status_code == 200
    made.refresh_from_db()
    assert made.revoked_at is not None
    for who in ("owner", "rival", "gumi_coordinator"):
        assert signed_in(who).get(here).status_code == 404
        assert signed_in(who).post(f"/links/{made.pk}/revocation").status_code == 404
    assert desk.post(here, {"purpose": "CONSENT", "person": "x"}).status_code == 404
