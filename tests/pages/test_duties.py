"""인수인계 and stand-ins, as people use the pages."""

from datetime import timedelta
from uuid import uuid4

import pytest

from dure.cases import actions as act
from dure.cases.models import DutyHandover
from dure.ledger import clock
from dure.network.actions import name_stand_in
from dure.network.models import NeedKind, StandIn


@pytest.fixture
def case(cast):
    told = act.Told(text="회로가 복잡하고 열이 빠지지 않습니다.")
    made = act.send_case(firm=cast.lighttec, told=told, by=cast.as_("owner"))
    act.take_up_case(case=made, kind=NeedKind.objects.get(code="TECHNOLOGY"), by=cast.as_("coordinator"))
    return made


def address(cast, who="coordinator"):
    return f"/duties/{cast.people[who].pk}"


def sent(cast, **more):
    return {
        "once": uuid4(),
        "since": clock.today().isoformat(),
        "all": str(cast.people["colleague"].pk),
        **more,
    }


def test_all_to_one_in_one_act_and_a_double_click_does_it_once(cast, signed_in, case):
    client = signed_in("coordinator")
    page = client.get(address(cast)).content.decode()
    assert cast.lighttec.name in page
    assert case.number in page
    told = sent(cast, note="먼저 전화해 주세요")
    first = client.post(address(cast), told)
    assert first.status_code == 302
    assert client.post(address(cast), told).status_code == 302
    made = DutyHandover.objects.get()
    assert first.url == f"/duties/handovers/{made.pk}"
    case.refresh_from_db()
    assert case.in_charge == cast.people["colleague"]
    shown = client.get(first.url).content.decode()
    assert case.number in shown
    receiver = cast.people["colleague"]
    paper = signed_in("colleague").get(f"/duties/handovers/{made.pk}/briefings/{receiver.pk}")
    assert paper["Content-Type"] == "application/pdf"
    assert paper.content.startswith(b"%PDF")


@pytest.mark.parametrize("way", ["firm", "complex", "group", "case"])
def test_the_nearest_choice_counts(cast, signed_in, case, way):
    head = str(cast.people["head"].pk)
    names = {
        "firm": f"firm-{cast.lighttec.pk}", "complex": f"complex-{cast.lighttec.complex_id}",
        "group": f"group-{cast.optics.pk}", "case": f"case-{case.pk}",
    }  # fmt: skip
    signed_in("coordinator").post(address(cast), sent(cast, **{names[way]: head}))
    case.refresh_from_db()
    cast.lighttec.refresh_from_db()
    assert case.in_charge == cast.people["head"]
    assert cast.lighttec.coordinator == cast.people["colleague" if way == "case" else "head"]


def test_a_row_can_stay(cast, signed_in, case):
    signed_in("head").post(address(cast), sent(cast, **{f"case-{case.pk}": "-"}))
    case.refresh_from_db()
    cast.lighttec.refresh_from_db()
    assert case.in_charge == cast.people["coordinator"]
    assert cast.lighttec.coordinator == cast.people["colleague"]


def test_nothing_chosen_is_said_and_nothing_lost(cast, signed_in, case):
    answer = signed_in("coordinator").post(address(cast), sent(cast, all="", note="이 글은 남습니다"))
    assert answer.status_code == 409
    assert "이 글은 남습니다" in answer.content.decode()


@pytest.mark.parametrize(
    "who", ["colleague", "gumi_coordinator", "owner", "rival", "expert", "headquarters", "secretariat"]
)
def test_what_a_colleague_looks_after_is_for_that_colleague_and_the_head(cast, signed_in, case, who):
    client = signed_in(who)
    assert client.get(address(cast)).status_code == 404
    assert client.post(address(cast), sent(cast)).status_code == 404
    case.refresh_from_db()
    assert case.in_charge == cast.people["coordinator"]


