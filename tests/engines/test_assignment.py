"""The assignment against every possible one on tiny cases, its reasons for refusing, and fairness."""

from io import BytesIO, StringIO
from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dure.engines.assignment.advice import advice
from dure.engines.assignment.exchange import lifted, totals
from dure.engines.assignment.fairness import assign_fairly
from dure.engines.assignment.polish import polished
from dure.engines.assignment.prices import bound, ranges
from dure.engines.assignment.problem import InfeasibleError, problem
from dure.engines.assignment.pruning import best_of_each
from dure.engines.assignment.solving import assign
from dure.engines.assignment.tables import loads, scores, write
from dure.engines.formats import FormatError

NEEDS, HELPERS = ["용접 균열", "도금 두께", "금형 수명", "진동"], ["김 박사", "이 교수", "박 명장"]


@st.composite
def tiny(draw, least=1, most=2):
    """Up to four needs and four helpers, some pairs forbidden, ties likely; not always possible."""
    needs, helpers, per = draw(st.integers(1, 4)), draw(st.integers(1, 4)), draw(st.integers(least, most))
    score = st.one_of(st.integers(-2, 3), st.floats(-1, 1, width=32))
    permitted = [
        (need, helper, float(draw(score)))
        for need, helper in product(range(needs), range(helpers))
        if draw(st.integers(0, 4)) > 0
    ]
    low = [draw(st.integers(0, 2)) for _ in range(helpers)]
    high = [each + draw(st.integers(0, 4)) for each in low]
    mixed = [draw(st.integers(0, per)) for _ in range(needs)]
    return permitted, low, high, draw(st.sampled_from([mixed, [per] * needs]))


def every(case):
    """All assignments: places of the pairs each need takes."""
    permitted, low, high, wanted = case
    own = [[at for at, pair in enumerate(permitted) if pair[0] == need] for need in range(len(wanted))]
    for taken in product(*(combinations(own[need], wanted[need]) for need in range(len(wanted)))):
        load = np.bincount([permitted[at][1] for each in taken for at in each] or [0], minlength=len(low))
        load = load if any(taken) else load * 0
        if all(a <= b <= c for a, b, c in zip(low, load, high, strict=True)):
            yield taken


def arrays(permitted):
    table = np.array(permitted, float).reshape(-1, 3)
    return table[:, 0].astype(int), table[:, 1].astype(int), table[:, 2]


def total(case, taken):
    return sum(case[0][at][2] for each in taken for at in each)


def worst(case, taken):
    return min(sum(case[0][at][2] for at in each) for each, n in zip(taken, case[3], strict=True) if n)


def must_be_assignment(case, chosen):
    permitted, low, high, wanted = case
    row, column, _ = arrays([permitted[at] for at in chosen])
    assert np.array_equal(np.bincount(row, minlength=len(wanted)), wanted)
    load = np.bincount(column, minlength=len(low))
    assert (low <= load).all()
    assert (load <= high).all()


@given(tiny())
def test_total_is_the_largest_there_is_or_there_is_none(case):
    best = max((total(case, taken) for taken in every(case)), default=None)
    pairs = arrays(case[0])
    if best is None:
        with pytest.raises(InfeasibleError) as told:
            assign(*pairs, case[1], case[2], per_need=case[3])
        assert told.value.wanted > told.value.possible
        names = [str(each) for each in range(4)]
        assert ";" in advice(told.value, names, names)
        return
    for direct in (10**6, 0):
        found = assign(*pairs, case[1], case[2], per_need=case[3], direct=direct)
        must_be_assignment(case, found.chosen)
        assert found.total == pytest.approx(best, abs=1e-9)
        assert found.total - 1e-9 <= found.bound <= best + 1e-8


@given(tiny(most=1))
def test_fair_with_one_helper_is_the_best_worst_then_the_best_total(case):
    if not any(case[3]):
        return
    best = max(((worst(case, each), total(case, each)) for each in every(case)), default=None)
    if best is None:
        return
    found = assign_fairly(*arrays(case[0]), case[1], case[2], per_need=case[3])
    must_be_assignment(case, found.chosen)
    assert (found.worst, found.total) == (pytest.approx(best[0]), pytest.approx(best[1], abs=1e-9))
    assert found.worst_bound == found.worst


