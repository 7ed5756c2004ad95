"""Long lists: the same rows in the same order as asked at once, with two questions a page."""

import pytest

from dure.cases import actions as act
from dure.cases.queries.lists import CaseFilter, filtered
from dure.network.paging import LongList

pytestmark = pytest.mark.django_db


@pytest.fixture
def seen(cast):
    for at in range(7):
        act.send_case(firm=cast.lighttec, told=act.Told(text=f"{at}번째 문제"), by=cast.as_("owner"))
    return filtered(cast.as_("coordinator"), CaseFilter())


def test_pages_together_are_the_list(seen):
    pages = LongList(seen, 3)
    assert [len(pages.page(number).object_list) for number in pages.page_range] == [3, 3, 1]
    assert [case.pk for page in pages for case in page.object_list] == [case.pk for case in seen]


def test_rows_come_with_what_a_row_shows(cast, seen, django_assert_num_queries):
    page = LongList(seen, 3, count=7).get_page("2")
    with django_assert_num_queries(1):
        assert {row.firm.name for row in page.object_list} == {cast.lighttec.name}
    assert all(hasattr(row, "due_at") for row in page.object_list)


def test_known_count_is_not_asked_again(seen, django_assert_num_queries):
    with django_assert_num_queries(1):
        page = LongList(seen, 3, count=7).get_page("99")
    assert page.number == 3
    assert not page.has_next()
