"""Who is told what: the one whose turn it is, nobody else, and nothing that somebody wrote."""

from datetime import timedelta

import pytest
from tests.cast import SINCE

from dure.cases import actions as act
from dure.cases.models import CaseClock
from dure.ledger import clock
from dure.ledger.actors import SYSTEM
from dure.ledger.doors import recording
from dure.ledger.events import EVENTS
from dure.ledger.readers import read_all, rebuild
from dure.network.actions import block_party
from dure.network.models import NeedKind, Role
from dure.notices.actions import mark_read
from dure.notices.models import Notice
from dure.notices.queries import notices_of, told, unread_count, unread_signs
from dure.notices.rules import FAREWELLS, TELLINGS
from dure.notices.sentences import SENTENCES

pytestmark = pytest.mark.django_db
TEXT = "방열판이 비밀스럽게 녹습니다"


@pytest.fixture
def case(cast):
    return act.send_case(
        firm=cast.lighttec, told=act.Told(text=TEXT), group=cast.optics, by=cast.as_("owner")
    )


@pytest.fixture
def triaged(cast, case):
    act.take_up_case(case=case, kind=NeedKind.objects.get(code="TECHNOLOGY"), by=cast.as_("coordinator"))
    return case


def ask(cast, case, who="expert"):
    return act.ask_helper(case=case, helper=act.Helper(person=cast.people[who]), by=cast.as_("coordinator"))


def at_work(cast, case):
    referral = ask(cast, case)
    act.accept_referral(referral=referral, by=cast.as_("expert"))
    return referral


def codes(cast):
    """Everybody's notices so far, newest last; then they are forgotten."""
    read_all(["notices"])
    names = {person.pk: name for name, person in cast.people.items()}
    rows = Notice.objects.order_by("number", "code").values_list("person_id", "code")
    return {(names[person], code) for person, code in rows}


def fresh(cast):
    """What was told since the last question."""
    found = codes(cast) - SEEN.setdefault(id(cast), set())
    SEEN[id(cast)] |= found
    return found


SEEN: dict[int, set[tuple[str, str]]] = {}


@pytest.fixture(autouse=True)
def _forgotten():
    SEEN.clear()


def words(cast, who):
    read_all(["notices"])
    by = cast.as_(who)
    return [notice.words for notice in told(list(notices_of(by)), by)]


def test_every_telling_names_an_event_and_a_sentence():
    assert set(TELLINGS) <= set(EVENTS)
    told_codes = {telling.code for tellings in TELLINGS.values() for telling in tellings}
    assert told_codes == set(SENTENCES)
    assert told_codes >= FAREWELLS


def test_new_request_reaches_the_person_in_charge_of_the_firm(cast, case):
    assert fresh(cast) == {("coordinator", "request_new")}


def test_request_of_nobody_reaches_all_coordinators_and_the_secretariat(cast):
    act.send_case(firm=cast.humanlight, told=act.Told(text=TEXT), group=cast.optics, by=cast.as_("rival"))
    assert fresh(cast) == {(who, "request_new") for who in ("coordinator", "colleague", "secretariat")}


def test_what_the_office_does_is_told_to_the_firm(cast, case):
    fresh(cast)
    act.reply_to_firm(case=case, text="보고 있습니다", by=cast.as_("coordinator"))
    act.take_up_case(case=case, kind=NeedKind.objects.get(code="TECHNOLOGY"), by=cast.as_("coordinator"))
    assert fresh(cast) == {("owner", "replied"), ("owner", "taken_up")}
    assert "박○○ 담당자가 맡아 검토를 시작했습니다." in words(cast, "owner")


def test_consent_is_asked_of_the_firm_and_told_to_the_office(cast):
    case = act.register_found_case(
        firm=cast.lighttec, told=act.Told(text=TEXT, channel="VISIT"), by=cast.as_("coordinator")
    )
    assert fresh(cast) == {("owner", "consent_asked")}
    act.give_consent(case=case, kind="ACCOUNT", by=cast.as_("owner"))
    assert fresh(cast) == {("coordinator", "consented")}


def test_helper_is_asked_and_the_answer_goes_to_the_office(cast, triaged):
    fresh(cast)
    referral, second = ask(cast, triaged), ask(cast, triaged, "second_expert")
    assert fresh(cast) == {("expert", "help_asked"), ("second_expert", "help_asked")}
    act.accept_referral(referral=referral, by=cast.as_("expert"))
    act.decline_referral(referral=second, reason="NO_TIME", by=cast.as_("second_expert"))
    assert fresh(cast) == {
        ("coordinator", "helper_accepted"),
        ("coordinator", "helper_declined"),
        ("owner", "support_begun"),
    }
    assert "윤○○이 이번엔 어렵다고 했습니다. 다른 곳을 찾아 주세요." not in words(cast, "owner")


