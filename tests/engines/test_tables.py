"""Spreadsheets and tables of counts that tell of nobody."""

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dure.engines.tables import UNTOLD, csv_bytes, defused, told_safely
from dure.engines.tables.suppression import with_totals


@pytest.mark.parametrize("text", ["=1+1", "+82", "-3", "@sum", "\tx", "\rx"])
def test_defused_puts_an_apostrophe_before_what_would_run(text):
    assert defused(text) == f"'{text}"


@pytest.mark.parametrize("text", ["(주)새벽조명", "3-4", "a=b", "", None, 5])
def test_defused_leaves_other_text_alone(text):
    assert defused(text) == ("" if text is None else str(text))


def test_csv_begins_with_a_byte_order_mark_and_quotes_lines():
    sheet = csv_bytes(["이름", "적은 말"], [["가람", '=1+1, "둘"\n줄']])
    assert sheet.startswith(b"\xef\xbb\xbf")
    assert sheet.decode("utf-8-sig") == '이름,적은 말\r\n가람,"\'=1+1, ""둘""\n줄"\r\n'


def test_small_cells_are_left_out_and_totals_do_not_betray_them():
    told = told_safely([[1, 20, 9], [12, 30, 7]], [[1, 9, 5], [9, 9, 5]], least=3)
    assert told.cells[0][0] is UNTOLD
    assert sum(value is UNTOLD for value in told.cells[0]) >= 2
    assert sum(row[0] is UNTOLD for row in told.cells) >= 2


def test_a_lone_small_cell_takes_its_totals_along():
    told = told_safely([[1]], [[1]], least=3)
    assert told.cells == ((UNTOLD, UNTOLD), (UNTOLD, UNTOLD))


def test_nothing_is_left_out_where_enough_firms_stand_behind_it():
    assert told_safely([[5, 0], [3, 4]], [[5, 0], [3, 4]], least=3).left_out == 0


@st.composite
def firms_behind(draw):
    height, width = draw(st.integers(1, 4)), draw(st.integers(1, 5))
    cells = st.lists(st.integers(0, 6), min_size=width, max_size=width)
    return draw(st.lists(cells, min_size=height, max_size=height))


@example([[0, 0, 1], [0, 1, 1], [2, 1, 0]])
@settings(max_examples=150, deadline=None)
@given(firms_behind())
def test_differencing_never_finds_a_small_cell(firms):
    height, width = len(firms), len(firms[0])
    counts = [[each * 2 for each in row] for row in firms]
    told = told_safely(counts, firms, least=3)
    table = with_totals(counts)
    for row in range(height):
        for column in range(width):
            if 0 < firms[row][column] < 3:
                assert told.cells[row][column] is UNTOLD
                assert _can_move(told, table, row, column)


def _can_move(told, table, row, column):
    """Whether another table agrees with all that is told and differs in this cell."""
    height, width = table.shape
    hidden = [(r, c) for r in range(height) for c in range(width) if told.cells[r][c] is UNTOLD]
    sums = np.zeros((height + width, height, width))
    for r in range(height):
        sums[r, r, :-1], sums[r, r, -1] = 1, -1
    for c in range(width):
        sums[height + c, :-1, c], sums[height + c, -1, c] = 1, -1
    known = np.array([[each[r, c] for r, c in hidden] for each in sums])
    target = np.array([1.0 if cell == (row, column) else 0.0 for cell in hidden])
    rank = np.linalg.matrix_rank(known, tol=1e-9)
    return np.linalg.matrix_rank(np.vstack([known, target]), tol=1e-9) > rank
