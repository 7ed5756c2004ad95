"""What people ask about their own data: taken, answered in time, and followed by what was granted."""

from datetime import timedelta

import pytest
from tests.rooms.test_matching import NEED, indexer  # noqa: F401

from dure.cases import actions as act
from dure.cases.queries.helpers import choices
from dure.ledger import clock
from dure.ledger.errors import NotFound, Refused
from dure.ledger.models import Entry
from dure.matching.queries import suggest
from dure.messages.rules import why_not
from dure.network.actions import block_party, change_setting, record_consent
from dure.network.models import NeedKind, Person
from dure.network.queries.experts import ExpertFilter, experts
from dure.rights.actions import (
    answer_request,
    lift_suspension,
    note_copy,
    take_request,
    withdraw_request,
)
from dure.rights.models import SubjectRequest
from dure.rights.queries import find_request, settled, visible_to, waiting, waiting_for

pytestmark = pytest.mark.django_db
STRANGERS = ("gumi_coordinator", "rival", "owner", "expert", "headquarters", "secretariat")


def take(cast, kind="VIEW", who="owner", by="coordinator", ago=0, **more):
    return take_request(
        person=cast.people[who], kind=kind, way="CALL", asked_on=clock.today() - timedelta(days=ago),
        by=cast.as_(by), **more,
    )  # fmt: skip


def answer(cast, request, result="GRANTED", by="coordinator", **more):
    return answer_request(request=request, result=result, by=cast.as_(by), **more)


def test_request_is_due_after_ten_days_and_its_way_is_in_the_ledger(cast):
    made = take(cast, ago=3, words="무엇을 가지고 있는지")
    assert made.due_on == clock.today() + timedelta(days=7)
    answer(cast, made, "REFUSED", by="head", reason="NOT_THE_PERSON", answer="신분을 확인하지 못했습니다")
    entries = Entry.objects.filter(type="subject_request.moved").order_by("id")
    assert [(row.payload["state"], row.payload["result"]) for row in entries] == [
        ("RECEIVED", ""), ("ANSWERED", "REFUSED"),
    ]  # fmt: skip
    assert "무엇을" not in str([row.payload for row in entries])


def test_days_to_answer_are_a_setting(cast):
    change_setting(
        key="privacy.request_days",
        value=5,
        basis="내부 규정",
        since=clock.today(),
        by=cast.as_("headquarters").actor,
    )
    assert take(cast).due_on == clock.today() + timedelta(days=5)


def test_late_ones_come_first_and_wait_for_the_head_and_whoever_took_them(cast):
    fresh, late = take(cast), take(cast, "STOP", ago=12)
    assert list(waiting(cast.as_("colleague"))) == [late, fresh]
    for who, told in (("head", (2, 1)), ("coordinator", (2, 1)), ("colleague", (0, 0))):
        assert tuple(waiting_for(cast.as_(who))) == told
    withdraw_request(request=late, by=cast.as_("colleague"))
    assert list(settled(cast.as_("head"))) == [late]
    assert tuple(waiting_for(cast.as_("head"))) == (1, 0)


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"result": "MAYBE"}, "subject_request_choice_unknown"),
        ({"result": "REFUSED", "answer": "안 됩니다"}, "subject_request_reason_missing"),
        ({"result": "PARTLY", "reason": "NOT_HELD"}, "subject_request_reason_missing"),
        ({"result": "REFUSED", "reason": "X", "answer": "x"}, "subject_request_choice_unknown"),
    ],
)
def test_less_than_all_needs_a_reason_and_words(cast, wrong, code):
    made = take(cast)
    with pytest.raises(Refused, match=code):
        answer(cast, made, **wrong)
    made.refresh_from_db()
    assert made.state == "RECEIVED"


def test_same_request_is_taken_once_and_none_of_tomorrow(cast):
    take(cast)
    with pytest.raises(Refused, match="subject_request_open"):
        take(cast, by="colleague")
    with pytest.raises(Refused, match="subject_request_in_future"):
        take(cast, "STOP", ago=-1)


def test_answered_request_is_answered_once(cast):
    made = answer(cast, take(cast))
    with pytest.raises(Refused, match="step_not_now"):
        answer(cast, made)
    with pytest.raises(Refused, match="step_not_now"):
        lift_suspension(request=made, by=cast.as_("coordinator"))


