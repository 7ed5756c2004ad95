"""Small cells: nothing small is shown, and no total betrays what is hidden."""

from hypothesis import given
from hypothesis import strategies as st

from dure.engines.measures import Cell, kept_back

ROWS, COLUMNS = "abc", "xyz"
cells = st.integers(0, 9).flatmap(
    lambda count: st.integers(min(count, 1), count).map(lambda units: Cell(count, units))
)
tables = st.fixed_dictionaries({(row, column): cells for row in ROWS for column in COLUMNS})


def test_small_cell_takes_a_second_one_with_it():
    table = {("a", "x"): Cell(1, 1), ("a", "y"): Cell(9, 6), ("b", "x"): Cell(8, 5), ("b", "y"): Cell(7, 4)}
    hidden = kept_back(table)
    assert ("a", "x") in hidden
    assert hidden == set(table)


def test_nothing_is_hidden_where_nothing_is_small():
    assert not kept_back({("a", "x"): Cell(3, 3), ("a", "y"): Cell(0, 0), ("b", "x"): Cell(5, 4)})


@given(tables)
def test_every_small_cell_is_hidden(table):
    assert {place for place, cell in table.items() if 0 < cell.units < 3} <= kept_back(table)


@given(tables)
def test_no_single_cell_can_be_had_by_differencing(table):
    hidden = kept_back(table)
    for line in [[(r, c) for c in COLUMNS] for r in ROWS] + [[(r, c) for r in ROWS] for c in COLUMNS]:
        inside = [place for place in line if place in hidden]
        assert len(inside) != 1
        if inside and len(inside) < len(line):
            assert sum(table[place].units for place in inside) >= 3