@given(tiny(least=2))
def test_fair_with_two_helpers_keeps_within_its_bounds(case):
    possible = list(every(case))
    if not possible or not any(case[3]):
        return
    plain = assign(*arrays(case[0]), case[1], case[2], per_need=case[3])
    found = assign_fairly(*arrays(case[0]), case[1], case[2], per_need=case[3])
    must_be_assignment(case, found.chosen)
    row, _, score = (each[plain.chosen] for each in arrays(case[0]))
    before = totals(row, score, len(case[3]))[np.array(case[3]) > 0].min()
    assert found.worst >= before - 1e-9
    assert found.worst_bound >= max(worst(case, each) for each in possible) - 1e-9
    as_fair = [total(case, each) for each in possible if worst(case, each) >= found.worst - 1e-9]
    assert found.bound >= max(as_fair) - 1e-6


def test_fair_serves_the_worst_within_one_per_cent_of_its_bound_where_the_best_total_does_not():
    chance = np.random.default_rng(7)
    table = chance.random((60, 5)) @ chance.random((5, 40))
    row, column = np.indices(table.shape).reshape(2, -1)
    low, high = np.full(40, 2), np.full(40, 5)
    plain = assign(row, column, table.ravel(), low, high, per_need=3)
    fair = assign_fairly(row, column, table.ravel(), low, high, per_need=3)
    before = totals(row[plain.chosen], table.ravel()[plain.chosen], 60).min()
    assert before < 0.95 * fair.worst_bound
    assert fair.worst >= 0.99 * fair.worst_bound
    assert plain.total >= fair.bound - 1e-6 >= fair.total - 2e-6
    assert fair.total > 0.97 * fair.bound


def test_exchanges_pass_helpers_on_to_the_worst_need():
    pairs = [(0, 0, 1.0), (0, 1, 9.0), (1, 1, 9.0), (1, 2, 8.0), (2, 2, 7.0), (2, 3, 6.0)]
    case, _ = problem(*arrays(pairs), [0] * 4, [1] * 4, per_need=1)
    start = np.array([True, False, True, False, True, False])
    assert lifted(case, start, 6.0).tolist() == [False, True, False, True, False, True]
    assert np.array_equal(lifted(case, start, 6.5), start)
    assert np.array_equal(
        lifted(problem(*arrays(pairs), [1, 0, 0, 0], [1] * 4, per_need=1)[0], start, 6.0), start
    )


def test_polish_raises_the_total_and_keeps_the_mark():
    chance = np.random.default_rng(3)
    table = chance.random((20, 12))
    row, column = np.indices(table.shape).reshape(2, -1)
    case, _ = problem(row, column, table.ravel(), np.zeros(12, int), np.full(12, 6), per_need=3)
    start = np.zeros(240, bool)
    start[[need * 12 + (need + step) % 12 for need in range(20) for step in range(3)]] = True
    mark = totals(case.row[start], case.score[start], 20).min()
    end = polished(case, start, mark)
    assert case.score[end].sum() > case.score[start].sum()
    assert totals(case.row[end], case.score[end], 20).min() >= mark - 1e-12
    assert np.bincount(case.column[end]).max() <= 6


@pytest.mark.parametrize("kind", ["even", "alike", "ties"])
def test_few_pairs_prove_the_optimum_of_many(kind):
    chance = np.random.default_rng(11)
    table = {
        "even": chance.random((150, 120)),
        "alike": chance.random((150, 4)) @ chance.random((4, 120)),
        "ties": chance.integers(0, 4, (150, 120)).astype(float),
    }[kind]
    row, column = np.indices(table.shape).reshape(2, -1)
    mixed = chance.permutation(row.size)
    ask = row[mixed], column[mixed], table.ravel()[mixed], np.full(120, 2), np.full(120, 5)
    whole, pruned = (assign(*ask, per_need=3, direct=direct) for direct in (10**6, 0))
    assert whole.total == pytest.approx(pruned.total, abs=1e-8)
    assert 0 <= pruned.bound - pruned.total + 1e-9 < 1e-8
    case, _ = problem(*ask, per_need=3)
    assert best_of_each(case, 10).sum() < row.size / 2
    assert bound(case, np.zeros(150), np.ones(120)) > whole.bound


