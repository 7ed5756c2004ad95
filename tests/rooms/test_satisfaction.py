"""Satisfaction: scores of groups, none of a few answers and none that could be worked out."""

import pytest

from dure.cases import actions as act
from dure.cases.models import Satisfaction
from dure.indicators.models import EndedSupport
from dure.indicators.queries import satisfaction
from dure.indicators.reading import SupportReader
from dure.indicators.rules import untold
from dure.ledger import clock
from dure.ledger.readers import read_on, rebuild
from dure.network.models import NeedKind


def solved(cast, *, score=None, kind="TECHNOLOGY", way="PAPER", firm="lighttec"):
    """A case that its office solved and its firm confirmed, with or without a score."""
    coordinator = cast.as_("coordinator")
    told = act.Told(text="회로가 복잡합니다")
    case = act.send_case(firm=getattr(cast, firm), told=told, by=coordinator)
    act.take_up_case(case=case, kind=NeedKind.objects.get(code=kind), by=coordinator)
    act.support_ourselves(case=case, words="직접", by=coordinator)
    act.confirm_solution(case=case, kind=way, by=coordinator)
    if score:
        act.say_satisfaction(case=case, score=score, by=coordinator, way="CALL")
    return case


def year_of(cast, who="coordinator", per="service"):
    """The groups of this year by name."""
    read_on(SupportReader())
    groups = satisfaction(cast.as_(who), year=clock.today().year, per=per)
    return {group.name: group for group in groups}


def test_group_shows_its_score_with_response_rate_and_spread(cast):
    for score in (5, 5, 4, 3, 3):
        solved(cast, score=score)
    solved(cast, way="CALL")
    found = year_of(cast)["TECHNOLOGY"]
    assert (found.ended, found.answers, found.rate, found.mean) == (6, 5, 83, 4.0)
    assert found.spread == [2, 1, 2, 0, 0]
    assert found.ways == [0, 0, 0, 5, 1, 0]


def test_four_answers_show_no_score(cast):
    for _each in range(4):
        solved(cast, score=2)
    found = year_of(cast)
    assert Satisfaction.objects.count() == 4
    for group in (found["TECHNOLOGY"], found[""]):
        assert group.few
        assert group.answers == 4
        assert group.mean is None
        assert group.spread == [None] * 5


def test_score_of_four_answers_cannot_be_worked_out_from_the_sum(cast):
    for _each in range(4):
        solved(cast, score=1, kind="FINANCE")
    for _each in range(5):
        solved(cast, score=5)
    found = year_of(cast)
    assert found[""].mean == pytest.approx((4 + 25) / 9)
    assert found["FINANCE"].mean is None
    assert found["TECHNOLOGY"].mean is None


def test_hidden_groups_hold_enough_answers_together():
    assert _untold(a=4, b=9, c=7) == {"a", "c"}
    assert _untold(a=4, b=9, c=3) == {"a", "c"}
    assert _untold(a=0, b=9) == frozenset()
    assert _untold(a=2) == {"a"}


def test_scores_of_fewer_firms_than_wanted_are_hidden():
    answers = {"one": ["x"] * 9, "three": ["x", "y", "z"] * 3, "many": list("abcdefgh") * 3}
    assert untold(answers, least=5, firms=3) == {"one", "three"}


def _untold(**counts):
    return untold({name: range(count) for name, count in counts.items()}, least=5)


def test_reopened_case_leaves_the_figures_until_it_ends_again(cast):
    case = solved(cast, score=4)
    assert year_of(cast)[""].ended == 1
    act.reopen_case(case=case, reason="다시 생김", by=cast.as_("coordinator"))
    assert year_of(cast)[""].ended == 0


def test_figures_are_read_anew_from_the_ledger(cast):
    solved(cast, score=4)
    solved(cast)
    read_on(SupportReader())
    before = list(EndedSupport.objects.order_by("case").values())
    rebuild("indicators")
    assert list(EndedSupport.objects.order_by("case").values()) == before
    assert len(before) == 2


def test_other_offices_and_firms_count_nothing_of_it(cast):
    for _each in range(5):
        solved(cast, score=5)
    assert year_of(cast)[""].answers == 5
    assert year_of(cast, "gumi_coordinator")[""].ended == 0
    assert year_of(cast, "owner")[""].ended == 0


def test_headquarters_see_no_score_behind_which_a_single_firm_stands(cast):
    for _each in range(5):
        solved(cast, score=5)
    assert year_of(cast, per="office")[str(cast.gwangju.pk)].mean == 5.0
    found = year_of(cast, "headquarters", per="office")[str(cast.gwangju.pk)]
    assert found.few
    assert (found.mean, found.ended, found.answers, found.ways[3]) == (None, None, None, None)
