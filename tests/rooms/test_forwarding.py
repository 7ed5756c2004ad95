"""이송·건의: the answer of the other body is chased until it is there, and whoever may know it can read it."""

from datetime import date, timedelta

import pytest
from django.test import Client

from dure.cases import actions as act
from dure.cases.actions.overdue import run_clocks
from dure.cases.models import CaseClock
from dure.cases.printing import case_file, told_on_paper
from dure.cases.queries.page import outcome_seen
from dure.cases.queries.worklist import open_work
from dure.ledger import clock
from dure.ledger.errors import BadInput, Refused
from dure.network.models import NeedKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(cast):
    made = act.send_case(firm=cast.lighttec, told=act.Told(text="배출 기준이 다릅니다"), by=cast.as_("owner"))
    act.take_up_case(case=made, kind=NeedKind.objects.get(code="TECHNOLOGY"), by=cast.as_("coordinator"))
    return made


def forwarded(cast, case, due_on: date | None = None):
    act.propose_forwarding(
        case=case, kind="FORWARDING", body="광주시청", text="기준을 확인해 주세요", due_on=due_on,
        by=cast.as_("coordinator"),
    )  # fmt: skip
    act.approve_forwarding(case=case, document_no="추진단-12", by=cast.as_("head"))
    case.refresh_from_db()
    return case


def due_day(case) -> date:
    running = CaseClock.objects.get(case=case, code="ANSWER", stopped_at=None)
    return running.due_at.astimezone(clock.SEOUL).date()


def let_pass(case, monkeypatch):
    """Go to the moment after the answer was due."""
    due = CaseClock.objects.get(case=case, code="ANSWER", stopped_at=None).due_at
    monkeypatch.setattr(clock, "now", lambda: due + timedelta(minutes=1))
    run_clocks()


def test_answer_is_expected_on_the_promised_day_or_after_the_usual_time(cast, case):
    promised = clock.today() + timedelta(days=9)
    assert due_day(forwarded(cast, case, promised)) == promised


def test_without_a_promise_the_usual_time_runs(cast, case):
    assert due_day(forwarded(cast, case)) >= clock.today() + timedelta(days=30)


def test_case_is_back_on_the_desk_once_the_day_is_over_and_leaves_it_when_asked_again(
    cast, case, monkeypatch
):
    by = cast.as_("coordinator")
    forwarded(cast, case, clock.today() + timedelta(days=9))
    assert case not in open_work(by, "mine")
    let_pass(case, monkeypatch)
    assert case in open_work(by, "mine")
    promised = clock.today() + timedelta(days=20)
    act.chase_answer(case=case, words="담당 주무관이 검토 중이라고 함", due_on=promised, by=by)
    assert case not in open_work(by, "mine")
    assert due_day(case) == promised
    let_pass(case, monkeypatch)
    assert case in open_work(by, "mine")
    act.chase_answer(case=case, words="다음 달에 답한다고 함", by=by)
    assert due_day(case) >= clock.today() + timedelta(days=30)
    act.record_forwarding_answer(case=case, answer="PARTLY", text="일부만 고칩니다", by=by)
    assert not CaseClock.objects.filter(case=case, code="ANSWER", stopped_at=None).exists()
    assert case not in open_work(by, "mine")


def test_asking_again_says_whom_and_what_and_only_while_the_answer_is_owed(cast, case):
    by = cast.as_("coordinator")
    forwarded(cast, case)
    with pytest.raises(BadInput, match="chase_words_missing"):
        act.chase_answer(case=case, words=" ", by=by)
    with pytest.raises(Refused, match="day_past"):
        act.chase_answer(case=case, words="물음", due_on=clock.today(), by=by)
    with pytest.raises(Refused, match="step_not_yours"):
        act.chase_answer(case=case, words="물음", by=cast.as_("owner"))
    act.record_forwarding_answer(case=case, answer="ACCEPTED", text="고쳤습니다", by=by)
    with pytest.raises(Refused, match="forwarding_already_answered"):
        act.chase_answer(case=case, words="물음", by=by)


def test_firm_reads_what_was_sent_and_answered_but_not_what_waits_for_approval(cast, case):
    desk, firm = cast.as_("coordinator"), cast.as_("owner")
    act.propose_forwarding(case=case, kind="FORWARDING", body="광주시청", text="기준 확인", by=desk)
    assert outcome_seen(case, desk)["forwardings"]
    assert outcome_seen(case, firm) == {}
    act.approve_forwarding(case=case, by=cast.as_("head"))
    act.chase_answer(case=case, words="주무관이 미루고 있음", by=desk)
    act.record_forwarding_answer(case=case, answer="PARTLY", text="내년부터 고칩니다", by=desk)
    assert outcome_seen(case, firm)["forwardings"]
    page = page_of(cast, "owner", case)
    assert "내년부터 고칩니다" in page
    assert "일부수용" in page
    assert "주무관이 미루고 있음" not in page
    assert "주무관이 미루고 있음" in page_of(cast, "coordinator", case)


def test_paper_says_how_it_ended_to_those_inside(cast, case):
    forwarded(cast, case)
    act.record_forwarding_answer(
        case=case, answer="PARTLY", text="내년부터 고칩니다", by=cast.as_("coordinator")
    )
    (row,) = told_on_paper(case, cast.as_("owner"))["outcome"]
    assert "추진단-12" in row[0]
    assert row[1] == "광주시청\n기준을 확인해 주세요\n일부수용: 내년부터 고칩니다"
    assert case_file(case, cast.as_("owner"))[:5] == b"%PDF-"


def test_helper_learns_nothing_of_how_it_ended(cast, case):
    act.ask_helper(case=case, helper=act.Helper(person=cast.people["expert"]), by=cast.as_("coordinator"))
    forwarded(cast, case)
    assert outcome_seen(case, cast.as_("expert")) == {}


def test_reason_of_a_pause_stays_in_the_office(cast, case):
    by = cast.as_("coordinator")
    act.pause_case(
        case=case, reason="대표가 연락을 피함", next_look_on=clock.today() + timedelta(days=20), by=by
    )
    assert [each.step for each in outcome_seen(case, by)["endings"]] == ["pause"]
    assert outcome_seen(case, cast.as_("owner")) == {}


def page_of(cast, who: str, case) -> str:
    client = Client()
    client.force_login(cast.people[who].account, backend="django.contrib.auth.backends.ModelBackend")
    return client.get(f"/cases/{case.number}").content.decode()
