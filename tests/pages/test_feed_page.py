"""The feed as a page and as a stream."""

import asyncio
import signal
import time
from contextlib import ExitStack

import httpx
import pytest
from django.test import Client
from tests.cast import make_cast
from tests.serving import served, until

from dure.cases import actions as act
from dure.feed import views
from dure.feed.models import ReadMark
from dure.ledger.models import Entry
from dure.ledger.numbering import number_entries
from dure.ledger.readers import read_all


@pytest.fixture
def case(cast):
    return act.send_case(
        firm=cast.lighttec, told=act.Told(text="열이 빠지지 않습니다."), by=cast.as_("owner")
    )


def reply(case, cast, times):
    for _ in range(times):
        act.reply_to_firm(case=case, text="보고 있습니다", by=cast.as_("coordinator"))
    read_all(["feed"])


@pytest.mark.django_db
def test_page_shows_what_happened_and_remembers_how_far_one_has_read(signed_in, cast, case):
    reply(case, cast, 1)
    client = signed_in("owner")
    first = client.get("/feed").content.decode()
    assert "도움을 요청했습니다" in first
    assert first.count('class="is-new"') == 2
    assert f"/cases/{case.number}" in first
    head = Entry.objects.order_by("number").last().number
    assert f'sse-connect="/feed/stream?since={head}"' in first
    assert ReadMark.objects.get().number == head
    assert 'class="is-new"' not in client.get("/feed").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["rival", "gumi_coordinator", "expert", "headquarters", None])
def test_page_says_nothing_of_the_case_to_others(signed_in, cast, case, who):
    reply(case, cast, 1)
    client = signed_in(who) if who else Client()
    page = client.get("/feed").content.decode()
    assert "아직 소식이 없습니다" in page
    assert case.number not in page


@pytest.mark.django_db
@pytest.mark.parametrize("replies", [1, 3])
def test_page_asks_the_database_as_often_for_one_line_as_for_three(
    signed_in, cast, case, replies, django_assert_num_queries
):
    reply(case, cast, replies)
    client = signed_in("owner")
    client.get("/feed")
    with django_assert_num_queries(QUERIES):
        client.get("/feed")


QUERIES = 15


@pytest.mark.django_db
def test_older_lines_are_one_click_away(signed_in, cast, case):
    reply(case, cast, 31)
    client = signed_in("coordinator")
    page = client.get("/feed")
    assert len(page.context["lines"]) == 30
    older = client.get("/feed", {"before": page.context["older"]})
    assert [line.type for line in older.context["lines"]] == ["case.replied", "case.sent"]
    assert older.context["stream"] == ""
    assert client.get("/feed", {"before": "gestern"}).status_code == 200
    assert ReadMark.objects.get().number == Entry.objects.order_by("number").last().number


@pytest.mark.django_db
def test_stream_asks_visitors_to_sign_in():
    assert Client().get("/feed/stream").status_code == 302


@pytest.mark.django_db
def test_quiet_stream_shows_that_it_lives(signed_in, monkeypatch):
    monkeypatch.setattr(views, "HEARTBEAT", 0.01)

    async def hear(answer):
        found = [text async for _, text in _enumerated(answer.streaming_content)]
        return [text.decode() for text in found]

    async def _enumerated(parts):
        for number in range(3):
            yield number, await anext(parts)
        await parts.aclose()

    monkeypatch.setattr(views, "_in_thread", _here)
    answer = signed_in("owner").get("/feed/stream")
    assert answer["Content-Type"] == "text/event-stream"
    assert asyncio.run(hear(answer)) == ["retry: 2000\n\n", ": still here\n\n", ": still here\n\n"]


async def _here(call, *arguments):
    return 0


@pytest.fixture
def committed(committed_db):
    return committed_db, make_cast()


def test_stream_is_live_and_resumes_without_loss(committed):
    database, cast = committed
    case = act.send_case(firm=cast.lighttec, told=act.Told(text="막힘"), by=cast.as_("owner"))
    with served(database) as site:
        owner, rival = (site.cookies(cast.people[who].account) for who in ("owner", "rival"))
        with site.stream(owner) as lines, site.stream(rival) as others:
            until(lines, "retry")
            until(others, "retry")
            started = time.monotonic()
            act.reply_to_firm(case=case, text="봅니다", by=cast.as_("coordinator"))
            place = until(lines, "id: ")
            assert time.monotonic() - started < 1
            assert "답했습니다" in until(lines, "data: ")
            foreign = act.send_case(firm=cast.humanlight, told=act.Told(text="막힘"), by=cast.as_("rival"))
            until(others, "id: ")
            assert foreign.number in until(others, "data: ")
        act.change_title(case=case, title="열이 찬다", by=cast.as_("owner"))
        act.reply_to_firm(case=case, text="다시 봅니다", by=cast.as_("coordinator"))
        number = place.removeprefix("id: ")
        for headers, query in (({"Last-Event-ID": number}, ""), ({}, f"?since={number}")):
            with site.stream(owner, f"/feed/stream{query}", **headers) as lines:
                missed = [int(until(lines, "id: ").removeprefix("id: ")) for _ in range(2)]
            assert missed == [
                Entry.objects.get(type="case.retitled").number,
                Entry.objects.filter(type="case.replied").order_by("number").last().number,
            ]


def test_polling_carries_alone(committed):
    database, cast = committed
    case = act.send_case(firm=cast.lighttec, told=act.Told(text="막힘"), by=cast.as_("owner"))
    with (
        served(database, DURE_LISTEN="0") as site,
        site.stream(site.cookies(cast.people["owner"].account)) as lines,
    ):
        until(lines, "retry")
        started = time.monotonic()
        act.reply_to_firm(case=case, text="봅니다", by=cast.as_("coordinator"))
        assert "답했습니다" in [until(lines, start) for start in ("id: ", "data: ")][1]
        assert time.monotonic() - started < 3


def test_thirty_streams_on_a_pool_of_ten_leave_pages_alone_and_end_with_the_server(committed):
    database, cast = committed
    with served(database, DURE_POOL="10") as site, ExitStack() as open_streams:
        cookies = site.cookies(cast.people["coordinator"].account)
        streams = [open_streams.enter_context(site.stream(cookies)) for _ in range(30)]
        for lines in streams:
            until(lines, "retry")
        started = time.monotonic()
        with httpx.Client(base_url=site.base, cookies=cookies, timeout=20) as client:
            assert [client.get("/feed").status_code for _ in range(12)] == [200] * 12
            figures = client.get("/metrics").text
        assert time.monotonic() - started < 5
        assert until(iter(figures.splitlines()), "dure_open_streams{").endswith(" 30.0")
        case = act.send_case(firm=cast.lighttec, told=act.Told(text="막힘"), by=cast.as_("owner"))
        for lines in streams:
            assert until(lines, "id: ")
        number_entries()
        assert case.number
        started = time.monotonic()
        site.process.send_signal(signal.SIGINT)
        assert site.process.wait(5) == 0
        assert time.monotonic() - started < 2.5
        for lines in streams:
            assert not [line for line in lines if line.startswith("id: ")]
