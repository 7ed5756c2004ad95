"""Nothing falls between people: 인수인계 in one act, and a stand-in for days away."""

from datetime import date, timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from tests.cast import SINCE

from dure.cases import actions as act
from dure.cases.briefing import briefing
from dure.cases.models import DutyHandover
from dure.cases.queries import find_case, visible_to
from dure.cases.queries.duties import colleagues_with_duties, duties_of, find_handover, receivers_of
from dure.cases.queries.page import case_page
from dure.cases.queries.worklist import open_work, parts_of_desk
from dure.cases.rules import possible_steps, roles_towards
from dure.ledger import clock
from dure.ledger.actors import SYSTEM
from dure.ledger.doors import recording
from dure.ledger.errors import NotFound, Refused
from dure.ledger.models import Entry
from dure.ledger.readers import read_all
from dure.network.actions import assign_coordinator, block_party, end_stand_in, name_stand_in
from dure.network.models import Coordination, NeedKind, Person, Role, StandIn
from dure.network.queries.duties import coordinator_on, stand_in_of
from dure.notices.models import Notice

pytestmark = pytest.mark.django_db
TEXT = "회로가 복잡하고 열이 빠지지 않습니다."


@pytest.fixture
def case(cast):
    made = act.send_case(
        firm=cast.lighttec, told=act.Told(text=TEXT), group=cast.optics, by=cast.as_("owner")
    )
    act.take_up_case(case=made, kind=NeedKind.objects.get(code="TECHNOLOGY"), by=cast.as_("coordinator"))
    return made


def hand_over(cast, passings, who="coordinator", giver="coordinator", since=None):
    return act.hand_duties_over(
        giver=cast.people[giver], office=cast.gwangju, passings=passings, since=since or clock.today(),
        note="먼저 전화해 주세요", by=cast.as_(who),
    )  # fmt: skip


def all_to(cast, case, who="colleague"):
    to = cast.people[who]
    return [act.Passing(to, firm=cast.lighttec, note="오전에 통화"), act.Passing(to, case=case)]


def codes_of(cast, who):
    read_all(["notices"])
    rows = Notice.objects.filter(person=cast.people[who]).order_by("number")
    return [notice.code for notice in rows]


def away(cast, *, absent="coordinator", person="colleague", since=0, until=2, who=None):
    today = clock.today()
    return name_stand_in(
        absent=cast.people[absent], person=cast.people[person], office=cast.gwangju,
        since=today + timedelta(days=since), until=today + timedelta(days=until), by=cast.as_(who or absent),
    )  # fmt: skip


def staff(cast, name="helper", code="STAFF", **place):
    """Somebody else of the office, with an account nobody needs."""
    with recording(by=SYSTEM):
        person = Person.objects.create(name=name)
        Role.objects.create(person=person, code=code, during=SINCE, **(place or {"office": cast.gwangju}))
    cast.people[name] = person
    return person


def travel(monkeypatch, days):
    moment = clock.now() + timedelta(days=days)
    monkeypatch.setattr(clock, "now", lambda: moment)


def test_everything_a_colleague_looks_after_is_there_with_its_promises(cast, case):
    desk = cast.as_("coordinator")
    act.ask_helper(case=case, helper=act.Helper(person=cast.people["expert"]), by=desk)
    note = act.VisitNote(content="봄", next_step="시험 결과를 12월 3일까지 보내기로 함")
    act.log_visit(case=case, note=note, by=desk)
    (firm,) = duties_of(desk.person_id, cast.gwangju.pk, cast.as_("head"))
    assert (firm.firm, firm.looked_after, [g.pk for g in firm.groups]) == (
        cast.lighttec,
        True,
        [cast.optics.pk],
    )
    (held,) = firm.cases
    kinds = {each.kind for each in held.promises}
    assert kinds == {"CLOCK", "HELP", "STEP"}
    assert held.due_at is not None


def test_one_act_passes_firms_and_cases_and_credits_both(cast, case):
    made = hand_over(cast, all_to(cast, case))
    case.refresh_from_db()
    cast.lighttec.refresh_from_db()
    assert case.in_charge == cast.lighttec.coordinator == cast.people["colleague"]
    assert made.done_at is not None
    entry = Entry.objects.get(type="case.passed_on", touches__uid=case.pk)
    touched = {touch.role: touch.uid for touch in entry.touches.all()}
    assert touched["former"] == cast.people["coordinator"].pk
    assert touched["in_charge"] == cast.people["colleague"].pk
    assert Entry.objects.get(type="duties.passed").payload == {
        "since": clock.today().isoformat(), "firms": 1, "cases": 1, "left_out": 0,
    }  # fmt: skip