def test_large_and_shifted_scores_keep_their_differences():
    pairs = arrays([(0, 0, 1e9 + 0.25), (0, 1, 1e9), (1, 0, 1e9), (1, 1, 1e9 - 0.5)])
    assert assign(*pairs, [0, 0], [1, 1]).chosen.tolist() == [1, 2]
    assert assign(*arrays([(0, 0, 1e-300), (0, 1, 3e-300)]), [0, 0], [1, 1]).chosen.tolist() == [1]
    assert assign([0, 0], [0, 1], [2.0, 2.0], [0, 1], [1, 1]).chosen.tolist() == [1]


def test_nothing_wanted_is_an_assignment_of_nothing():
    assert assign([], [], [], [0], [3]).total == 0
    assert assign([0], [0], [4.0], [0], [3], per_need=[0]).chosen.tolist() == []
    assert assign_fairly([0], [0], [4.0], [0], [3], per_need=[0]).worst == 0
    assert ranges(np.array([2, 7, 7]), np.array([4, 7, 9])).tolist() == [2, 3, 7, 8]


CHAIN, FORK = [(0, 0, 1), (1, 0, 1), (1, 1, 1)], [(0, 0, 1), (1, 0, 1), (2, 1, 1), (2, 2, 1)]
CAUSES = [
    ("too_few_helpers", (CHAIN, [0, 0, 0], [2, 2, 2], 2), (2, 1), ([0], [])),
    ("capacity_too_small", (CHAIN, [0, 0, 0], [1, 0, 0], 1), (2, 1), ([], [])),
    ("minimum_too_large", (CHAIN, [1, 1, 1], [1, 1, 1], 1), (3, 2), ([], [])),
    ("minimum_out_of_reach", (CHAIN, [0, 2, 0], [1, 2, 0], 1), (2, 1), ([], [1])),
    ("needs_compete", (FORK, [0, 0, 0], [1, 3, 3], 1), (2, 1), ([0, 1], [0])),
    ("minimums_compete", (FORK, [0, 1, 1], [2, 1, 1], 1), (2, 1), ([2], [1, 2])),
]


@pytest.mark.parametrize(("code", "case", "numbers", "concerned"), CAUSES)
def test_why_there_is_no_assignment(code, case, numbers, concerned):
    (pairs, low, high, per), (who, whom) = case, concerned
    with pytest.raises(InfeasibleError) as told:
        assign(*arrays(pairs), low, high, per_need=per, direct=0)
    error = told.value
    assert (error.code, error.wanted, error.possible) == (code, *numbers)
    assert (error.needs.tolist(), error.helpers.tolist()) == (who, whom)
    line = advice(error, NEEDS, HELPERS)
    assert "\n" not in line
    assert ";" in line
    assert all(NEEDS[at] in line for at in who) or code == "minimums_compete"
    assert all(HELPERS[at] in line for at in whom)


def test_advice_names_five_and_counts_the_rest():
    error = InfeasibleError("needs_compete", wanted=7, possible=2, needs=np.arange(7), helpers=np.arange(2))
    line = advice(error, [f"n{at}" for at in range(7)], HELPERS)
    assert "n4 and 2 more" in line
    assert "n5" not in line


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"needs": [0]}, "length"),
        ({"helpers": [0, 2]}, "range"),
        ({"needs": [-1, 0]}, "range"),
        ({"scores": [1.0, np.nan]}, "finite"),
        ({"scores": [1e308, -1e308]}, "beyond"),
        ({"minimum": [3, 0]}, "minimum"),
        ({"minimum": [-1, 0]}, "negative"),
        ({"helpers": [0, 0], "needs": [0, 0]}, "twice"),
    ],
)
def test_arrays_that_make_no_problem_are_refused(change, what):
    ask = {"needs": [0, 1], "helpers": [0, 1], "scores": [1.0, 2.0], "minimum": [0, 0], "maximum": [2, 2]}
    with pytest.raises(ValueError, match=what):
        assign(**{**ask, **change})


