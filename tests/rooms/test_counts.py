"""Cases counted: all lines together, each case once in a sum, by receipt and by end."""

from datetime import date, timedelta

import pytest

from dure.cases import actions as act
from dure.cases.queries.counts import END, Asked, count_cases, evidence
from dure.ledger import clock


@pytest.fixture
def asked():
    today = clock.today()
    return Asked(today - timedelta(days=30), today)


def _send(cast, who="owner", firm="lighttec"):
    told = act.Told(text="회로가 복잡합니다")
    return act.send_case(firm=getattr(cast, firm), told=told, by=cast.as_(who))


def test_lines_add_up_to_what_was_received(cast, asked):
    case = _send(cast)
    _send(cast)
    act.answer_at_once(
        firm=cast.lighttec, told=act.Told(text="전기료"), answer="안내", by=cast.as_("coordinator")
    )
    act.withdraw_case(case=case, reason="필요 없어짐", by=cast.as_("owner"))
    act.register_found_case(firm=cast.lighttec, told=act.Told(text="누수"), by=cast.as_("coordinator"))
    counted = count_cases(cast.as_("coordinator"), asked)
    assert {line: cell.count for line, cell in counted.totals.items()} == {
        "ANSWERED": 1,
        "OPEN": 1,
        "WITHDRAWN": 1,
    }
    assert counted.found == 1


def test_by_end_leaves_open_cases_out(cast, asked):
    case = _send(cast)
    _send(cast)
    act.withdraw_case(case=case, reason="필요 없어짐", by=cast.as_("owner"))
    counted = count_cases(cast.as_("coordinator"), Asked(asked.since, asked.until, END))
    assert {line: cell.count for line, cell in counted.totals.items()} == {"WITHDRAWN": 1}


def test_solution_is_counted_by_the_kind_of_the_firms_word(cast, asked):
    case = _send(cast)
    act.take_up_case(case=case, kind=_technology(), by=cast.as_("coordinator"))
    act.support_ourselves(case=case, words="직접", by=cast.as_("coordinator"))
    act.confirm_solution(case=case, kind="PAPER", by=cast.as_("coordinator"))
    counted = count_cases(cast.as_("coordinator"), asked)
    assert counted.totals["SOLVED_PAPER"].count == 1
    assert list(evidence(cast.as_("coordinator"), asked, "SOLVED_PAPER")) == [case]


def test_case_of_several_fields_counts_once_in_the_total(cast, asked):
    case = _send(cast)
    act.take_up_case(
        case=case, kind=_technology(), fields=("LIGHTING", "THERMAL"), by=cast.as_("coordinator")
    )
    counted = count_cases(cast.as_("coordinator"), Asked(asked.since, asked.until, per="field"))
    assert {row: counted.cells[(row, "OPEN")].count for row in counted.rows()} == {
        "LIGHTING": 1,
        "THERMAL": 1,
    }
    assert counted.totals["OPEN"].count == 1


def test_another_office_counts_none_of_it(cast, asked):
    _send(cast)
    assert not count_cases(cast.as_("gumi_coordinator"), asked).totals
    assert not count_cases(cast.as_("owner"), asked).totals


def test_before_the_period_nothing_is_counted(cast):
    _send(cast)
    assert not count_cases(cast.as_("coordinator"), Asked(date(2005, 1, 1), date(2005, 12, 31))).totals


def _technology():
    from dure.network.models import NeedKind

    return NeedKind.objects.get(code="TECHNOLOGY")