def test_all_or_nothing(cast, case):
    block_party(
        firm=cast.lighttec, kind="PERSON", by=cast.as_("owner").actor, person=cast.people["colleague"]
    )
    other = staff(cast)
    with pytest.raises(Refused) as refused:
        hand_over(
            cast, [act.Passing(other, firm=cast.lighttec), act.Passing(cast.people["colleague"], case=case)]
        )
    assert refused.value.code == "receiver_blocked"
    cast.lighttec.refresh_from_db()
    assert cast.lighttec.coordinator == cast.people["coordinator"]
    assert not DutyHandover.objects.exists()


def test_receivers_and_firm_are_told_once(cast, case):
    codes_of(cast, "owner")
    before = len(codes_of(cast, "owner"))
    hand_over(cast, all_to(cast, case), who="head")
    assert codes_of(cast, "owner")[before:] == ["coordinator_new"]
    assert codes_of(cast, "colleague")[-1] == "duties_received"
    assert codes_of(cast, "coordinator")[-1] == "duties_passed"


def test_a_case_alone_tells_the_firm_who_is_in_charge_of_it(cast, case):
    hand_over(cast, [act.Passing(cast.people["colleague"], case=case)])
    assert codes_of(cast, "owner")[-1] == "new_person_in_charge"
    assert codes_of(cast, "owner").count("coordinator_new") == 0


@pytest.mark.parametrize(
    "who", ["colleague", "secretariat", "gumi_coordinator", "owner", "expert", "headquarters"]
)
def test_only_the_colleague_and_the_head_hand_over(cast, case, who):
    with pytest.raises(Refused) as refused:
        hand_over(cast, all_to(cast, case), who=who)
    assert refused.value.code == "duties_not_yours"


@pytest.mark.parametrize(
    ("receiver", "what", "code"),
    [
        ("gumi_coordinator", "case", "not_a_colleague"),
        ("coordinator", "case", "passes_to_oneself"),
        ("colleague", "humanlight", "passage_not_theirs"),
    ],
)
def test_what_cannot_pass_is_refused(cast, case, receiver, what, code):
    of = {"case": case} if what == "case" else {"firm": getattr(cast, what)}
    with pytest.raises(Refused) as refused:
        hand_over(cast, [act.Passing(cast.people[receiver], **of)])
    assert refused.value.code == code


def test_nothing_cannot_pass(cast):
    with pytest.raises(Refused) as refused:
        hand_over(cast, [])
    assert refused.value.code == "nothing_to_pass"


def test_a_day_to_come_is_planned_and_done_on_that_day_by_itself(cast, case, monkeypatch):
    hand_over(cast, all_to(cast, case), since=clock.today() + timedelta(days=3))
    assert act.carry_out_handovers() == 0
    case.refresh_from_db()
    assert case.in_charge == cast.people["coordinator"]
    assert codes_of(cast, "colleague")[-1] == "duties_coming"
    travel(monkeypatch, 3)
    assert act.carry_out_handovers() == 1
    assert act.carry_out_handovers() == 0
    case.refresh_from_db()
    cast.lighttec.refresh_from_db()
    assert case.in_charge == cast.lighttec.coordinator == cast.people["colleague"]


def test_what_no_longer_fits_on_the_day_stays_and_is_reported(cast, case, monkeypatch):
    made = hand_over(cast, all_to(cast, case), since=clock.today() + timedelta(days=3))
    act.reassign_case(case=case, to=cast.people["head"], by=cast.as_("head"))
    travel(monkeypatch, 3)
    act.carry_out_handovers()
    case.refresh_from_db()
    assert case.in_charge == cast.people["head"]
    assert set(made.passages.values_list("left_out", flat=True)) == {"", "passage_not_theirs"}
    assert "duties_left_out" in codes_of(cast, "head")


def test_a_planned_one_can_be_taken_back_and_a_done_one_not(cast, case):
    planned = hand_over(cast, all_to(cast, case), since=clock.today() + timedelta(days=3))
    act.cancel_handover(handover=planned, by=cast.as_("head"))
    act.cancel_handover(handover=planned, by=cast.as_("head"))
    assert Entry.objects.filter(type="duties.cancelled").count() == 1
    done = hand_over(cast, all_to(cast, case))
    with pytest.raises(Refused) as refused:
        act.cancel_handover(handover=done, by=cast.as_("coordinator"))
    assert refused.value.code == "handover_done"