@pytest.mark.parametrize("who", STRANGERS)
def test_other_offices_and_firms_neither_see_nor_take_nor_answer(cast, who):
    made = take(cast)
    assert not visible_to(cast.as_(who)).exists()
    for forbidden in (
        lambda: find_request(made.pk, cast.as_(who)),
        lambda: take(cast, "STOP", by=who),
        lambda: answer(cast, made, by=who),
        lambda: withdraw_request(request=made, by=cast.as_(who)),
    ):
        with pytest.raises(NotFound):
            forbidden()
    assert SubjectRequest.objects.get().state == "RECEIVED"


def test_whoever_a_firm_keeps_out_knows_nothing_of_its_people(cast):
    made = take(cast)
    block_party(
        firm=cast.lighttec, kind="PERSON", person=cast.people["colleague"], by=cast.as_("owner").actor
    )
    assert not visible_to(cast.as_("colleague")).exists()
    with pytest.raises(NotFound):
        answer(cast, made, by="colleague")


def test_stopped_person_gets_nothing_by_any_way_until_it_is_lifted(cast):
    owner = cast.people["owner"]
    for purpose in ("COLLECTION", "SERVICE", "INVITATION"):
        record_consent(of=owner, purpose=purpose, agreed=True, source="CALL", by=cast.as_("head").actor)
    made = take(cast, "STOP")
    assert why_not(owner, "SERVICE", "COPY") == ""
    answer(cast, made)
    owner.refresh_from_db()
    ways = [(kind, way) for kind in ("SERVICE", "INVITATION") for way in ("COPY", "TEXT", "MAIL")]
    assert {why_not(owner, kind, way) for kind, way in ways} == {"message_suspended"}
    lift_suspension(request=made, by=cast.as_("coordinator"))
    owner.refresh_from_db()
    assert why_not(owner, "SERVICE", "COPY") == ""
    types = Entry.objects.filter(touches__uid=owner.pk).values_list("type", flat=True)
    assert {"person.suspended", "person.resumed"} <= set(types)


def test_refused_stop_changes_nothing(cast):
    answer(cast, take(cast, "STOP"), "REFUSED", reason="CONTRACT", answer="지원을 이어 갈 수 없습니다")
    assert Person.objects.get(pk=cast.people["owner"].pk).suspended_on is None


def test_second_stop_goes_on_holding_when_the_first_is_lifted(cast):
    first = answer(cast, take(cast, "STOP"))
    second = answer(cast, take(cast, "STOP"))
    lift_suspension(request=first, by=cast.as_("coordinator"))
    owner = Person.objects.get(pk=cast.people["owner"].pk)
    assert owner.suspended_on is not None
    lift_suspension(request=second, by=cast.as_("coordinator"))
    owner.refresh_from_db()
    assert owner.suspended_on is None


def test_stopped_expert_is_neither_suggested_nor_listed_nor_asked_until_it_is_lifted(cast, indexer):  # noqa: F811
    expert, by = cast.people["expert"], cast.as_("coordinator")

    def known():
        while indexer.turn():
            continue
        found = {row.id for row in suggest(NEED, by).experts}
        listed = {row.person_id for row in experts(ExpertFilter())}
        offered = {row.key for row in choices(expert.name)}
        return [expert.pk in each for each in (found, listed, offered)]

    assert known() == [True, True, True]
    made = answer(cast, take(cast, "STOP", who="expert"))
    assert known() == [False, False, False]
    case = act.send_case(firm=cast.lighttec, told=act.Told(text=NEED), by=cast.as_("owner"))
    act.take_up_case(case=case, kind=NeedKind.objects.get(code="TECHNOLOGY"), by=by)
    expert.refresh_from_db()
    with pytest.raises(Refused, match="helper_suspended"):
        act.ask_helper(case=case, helper=act.Helper(person=expert), by=by)
    lift_suspension(request=made, by=by)
    assert known() == [True, True, True]


def test_copy_is_for_viewing_that_was_not_refused(cast):
    for kind, result in (("STOP", "GRANTED"), ("VIEW", "REFUSED")):
        made = answer(cast, take(cast, kind), result, reason="NOT_HELD", answer="없습니다")
        with pytest.raises(Refused, match="step_not_now"):
            note_copy(request=made, by=cast.as_("coordinator"))
