"""협력과제: out of a case, proposed by one and decided by another, with its result."""

from datetime import date

import pytest

from dure.cases import actions as act
from dure.cases.models import CooperationTask
from dure.cases.queries.worklist import open_work
from dure.ledger.errors import Refused
from dure.ledger.models import Entry
from dure.network.models import NeedKind

pytestmark = pytest.mark.django_db
PLAN = act.TaskPlan(
    "ON_SITE", "방열 구조 개선", "시험 세 번", "빛고을광연구소", date(2026, 12, 1), date(2027, 5, 31)
)


@pytest.fixture
def case(cast):
    made = act.send_case(firm=cast.lighttec, told=act.Told(text="열이 빠지지 않습니다"), by=cast.as_("owner"))
    act.take_up_case(case=made, kind=NeedKind.objects.get(code="TECHNOLOGY"), by=cast.as_("coordinator"))
    act.support_ourselves(case=made, words="살펴봄", by=cast.as_("coordinator"))
    return made


def test_task_is_proposed_decided_by_somebody_else_and_ended(cast, case):
    act.propose_task(case=case, plan=PLAN, by=cast.as_("coordinator"))
    with pytest.raises(Refused, match="task_already_proposed"):
        act.propose_task(case=case, plan=PLAN, by=cast.as_("coordinator"))
    with pytest.raises(Refused, match="step_not_yours"):
        act.approve_task(case=case, by=cast.as_("coordinator"))
    assert case in open_work(cast.as_("head"), "approvals")
    task = act.approve_task(case=case, by=cast.as_("head"))
    assert (task.approved, case.state) == (True, "IN_PROGRESS")
    assert case not in open_work(cast.as_("head"), "approvals")
    with pytest.raises(Refused, match="result_missing"):
        act.record_task_result(case=case, result=" ", by=cast.as_("coordinator"))
    act.record_task_result(case=case, result="특허 출원", by=cast.as_("coordinator"))
    with pytest.raises(Refused, match="no_task_running"):
        act.record_task_result(case=case, result="또", by=cast.as_("coordinator"))
    types = list(
        Entry.objects.filter(type__startswith="case.task").order_by("id").values_list("type", flat=True)
    )
    assert types == ["case.task_proposed", "case.task_approved", "case.task_ended"]


def test_task_that_was_sent_back_may_be_proposed_again(cast, case):
    act.propose_task(case=case, plan=PLAN, by=cast.as_("coordinator"))
    act.send_task_back(case=case, reason="기간을 줄여 주세요", by=cast.as_("head"))
    act.propose_task(case=case, plan=PLAN, by=cast.as_("coordinator"))
    assert CooperationTask.objects.filter(case=case).count() == 2


def test_nobody_decides_on_an_own_proposal(cast, case):
    from dure.network.actions import give_role

    give_role(
        person=cast.people["head"], code="COORDINATOR", office=cast.gwangju, by=cast.as_("headquarters").actor
    )
    act.propose_task(case=case, plan=PLAN, by=cast.as_("head"))
    with pytest.raises(Refused, match="approves_own_proposal"):
        act.approve_task(case=case, by=cast.as_("head"))


def test_plan_cannot_end_before_it_begins(cast, case):
    backwards = act.TaskPlan("PATENT", "x", "x", "x", date(2027, 1, 2), date(2027, 1, 1))
    with pytest.raises(Refused, match="ends_before_it_begins"):
        act.propose_task(case=case, plan=backwards, by=cast.as_("coordinator"))