def test_tables_are_read_as_spreadsheets_write_them():
    carried = loads(BytesIO('\ufeffHelper,min,max\r\n"김, 박사",0,2\r\n\r\n이 교수,1,3\r\n'.encode()))
    assert (carried.helpers, carried.minimum.tolist(), carried.maximum.tolist()) == (
        ["김, 박사", "이 교수"],
        [0, 1],
        [2, 3],
    )
    found = scores(
        BytesIO('need,helper,score\nB,이 교수,.5\n\n"A\nA","김, 박사",-1e-3\nB,"김, 박사",2'.encode()),
        carried.helpers,
    )
    assert found.needs == ["B", "A\nA"]
    assert (found.row.tolist(), found.column.tolist(), found.score.tolist()) == (
        [0, 1, 0],
        [1, 0, 0],
        [0.5, -0.001, 2],
    )
    text = StringIO()
    write(text, found, carried.helpers, np.array([0, 1, 2]))
    assert text.getvalue() == 'need,helper,score\nB,"김, 박사",2\nB,이 교수,0.5\n"A\nA","김, 박사",-0.001\n'


WRONG_SCORES = [
    (b"", "line 1: not the header"),
    (b"a,h,1\n", "line 1: not the header; begin the file with need,helper,score"),
    (b"need,helper,score\n", "line 2: no score at all"),
    (b"need,helper,score\na,h,1\n\na,h\n", "line 4: 2 columns"),
    (b"need,helper,score\na,h,viel\n", 'line 2: the score "viel" is no number'),
    (b"need,helper,score\na,h,1_0\n", "line 2: the score"),
    (b"need,helper,score\na,h,\n", 'line 2: the score ""'),
    (b"need,helper,score\na,h,NaN\n", "line 2: .*no finite number; leave out"),
    (b"need,helper,score\na,h,-inf\n", "line 2: .*no finite number"),
    (b"need,helper,score\na,h,1e400\n", "line 2: .*too large"),
    (b"need,helper,score\na,x,1\n", 'line 2: the helper "x" has no load; add'),
    (b"need,helper,score\n,h,1\n", "line 2: no need"),
    (b'need,helper,score\n"a\nb",h,1\nc,h,1\nc,h,2\n', 'line 5: "c" and "h" have a score already; keep one'),
    (b'need,helper,score\na,h,1\n"b,h,2\n', "line 3: not CSV"),
    (b"need,helper,score\na,h,1\n\xb0\xa1,h,2\n", "line 3: not UTF-8"),
]
WRONG_LOADS = [
    (b"", "line 1: not the header"),
    (b"helper,min,max\n", "line 2: no helper at all"),
    (b"helper,min,max\nh,0,1,2\n", "line 2: 4 columns"),
    (b"helper,min,max\nh,3,2\n", "line 2: min 3 is above max 2"),
    (b"helper,min,max\nh,-1,2\n", "line 2: min -1 is negative"),
    (b"helper,min,max\nh,0,1.5\n", 'line 2: max "1.5" is no whole number'),
    (b"helper,min,max\n,0,1\n", "line 2: no helper; name one"),
    (b"helper,min,max\nh,0,1\nh,0,1\n", 'line 3: the helper "h" was named before'),
]


@pytest.mark.parametrize(("text", "what"), WRONG_SCORES)
def test_wrong_scores_are_told_by_line(text, what):
    with pytest.raises(FormatError, match=what):
        scores(BytesIO(text), ["h"])


@pytest.mark.parametrize(("text", "what"), WRONG_LOADS)
def test_wrong_loads_are_told_by_line(text, what):
    with pytest.raises(FormatError, match=what):
        loads(BytesIO(text))