def test_candidate_who_was_not_chosen_is_told_nothing(cast, triaged):
    fresh(cast)
    candidate = act.propose_helper(
        case=triaged, helper=act.Helper(person=cast.people["expert"]), by=cast.as_("coordinator")
    )
    act.withdraw_request(referral=candidate, by=cast.as_("coordinator"))
    assert fresh(cast) == set()


def test_body_is_asked_and_names_its_person(cast, triaged):
    fresh(cast)
    referral = act.ask_helper(
        case=triaged, helper=act.Helper(organisation=cast.kumoh), by=cast.as_("coordinator")
    )
    assert fresh(cast) == {("body", "help_asked")}
    act.accept_referral(referral=referral, by=cast.as_("body"))
    act.name_person(referral=referral, person=cast.people["second_expert"], by=cast.as_("body"))
    assert {("second_expert", "named_as_helper"), ("coordinator", "person_named")} <= fresh(cast)


def test_confirmation_and_what_follows(cast, triaged):
    at_work(cast, triaged)
    fresh(cast)
    act.ask_confirmation(case=triaged, by=cast.as_("expert"), result="판을 바꿈")
    assert fresh(cast) == {("owner", "confirmation_asked")}
    act.say_not_yet(case=triaged, missing="아직 뜨겁다", by=cast.as_("owner"))
    assert fresh(cast) == {("coordinator", "not_yet_solved"), ("expert", "not_yet_solved")}
    act.confirm_solution(case=triaged, by=cast.as_("owner"))
    assert fresh(cast) == {("coordinator", "solved"), ("expert", "closed_with_thanks")}


def test_story_is_approved_by_the_firm_and_published_by_the_head(cast, triaged):
    at_work(cast, triaged)
    act.confirm_solution(case=triaged, by=cast.as_("owner"))
    fresh(cast)
    wording = act.Wording(title="열", problem="참", solution="뺌")
    act.draft_story(case=triaged, wording=wording, by=cast.as_("coordinator"))
    assert fresh(cast) == {("owner", "story_to_approve")}
    act.approve_story(case=triaged, by=cast.as_("owner"))
    assert fresh(cast) == {("head", "story_to_publish")}
    act.publish_story(case=triaged, by=cast.as_("head"))
    assert fresh(cast) == {("owner", "story_published")}
    act.ask_effects(case=triaged, round=2)
    assert fresh(cast) == {("owner", "effect_asked")}
    assert "해결된 지 2년이 되었습니다. 무엇이 나아졌는지 알려 주세요." in words(cast, "owner")


def test_hand_over_is_told_on_all_sides(cast, triaged):
    fresh(cast)
    act.offer_handover(case=triaged, to=cast.gumi, reason="이전", by=cast.as_("coordinator"))
    assert fresh(cast) == {("gumi_coordinator", "handover_offered")}
    act.take_handover(case=triaged, by=cast.as_("gumi_coordinator"))
    assert fresh(cast) == {
        ("coordinator", "handover_taken"),
        ("colleague", "handover_taken"),
        ("owner", "handed_over_firm"),
    }
    assert "이제 구미 추진단에서 맡습니다." in words(cast, "owner")


def test_forwarding_waits_for_the_head(cast, triaged):
    fresh(cast)
    act.propose_forwarding(
        case=triaged, kind="FORWARDING", body="시청", text="부탁", by=cast.as_("coordinator")
    )
    assert fresh(cast) == {("head", "forwarding_to_approve")}
    act.approve_forwarding(case=triaged, by=cast.as_("head"))
    assert fresh(cast) == {("owner", "forwarded"), ("coordinator", "forwarding_approved")}


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("FIRST_ANSWER", {("coordinator", "late_first_answer"), ("head", "late_first_answer")}),
        ("TAKE_UP", {("coordinator", "late_take_up"), ("head", "late_take_up")}),
    ],
)
def test_clock_that_runs_out_is_told_to_whose_turn_it_was(cast, case, code, expected):
    fresh(cast)
    overdue(case, code)
    assert fresh(cast) == expected


def test_silent_helper_is_chased_then_told_to_the_office(cast, triaged):
    ask(cast, triaged)
    fresh(cast)
    with recording(by=SYSTEM):
        running = CaseClock.objects.get(case=triaged, code="HELPER_ANSWER")
        running.reminders = [clock.now() - timedelta(minutes=1)]
        running.save()
    act.run_clocks()
    assert fresh(cast) == {("expert", "help_reminder")}
    overdue(triaged, "HELPER_ANSWER")
    assert fresh(cast) == {("coordinator", "helper_silent")}
    assert "김○○의 답이 없어 기한이 지났습니다. 다른 곳을 찾아 주세요." in words(cast, "coordinator")


