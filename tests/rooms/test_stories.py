"""Both reported stories on the same machine, as actions."""

from datetime import timedelta
from decimal import Decimal

import pytest

from dure.cases import actions as act
from dure.cases.models import DifficultyCase, Effect, Tag
from dure.ledger import clock
from dure.ledger.errors import Refused
from dure.ledger.folding import all_differences
from dure.network.models import NeedKind

pytestmark = pytest.mark.django_db


def test_office_hears_of_a_difficulty_and_joint_research_follows(cast):
    told = act.Told(
        text="네온을 대신할 조명 바를 만드는데 회로가 복잡하고 열이 빠지지 않습니다.", channel="VISIT"
    )
    case = act.register_found_case(firm=cast.lighttec, told=told, by=cast.as_("coordinator"))
    assert case.state == "CONSENT_WAIT"
    act.give_consent(case=case, kind="ACCOUNT", by=cast.as_("owner"), name_may_be_told=True)
    act.take_up_case(case=case, kind=NeedKind.objects.get(code="TECHNOLOGY"), by=cast.as_("coordinator"))
    helper = act.Helper(person=cast.people["expert"])
    referral = act.ask_helper(case=case, helper=helper, by=cast.as_("coordinator"))
    act.accept_referral(referral=referral, by=cast.as_("expert"))
    case.refresh_from_db()
    assert (case.state, referral.state) == ("IN_PROGRESS", "ACCEPTED")
    act.log_visit(
        case=case,
        note=act.VisitNote(content="회로를 한 단으로 줄여 봄", hours=Decimal(3)),
        by=cast.as_("expert"),
    )
    referral.refresh_from_db()
    assert referral.state == "WORKING"
    tag = act.set_tag(
        case=case, tag=Tag(code="JOINT_RESEARCH", plan="간단한 회로"), by=cast.as_("coordinator")
    )
    act.ask_confirmation(case=case, by=cast.as_("expert"), result="회로를 줄였습니다")
    act.say_not_yet(case=case, missing="방수가 남았습니다", by=cast.as_("owner"))
    act.ask_confirmation(case=case, by=cast.as_("expert"))
    act.confirm_solution(case=case, by=cast.as_("owner"), note="됩니다")
    referral.refresh_from_db()
    assert (case.state, referral.state) == ("SOLVED", "ENDED")
    act.record_tag_result(tag=tag, result="특허 출원", by=cast.as_("coordinator"))
    with clock.at(clock.now() + timedelta(days=370)):
        assert act.ask_due_effects() == 1
        assert act.ask_due_effects() == 0
        act.enter_effect(
            case=case,
            effect=Effect(
                kind="TIME_SAVED", certainty="CLAIM", value=Decimal(18), unit="MONTH", year=2026, round=1
            ),
            by=cast.as_("owner"),
        )
    assert not list(all_differences())


def test_firm_asks_its_group_and_a_university_names_its_person(cast):
    told = act.Told(text="강화유리 절단기의 정밀 연삭에서 막혔습니다.")
    case = act.send_case(firm=cast.lighttec, group=cast.optics, told=told, by=cast.as_("owner"))
    assert case.number == f"{clock.today().year}-GJ-0001"
    act.take_up_case(case=case, kind=NeedKind.objects.get(code="TECHNOLOGY"), by=cast.as_("secretariat"))
    referral = act.ask_helper(
        case=case, helper=act.Helper(organisation=cast.kumoh), by=cast.as_("secretariat")
    )
    assert referral.named is False
    act.accept_referral(referral=referral, by=cast.as_("body"))
    act.name_person(referral=referral, person=cast.people["second_expert"], by=cast.as_("body"))
    act.log_visit(case=case, note=act.VisitNote(content="연삭 조건 시험"), by=cast.as_("second_expert"))
    act.confirm_solution(case=case, by=cast.as_("coordinator"), kind="SIGNATURE")
    assert DifficultyCase.objects.get().state == "SOLVED"
    assert not list(all_differences())


def test_staff_cannot_confirm_without_the_firms_word(cast):
    case = act.send_case(
        firm=cast.lighttec, told=act.Told(text="불량이 많습니다"), by=cast.as_("coordinator")
    )
    with pytest.raises(Refused) as refused:
        act.confirm_solution(case=case, by=cast.as_("coordinator"), kind="ACCOUNT")
    assert refused.value.code == "step_not_now"
