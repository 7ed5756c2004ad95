"""The pages of a case: one happy path and one refusal each."""

from datetime import time, timedelta
from decimal import Decimal

import pytest

from dure.cases import actions as act
from dure.cases.models import DifficultyCase
from dure.cases.printing import told_on_paper
from dure.cases.queries.page import LINES, VISITS
from dure.ledger import clock
from dure.network.models import NeedKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(cast):
    return act.send_case(
        firm=cast.lighttec, told=act.Told(text="회로가 복잡하고 열이 빠지지 않습니다."), by=cast.as_("owner")
    )


def test_firm_asks_in_one_box(signed_in):
    client = signed_in("owner")
    assert client.get("/cases/new").status_code == 200
    answer = client.post("/cases/new", {"text": "방수가 안 됩니다", "secrecy": "CASE_TEAM"})
    assert answer.status_code == 302
    assert DifficultyCase.objects.get().state == "RECEIVED"


def test_empty_text_is_told_beside_the_field(signed_in):
    answer = signed_in("owner").post("/cases/new", {"text": " ", "secrecy": "CASE_TEAM"})
    assert answer.status_code == 422
    assert not DifficultyCase.objects.exists()


@pytest.mark.parametrize("who", ["owner", "coordinator", "head"])
def test_case_page_shows_the_problem_to_those_inside(signed_in, case, who):
    page = signed_in(who).get(f"/cases/{case.number}")
    assert page.status_code == 200
    assert "열이 빠지지 않습니다" in page.content.decode()


@pytest.mark.parametrize(
    "who", ["rival", "gumi_owner", "gumi_coordinator", "expert", "officer", "headquarters", "body"]
)
def test_case_page_does_not_exist_for_strangers(signed_in, case, who):
    page = signed_in(who).get(f"/cases/{case.number}")
    assert page.status_code == 404
    assert "열이 빠지지" not in page.content.decode()


def test_step_by_form(signed_in, case):
    client = signed_in("coordinator")
    assert client.get(f"/cases/{case.number}/triage").status_code == 200
    assert client.post(f"/cases/{case.number}/triage", {"kind": "TECHNOLOGY"}).status_code == 302
    case.refresh_from_db()
    assert case.state == "TRIAGED"


def test_step_of_somebody_else_is_refused_with_what_is_possible(signed_in, case):
    answer = signed_in("owner").post(f"/cases/{case.number}/triage", {"kind": "TECHNOLOGY"})
    assert answer.status_code == 409


def test_guidance_log_says_when_where_with_whom_and_at_what_cost(cast, signed_in, case):
    note = act.VisitNote(
        content="금형 온도를 낮춤", starts_at=time(14), ends_at=time(16, 30), hours=Decimal("2.5"), place="LAB",
        people="공장장", next_step="다시 재기", cost=150000,
    )  # fmt: skip
    act.log_visit(case=case, note=note, by=cast.as_("coordinator"))
    page = signed_in("coordinator").get(f"/cases/{case.number}").content.decode()
    for told in ("14:00–16:30", "2.5", "실험실", "공장장", "다시 재기", "150,000"):
        assert told in page, told
    sheet = told_on_paper(case, cast.as_("coordinator"))
    assert sheet["visits"][0][0].splitlines()[1:] == ["2.5시간", "실험실", "공장장"]


def test_page_shows_the_latest_of_a_long_case_and_all_of_it_when_asked(cast, signed_in, case):
    days = [clock.today() - timedelta(days=VISITS + LINES - at) for at in range(VISITS + LINES)]
    for at, day in enumerate(days):
        note = act.VisitNote(content=f"{at + 1:02}번째 기록", on=day)
        act.log_visit(case=case, note=note, by=cast.as_("coordinator"))
    latest, whole = (
        signed_in("coordinator").get(f"/cases/{case.number}{query}").content.decode()
        for query in ("", "?whole=1")
    )
    notes = [f"{at + 1:02}번째 기록" for at in range(VISITS + LINES)]
    assert [note for note in notes if note in latest] == notes[-VISITS:]
    assert [note for note in notes if note in whole] == notes
    assert "?whole=1#story" in latest
    assert "?whole=1#visits" in latest
    assert "?whole=1#" not in whole
    assert latest.count("story__item") == LINES < whole.count("story__item")


def test_paper_is_a_pdf(signed_in, case):
    answer = signed_in("coordinator").get(f"/cases/{case.number}/paper")
    assert answer.content[:5] == b"%PDF-"


def test_list_and_call_page(signed_in, case, cast):
    client = signed_in("coordinator")
    assert case.number in client.get("/cases").content.decode()
    assert client.get(f"/cases/call?firm={cast.lighttec.pk}").status_code == 200
    answer = client.post(
        "/cases/call",
        {"firm": cast.lighttec.pk, "text": "전기료가 올라 걱정", "deed": "answer", "answer": "안내함"},
    )
    assert answer.status_code == 302
    assert DifficultyCase.objects.filter(state="ANSWERED").count() == 1


def test_body_is_offered_its_own_people_and_learns_of_no_other_body(cast, signed_in, case):
    staff = cast.as_("coordinator")
    act.take_up_case(case=case, kind=NeedKind.objects.get(code="TECHNOLOGY"), by=staff)
    for body in (cast.kumoh, cast.kopti):
        act.ask_helper(case=case, helper=act.Helper(organisation=body), by=staff)
    act.accept_referral(referral=case.referrals.get(organisation=cast.kumoh), by=cast.as_("body"))
    page = signed_in("body").get(f"/cases/{case.number}/helper-person").content.decode()
    assert cast.people["second_expert"].name in page
    assert cast.people["expert"].name not in page