def test_late_first_contact_is_told_to_helper_and_office(cast, triaged):
    at_work(cast, triaged)
    fresh(cast)
    overdue(triaged, "FIRST_CONTACT")
    assert fresh(cast) == {("expert", "late_first_contact"), ("coordinator", "late_first_contact_office")}


def test_hand_over_that_nobody_takes_is_told_to_both(cast, triaged):
    act.offer_handover(case=triaged, to=cast.gumi, reason="이전", by=cast.as_("coordinator"))
    fresh(cast)
    overdue(triaged, "HANDOVER")
    assert fresh(cast) == {
        ("gumi_coordinator", "late_handover"),
        ("coordinator", "late_handover_giver"),
    }


def overdue(case, code):
    with recording(by=SYSTEM):
        running = CaseClock.objects.get(case=case, code=code, stopped_at=None)
        running.due_at = clock.now() - timedelta(minutes=1)
        running.save()
    act.run_clocks()


def test_helper_is_not_told_the_firm_until_it_agreed(cast, triaged):
    at_work(cast, triaged)
    act.ask_confirmation(case=triaged, by=cast.as_("expert"), result="판을 바꿈")
    act.say_not_yet(case=triaged, missing="아직", by=cast.as_("owner"))
    assert "기업이 아직 풀리지 않았다고 알렸습니다." in words(cast, "expert")
    act.allow_name(case=triaged, kind="ACCOUNT", by=cast.as_("owner"))
    assert "(주)새벽조명이 아직 풀리지 않았다고 알렸습니다." in words(cast, "expert")


def test_no_notice_repeats_what_somebody_wrote(cast, triaged):
    at_work(cast, triaged)
    act.reply_to_firm(case=triaged, text=TEXT, by=cast.as_("coordinator"))
    for who in cast.people:
        assert TEXT not in " ".join(words(cast, who))
    assert TEXT not in str(list(Notice.objects.values_list("params", flat=True)))


def test_blocked_helper_hears_the_farewell_and_nothing_more(cast, triaged):
    referral = at_work(cast, triaged)
    fresh(cast)
    block_party(firm=cast.lighttec, kind="PERSON", person=cast.people["expert"], by=SYSTEM)
    act.change_view(referral=referral, parts=("title",), by=cast.as_("coordinator"))
    assert fresh(cast) == set()
    act.withdraw_request(referral=referral, by=cast.as_("coordinator"))
    assert fresh(cast) == {("expert", "request_withdrawn")}
    by = cast.as_("expert")
    assert {notice.url for notice in told(list(notices_of(by)), by)} == {""}
    assert triaged.firm.name not in " ".join(words(cast, "expert"))


def test_who_has_left_an_office_is_told_nothing_new_and_no_names(cast, case):
    with recording(by=SYSTEM):
        Role.objects.filter(person=cast.people["coordinator"]).delete()
    by = cast.as_("coordinator")
    read_all(["notices"])
    assert [(n.words, n.case) for n in told(list(notices_of(by)), by)] == [
        ("기업이 도움을 요청했습니다. 첫 답변을 드릴 차례입니다.", "")
    ]


def test_group_without_its_own_desk_is_not_forgotten(cast):
    with recording(by=SYSTEM):
        Role.objects.create(person=cast.people["body"], code="SECRETARIAT", group=cast.optics, during=SINCE)
    act.send_case(firm=cast.humanlight, told=act.Told(text=TEXT), group=cast.optics, by=cast.as_("rival"))
    assert ("body", "request_new") in fresh(cast)


def test_count_is_of_what_came_since_one_looked(cast, case):
    read_all(["notices"])
    by = cast.as_("coordinator")
    assert unread_count(by) == 1
    mark_read(by, Notice.objects.get().number)
    mark_read(by, 0)
    assert unread_count(by) == 0
    act.withdraw_case(case=case, reason="됐음", by=cast.as_("owner"))
    read_all(["notices"])
    people = {cast.people[who].pk for who in ("coordinator", "owner")}
    assert unread_signs(people) == {cast.people["coordinator"].pk: "1", cast.people["owner"].pk: "0"}


def test_rebuilt_notices_equal_what_was_there_and_stay_read(cast, triaged):
    referral = at_work(cast, triaged)
    act.end_referral(referral=referral, by=cast.as_("expert"))
    act.offer_handover(case=triaged, to=cast.gumi, reason="이전", by=cast.as_("coordinator"))
    act.take_handover(case=triaged, by=cast.as_("gumi_coordinator"))
    read_all(["notices"])
    mark_read(cast.as_("owner"), 10**6)
    fields = ("person", "number", "code", "params", "case_uid", "office_uid", "at")
    before = list(Notice.objects.order_by("number", "person", "code").values_list(*fields))
    assert len(before) > 8
    rebuild("notices")
    assert list(Notice.objects.order_by("number", "person", "code").values_list(*fields)) == before
    assert unread_count(cast.as_("owner")) == 0