def test_undo_is_another_handover(cast, case):
    hand_over(cast, all_to(cast, case))
    hand_over(cast, all_to(cast, case, "coordinator"), who="colleague", giver="colleague")
    case.refresh_from_db()
    assert case.in_charge == cast.people["coordinator"]
    assert Entry.objects.filter(type="case.passed_on", touches__uid=case.pk).count() == 2


def test_who_looked_after_a_firm_is_known_for_every_day(cast, case):
    with recording(by=SYSTEM):
        Coordination.objects.all().delete()
        Coordination.objects.create(
            organisation=cast.lighttec,
            person=cast.people["coordinator"],
            during=DateRange(date(2024, 1, 1), None),
        )
    assign_coordinator(organisation=cast.lighttec, coordinator=cast.people["colleague"], by=SYSTEM)
    assert coordinator_on(cast.lighttec, date(2024, 6, 1)) == cast.people["coordinator"]
    assert coordinator_on(cast.lighttec, clock.today()) == cast.people["colleague"]
    assert coordinator_on(cast.lighttec, date(2023, 6, 1)) is None
    with pytest.raises(Refused):
        assign_coordinator(
            organisation=cast.lighttec, coordinator=cast.people["head"], by=SYSTEM,
            since=clock.today() + timedelta(days=1),
        )  # fmt: skip


def test_the_briefing_says_what_the_receiver_needs_and_nothing_of_hidden_firms(cast, case):
    block_party(
        firm=cast.lighttec, kind="COMPETITOR", by=cast.as_("owner").actor, organisation=cast.humanlight
    )
    made = hand_over(cast, all_to(cast, case))
    pdf = briefing(made, cast.people["colleague"], cast.as_("colleague"))
    assert pdf.startswith(b"%PDF")
    from dure.cases.briefing import _sheet

    told = _sheet(made, cast.people["colleague"], cast.as_("colleague"))
    (firm,) = told["firms"]
    assert firm["name"] == cast.lighttec.name
    assert firm["people"][0][0] == "심○○"
    assert firm["blocks"] == ["단비라이트 (경쟁사)"]
    assert firm["note"] == "오전에 통화"
    assert firm["cases"][0]["number"] == case.number
    assert firm["cases"][0]["last"]
    assert firm["cases"][0]["promises"]


def test_a_handover_is_known_to_giver_receiver_and_head_only(cast, case):
    other = staff(cast)
    made = hand_over(
        cast, [act.Passing(cast.people["colleague"], firm=cast.lighttec), act.Passing(other, case=case)]
    )
    assert len(receivers_of(find_handover(cast.as_("coordinator"), made.pk), cast.as_("coordinator"))) == 2
    assert receivers_of(find_handover(cast.as_("colleague"), made.pk), cast.as_("colleague")) == [
        cast.people["colleague"]
    ]
    staff(cast, "third")
    for who in ("third", "gumi_coordinator", "owner", "headquarters"):
        with pytest.raises(NotFound):
            find_handover(cast.as_(who), made.pk)


def test_the_head_sees_what_is_left_of_somebody_who_went(cast, case):
    with recording(by=SYSTEM):
        Role.objects.filter(person=cast.people["coordinator"]).update(
            during=DateRange(date(2020, 1, 1), date(2026, 1, 1))
        )
    gone = next(each for each in colleagues_with_duties(cast.as_("head")) if not each.works_here)
    assert (gone.person, gone.firms, gone.cases) == (cast.people["coordinator"], 1, 1)
    hand_over(cast, all_to(cast, case), who="head")
    case.refresh_from_db()
    assert case.in_charge == cast.people["colleague"]


def test_a_stand_in_may_what_the_absent_colleague_may_and_only_meanwhile(cast, case, monkeypatch):
    staff(cast)
    before = {each.code for each in possible_steps(cast.as_("helper"), case)}
    assert "pause" not in before
    away(cast, person="helper", since=1, until=2)
    assert {each.code for each in possible_steps(cast.as_("helper"), case)} == before
    travel(monkeypatch, 1)
    meanwhile = cast.as_("helper")
    assert "COORDINATOR" in roles_towards(meanwhile, case)
    assert "pause" in {each.code for each in possible_steps(meanwhile, case)}
    assert list(open_work(meanwhile, "standing_in")) == [case]
    assert parts_of_desk(meanwhile)["standing_in"] == 1
    travel(monkeypatch, 2)
    after = cast.as_("helper")
    assert after.covers == {}
    assert {each.code for each in possible_steps(after, case)} == before
    with pytest.raises(Refused):
        act.pause_case(case=case, reason="x", next_look_on=clock.today() + timedelta(days=5), by=after)