@pytest.mark.parametrize("who", ["gumi_coordinator", "owner", "headquarters", "expert"])
def test_strangers_find_no_handover_and_no_briefing(cast, signed_in, case, who):
    signed_in("coordinator").post(address(cast), sent(cast))
    made = DutyHandover.objects.get()
    client = signed_in(who)
    receiver = cast.people["colleague"].pk
    for path in ("", f"/briefings/{receiver}"):
        assert client.get(f"/duties/handovers/{made.pk}{path}").status_code == 404
    assert client.post(f"/duties/handovers/{made.pk}/cancellation").status_code == 404


def test_a_planned_handover_is_taken_back(cast, signed_in, case):
    client = signed_in("coordinator")
    client.post(address(cast), sent(cast, since=(clock.today() + timedelta(days=5)).isoformat()))
    made = DutyHandover.objects.get()
    assert "예약" in client.get(f"/duties/handovers/{made.pk}").content.decode()
    client.post(f"/duties/handovers/{made.pk}/cancellation")
    made.refresh_from_db()
    assert made.cancelled_at


@pytest.mark.parametrize("firms", [1, 3])
def test_the_page_asks_as_often_for_three_firms_as_for_one(
    cast, signed_in, case, firms, django_assert_num_queries
):
    from dure.ledger.actors import SYSTEM
    from dure.ledger.doors import recording
    from dure.network.models import Organisation

    with recording(by=SYSTEM):
        for number in range(firms - 1):
            made = Organisation.objects.create(
                name=f"기업 {number}", office=cast.gwangju, coordinator=cast.people["coordinator"],
                complex=cast.lighttec.complex,
            )  # fmt: skip
            act.register_found_case(
                firm=made,
                told=act.Told(text="막힌 일이 있습니다", channel="VISIT"),
                by=cast.as_("coordinator"),
            )
    client = signed_in("coordinator")
    client.get(address(cast))
    with django_assert_num_queries(DUTIES_QUERIES):
        client.get(address(cast))


DUTIES_QUERIES = 24


def stand_in(cast, **more):
    today = clock.today()
    return {
        "absent": str(cast.people["coordinator"].pk), "person": str(cast.people["colleague"].pk),
        "since": today.isoformat(), "until": (today + timedelta(days=3)).isoformat(), "reason": "LEAVE", **more,
    }  # fmt: skip


def test_a_stand_in_is_named_seen_by_the_firm_and_ended(cast, signed_in, case):
    client = signed_in("coordinator")
    assert client.get("/duties/stand-ins/new").status_code == 200
    assert client.post("/duties/stand-ins/new", stand_in(cast)).status_code == 302
    row = StandIn.objects.get()
    assert "이○○" in client.get("/duties").content.decode()
    told = signed_in("owner").get(f"/cases/{case.number}").content.decode()
    assert "박○○ 담당자가 자리를 비우는 동안" in told
    assert "이○○" in told
    staff = client.get(f"/cases/{case.number}").content.decode()
    assert "박○○ 님이 자리를 비우는 동안" in staff
    desk = signed_in("colleague").get("/desk?show=standing_in").content.decode()
    assert case.number in desk
    client.post(f"/duties/stand-ins/{row.pk}/ending")
    assert not StandIn.objects.exists()


def test_a_colleague_cannot_say_that_somebody_is_away(cast, signed_in):
    answer = signed_in("colleague").post(
        "/duties/stand-ins/new", stand_in(cast, person=str(cast.people["head"].pk))
    )
    assert answer.status_code == 422
    assert not StandIn.objects.exists()


def test_a_colleague_cannot_end_it(cast, signed_in):
    today = clock.today()
    row = name_stand_in(
        absent=cast.people["coordinator"], person=cast.people["colleague"], office=cast.gwangju, since=today,
        until=today, by=cast.as_("coordinator"),
    )  # fmt: skip
    assert signed_in("colleague").post(f"/duties/stand-ins/{row.pk}/ending").status_code == 404
    assert signed_in("head").post(f"/duties/stand-ins/{row.pk}/ending").status_code == 302


@pytest.mark.parametrize("who", ["owner", "rival", "expert", "body", "headquarters"])
def test_the_overview_is_for_offices(signed_in, who):
    assert signed_in(who).get("/duties").status_code == 404
    assert signed_in(who).get("/duties/stand-ins/new").status_code == 404
