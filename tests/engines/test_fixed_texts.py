"""Fixed texts: variables are found, checked and filled, and length is what a telephone counts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dure.engines.fixed_texts import byte_length, carried_as, faults, filled, unsendable, variables

TEXT = "[#{추진단}] #{받는분}님, #{기업명}의 애로입니다. #{받는분}님께"


def test_variables_are_named_once_in_order():
    assert variables(TEXT) == ["추진단", "받는분", "기업명"]


def test_filled_replaces_every_place_and_leaves_what_has_no_value():
    told = filled(TEXT, {"추진단": "광주", "받는분": "심○○"})
    assert told == "[광주] 심○○님, #{기업명}의 애로입니다. 심○○님께"


def test_values_are_never_read_again_as_text_with_variables():
    assert filled("#{답변}", {"답변": "#{수신거부} 비밀", "수신거부": "주소"}) == "#{수신거부} 비밀"


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("안녕 #{기업명} #{수신거부}", []),
        ("안녕 #{기업} #{수신거부}", ["variable_unknown"]),
        ("안녕 #{기업명", ["variable_half", "variable_missing"]),
        ("안녕 #{} #{수신거부}", ["variable_half"]),
        ("안녕 🎉 #{수신거부}", ["letters_unsendable"]),
        ("가" * 1001 + "#{수신거부}", ["text_over_lms"]),
    ],
)
def test_faults_name_what_is_wrong(text, codes):
    assert [f.code for f in faults(text, known={"기업명", "수신거부"}, needed={"수신거부"})] == codes


def test_length_is_counted_in_bytes_of_cp949():
    assert byte_length("abc가나 1") == 9
    assert (carried_as("가" * 45), carried_as("가" * 45 + "a")) == ("SMS", "LMS")
    assert carried_as("가" * 1001) == ""
    assert carried_as("发动机") == ""
    assert unsendable("축하🎉🎉们") == "🎉们"


@given(st.text(max_size=200))
def test_any_text_can_be_asked(text):
    faults(text, known=(), needed=())
    assert byte_length(text) >= len(text)
    assert filled(text, {}) == text