def test_a_stand_in_from_outside_the_office_sees_those_cases_and_no_others(cast, case):
    staff(cast, "second_secretary", "SECRETARIAT", group=cast.optics)
    own = act.send_case(firm=cast.lighttec, told=act.Told(text="다른 일이 막혔습니다"), by=cast.as_("owner"))
    other = act.send_case(
        firm=cast.humanlight, told=act.Told(text="이웃의 일이 막혔습니다"), by=cast.as_("rival")
    )
    assert own.in_charge == cast.people["coordinator"]
    assert other.in_charge is None
    with pytest.raises(NotFound):
        find_case(cast.as_("second_secretary"), own.number)
    away(cast, person="second_secretary")
    by = cast.as_("second_secretary")
    assert find_case(by, own.number) == own
    assert case_page(own, by)["is_office"]
    assert other not in visible_to(by)
    with pytest.raises(NotFound):
        find_case(by, other.number)
    block_party(
        firm=cast.lighttec, kind="PERSON", by=cast.as_("owner").actor, person=cast.people["second_secretary"]
    )
    with pytest.raises(NotFound):
        find_case(cast.as_("second_secretary"), own.number)


def test_standing_in_at_one_office_gives_nothing_at_another(cast, case):
    with recording(by=SYSTEM):
        Role.objects.create(
            person=cast.people["coordinator"], code="COORDINATOR", office=cast.gumi, during=SINCE
        )
    staff(cast)
    away(cast, person="helper")
    elsewhere = act.send_case(
        firm=cast.miu, told=act.Told(text="구미의 일입니다. 막혔습니다."), by=cast.as_("gumi_owner")
    )
    act.reassign_case(case=elsewhere, to=cast.people["coordinator"], by=cast.as_("gumi_coordinator"))
    by = cast.as_("helper")
    assert {place for _person, place in by.covers} == {cast.gwangju.pk}
    with pytest.raises(NotFound):
        find_case(by, elsewhere.number)


def test_notices_go_to_both_meanwhile(cast, case):
    away(cast)
    assert codes_of(cast, "colleague")[-1] == "stand_in_named"
    act.allow_name(case=case, kind="ACCOUNT", by=cast.as_("owner"))
    assert codes_of(cast, "colleague")[-1] == "naming_allowed"
    assert codes_of(cast, "coordinator")[-1] == "naming_allowed"
    end_stand_in(stand_in=StandIn.objects.get(), by=cast.as_("head"))
    assert codes_of(cast, "colleague")[-1] == "stand_in_ended"


def test_an_absent_approver_is_approved_for_and_it_is_not_left_open(cast, case):
    staff(cast)
    act.propose_forwarding(case=case, kind="FORWARDING", body="시청", text="", by=cast.as_("coordinator"))
    assert "APPROVER" not in roles_towards(cast.as_("helper"), case)
    away(cast, absent="head", person="helper")
    by = cast.as_("helper")
    assert list(open_work(by, "approvals")) == [case]
    assert "approve_forwarding" in {each.code for each in possible_steps(by, case)}
    assert "APPROVER" in roles_towards(by, case)
    end_stand_in(stand_in=StandIn.objects.get(), by=cast.as_("head"))
    assert not StandIn.objects.exists()
    assert "approve_forwarding" not in {each.code for each in possible_steps(cast.as_("helper"), case)}


@pytest.mark.parametrize("who", ["colleague", "gumi_coordinator", "owner", "headquarters"])
def test_nobody_else_says_who_stands_in(cast, who):
    with pytest.raises(Refused) as refused:
        away(cast, who=who)
    assert refused.value.code == "duties_not_yours"


def test_stand_ins_that_make_no_sense_are_refused(cast):
    def refused(**how):
        with pytest.raises(Refused) as found:
            away(cast, **how)
        return found.value.code

    assert refused(since=-1) == "day_gone"
    assert refused(since=2, until=1) == "ends_before_it_begins"
    assert refused(person="coordinator") == "stand_in_for_oneself"
    assert refused(person="gumi_coordinator") == "stand_in_not_colleague"
    away(cast)
    assert refused(person="head") == "stand_in_already"
    assert refused(absent="head", person="coordinator") == "stand_in_away"
    assert refused(absent="colleague", person="head") == "stand_in_needed"


def test_case_page_and_firm_know_who_does_it_meanwhile(cast, case):
    assert case_page(case, cast.as_("owner"))["away"] is None
    away(cast)
    assert case_page(case, cast.as_("owner"))["away"].person == cast.people["colleague"]
    assert stand_in_of(cast.people["coordinator"].pk, cast.gumi.pk) is None
