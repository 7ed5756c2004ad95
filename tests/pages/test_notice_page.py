"""The page of one's notices."""

import pytest
from django.test import Client

from dure.cases import actions as act
from dure.ledger import clock
from dure.ledger.doors import keeping
from dure.ledger.readers import read_all
from dure.notices.models import Letter, MailChoice

pytestmark = pytest.mark.django_db
QUERIES = 13


@pytest.fixture
def case(cast):
    return act.send_case(
        firm=cast.lighttec, told=act.Told(text="열이 빠지지 않습니다."), by=cast.as_("owner")
    )


def test_page_lists_notices_with_the_case_and_marks_them_read(signed_in, case):
    read_all(["notices"])
    client = signed_in("coordinator")
    before = client.get("/cases").content.decode()
    assert "<span data-count>1</span>" in before
    first = client.get("/notices").content.decode()
    assert "(주)새벽조명이 도움을 요청했습니다." in first
    assert f"/cases/{case.number}" in first
    assert first.count('class="is-new"') == 1
    again = client.get("/notices").content.decode()
    assert 'class="is-new"' not in again
    assert "<span data-count>1</span>" not in client.get("/cases").content.decode()


def test_page_is_empty_for_others_and_shut_for_visitors(signed_in, case):
    read_all(["notices"])
    page = signed_in("gumi_coordinator").get("/notices").content.decode()
    assert "아직 알림이 없습니다" in page
    assert case.number not in page
    assert Client().get("/notices").status_code == 302


@pytest.mark.parametrize("replies", [1, 3])
def test_page_asks_the_database_as_often_for_one_notice_as_for_three(
    signed_in, cast, case, replies, django_assert_num_queries
):
    for _ in range(replies):
        act.reply_to_firm(case=case, text="봅니다", by=cast.as_("coordinator"))
    read_all(["notices"])
    client = signed_in("owner")
    client.get("/notices")
    with django_assert_num_queries(QUERIES):
        assert len(client.get("/notices").context["page"].object_list) == replies


def test_mail_is_chosen_on_the_page(signed_in, cast, settings):
    settings.EMAIL_ENABLED = True
    client = signed_in("owner")
    assert 'name="mail"' in client.get("/notices").content.decode()
    assert client.post("/notices/mail", {}).status_code == 302
    assert MailChoice.objects.get(person=cast.people["owner"]).wanted is False
    client.post("/notices/mail", {"mail": "on"})
    assert MailChoice.objects.get(person=cast.people["owner"]).wanted is True


def test_mail_is_chosen_by_oneself_and_not_by_a_link(signed_in):
    assert signed_in("owner").get("/notices/mail").status_code == 405
    assert Client().post("/notices/mail", {}).status_code == 302
    assert not MailChoice.objects.exists()


def test_page_offers_no_mail_where_none_is_sent(signed_in):
    assert 'name="mail"' not in signed_in("owner").get("/notices").content.decode()


@pytest.mark.parametrize(
    ("who", "shown"), [("coordinator", True), ("gumi_coordinator", False), ("owner", False)]
)
def test_staff_see_whom_letters_did_not_reach(signed_in, cast, who, shown):
    with keeping():
        Letter.objects.create(
            number=1, person=cast.people["expert"], code="help_asked", office_uid=cast.gwangju.pk,
            state=Letter.GIVEN_UP, next_try_at=clock.now(), settled_at=clock.now(),
        )  # fmt: skip
    page = signed_in(who).get("/notices").content.decode()
    assert ("전하지 못한 전자우편" in page) is shown
    assert ("010-4567-8901" in page) is shown
