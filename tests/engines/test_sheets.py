"""Clumsy workbooks are read, or refused with a code; cells mean what their writers meant."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.clumsy import HEAD, Clumsy, everything, number_of, sheets_of, table

from dure.engines.sheets import Book, Limits, SheetFault, guess_columns, header_key, read_book, read_pasted
from dure.engines.sheets.heading import letters
from dure.engines.sheets.packages import column_number
from dure.engines.sheets.values import business_no_meant, count_meant, day_meant, phone_meant, yes_meant
from dure.engines.tables import OutSheet, xlsx_bytes

WORDS = {header_key(word) for word in (*HEAD, "담당자", "이름", "휴대폰", "직위", "접수일")}
ALL = everything()


def test_there_are_more_than_fifty():
    assert len({each.name for each in ALL}) == len(ALL) > 70


@pytest.mark.parametrize("each", ALL, ids=[each.name for each in ALL])
def test_clumsy_workbook(each: Clumsy):
    if each.fault:
        with pytest.raises(SheetFault) as told:
            read_book(each.content, each.file, words=WORDS)
        assert told.value.code == each.fault
        return
    read = read_book(each.content, each.file, words=WORDS)
    assert sum(len(sheet.rows) for sheet in read.sheets) == each.rows
    first = read.sheets[0]
    assert all(len(row.cells) == len(first.header) for row in first.rows)
    seen = dict(zip(first.header, first.rows[0].cells, strict=True))
    assert {name: seen[name] for name in each.cells} == each.cells
    told = {note.code for note in (*read.notes, *(note for sheet in read.sheets for note in sheet.notes))}
    assert told >= set(each.notes)
    assert told - {"sheet_empty"} == set(each.notes) - {"sheet_empty"}


def test_lines_are_those_of_the_sheet():
    read = read_book(table(["제목"], [], HEAD, ["가람"], [], ["나루"]), words=WORDS)
    assert [row.line for row in read.sheets[0].rows] == [4, 6]


def test_sum_beside_a_running_number_is_no_entry():
    read = read_book(table(["번호", *HEAD], [1, "가람"], [2, "나루"], [2, "합계"]), words=WORDS)
    assert [row.cells[1] for row in read.sheets[0].rows] == ["가람", "나루"]


def test_hidden_sheets_are_marked():
    marked = {each.name: each for each in ALL}["only hidden sheets but one empty"]
    assert [sheet.hidden for sheet in read_book(marked.content, words=WORDS).sheets] == [True]


def test_too_many_rows_names_sheet_line_and_limit():
    with pytest.raises(SheetFault) as told:
        read_book(table(HEAD, *[["가람"]] * 20), limits=Limits(rows=10))
    assert told.value.found == {"sheet": "기업", "line": 11, "limit": 10}


def test_pasted_cells_are_a_table():
    read = read_pasted('회사명\t전화\n가람\t062-000-0001\n"나루\n전자"\t\n', words=WORDS)
    assert [row.cells for row in read.sheets[0].rows] == [("가람", "062-000-0001"), ("나루\n전자", "")]
    with pytest.raises(SheetFault):
        read_pasted("  \n ")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-03-05", date(2026, 3, 5)),
        ("2026.3.5", date(2026, 3, 5)),
        ("2026. 3. 5.", date(2026, 3, 5)),
        ("2026/03/05", date(2026, 3, 5)),
        ("26.3.5", date(2026, 3, 5)),
        ("'26.3.5.", date(2026, 3, 5)),
        ("2026년 3월 5일", date(2026, 3, 5)),
        ("2026년 3월 5일(목)", date(2026, 3, 5)),
        ("26년 3월", date(2026, 3, 1)),
        ("2026.03", date(2026, 3, 1)),
        ("20260305", date(2026, 3, 5)),
        ("46086", date(2026, 3, 5)),
        ("46086.5", date(2026, 3, 5)),
        ("2026-03-05 14:00", date(2026, 3, 5)),
        ("98.12.31", date(1998, 12, 31)),
    ],
)
def test_days(text, day):
    assert day_meant(text) == day


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("3/5", "day_without_year"),
        ("2026.13.1", "day_impossible"),
        ("2026-02-30", "day_impossible"),
        ("작년", "day_unreadable"),
    ],
)
def test_days_that_are_none(text, code):
    with pytest.raises(SheetFault) as told:
        day_meant(text)
    assert told.value.code == code


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1012345678", "+821012345678"),
        ("010-1234-5678", "+821012345678"),
        ("620001001", "+82620001001"),
        ("212345678", "+82212345678"),
        ("062-000-1001 / 010-1234-5678", "+82620001001"),
        ("+82 10 1234 5678", "+821012345678"),
        ("7012345678", "+827012345678"),
        ("1588-1234", "+8215881234"),
    ],
)
def test_phones(text, number):
    assert phone_meant(text) == number


def test_numbers_that_a_sheet_rounded_are_told():
    for read in (phone_meant, business_no_meant):
        with pytest.raises(SheetFault) as told:
            read("1.23E+09")
        assert told.value.code == "number_shortened"
    assert business_no_meant(number_of(1)) == number_of(1)
    with pytest.raises(SheetFault) as told:
        business_no_meant("123-45-6789")
    assert (told.value.code, told.value.found["digits"]) == ("business_no_length", 9)


def test_counts_and_ticks():
    assert [count_meant(text) for text in ("1,200명", "약 30", "12.0", "0")] == [1200, 30, 12, 0]
    assert [yes_meant(text) for text in ("O", "예", "✓", "아니오", "X")] == [True, True, True, False, False]
    for read, text in ((count_meant, "많음"), (count_meant, "-3"), (yes_meant, "글쎄")):
        with pytest.raises(SheetFault):
            read(text)


def test_columns_are_guessed_once_and_surest_first():
    fields = {
        "name": ("회사명", "기업명", "업체명"),
        "phone": ("전화", "대표전화", "전화번호"),
        "contact_phone": ("휴대폰", "담당자전화", "담당자연락처"),
    }
    assert guess_columns(["업체명(국문)", "담당자 전화", "전화번호", "비고"], fields) == {
        0: "name", 1: "contact_phone", 2: "phone",
    }  # fmt: skip
    assert guess_columns(["회사명", "회사명 (2)"], fields) == {0: "name"}


@given(st.integers(min_value=0, max_value=18_277))
def test_letters_of_columns_go_there_and_back(place):
    assert column_number(letters(place)) == place + 1


CELL = st.text(st.characters(blacklist_categories=("Cs",)), max_size=12)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(CELL, min_size=1, max_size=5), max_size=8))
def test_any_cells_are_read_or_refused_and_nothing_else(rows):
    read = read_or_fault(table(HEAD, *rows))
    if isinstance(read, Book):
        assert all(len(row.cells) == len(read.sheets[0].header) for row in read.sheets[0].rows)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["", "PK\x03\x04", "<table>", "회사명,전화\n"]))
def test_any_bytes_are_read_or_refused_and_nothing_else(content, start):
    read = read_or_fault(start.encode() + content)
    assert isinstance(read, Book) or read


def test_any_change_of_a_workbook_is_read_or_refused():
    whole = table(HEAD, ["가람", "", "", "", ""])
    for at in range(0, len(whole), 97):
        read = read_or_fault(whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :])
        assert isinstance(read, Book) or read


def read_or_fault(content):
    try:
        return read_book(content, "x.csv", words=WORDS)
    except SheetFault as fault:
        return fault.code


def test_workbook_written_is_read_again_and_runs_nothing():
    rows = [["=1+1", "0101234", "+82 10"], ["@sum", "1.20", "-"], ["가" * 40_000, "\x07", ""]]
    made = xlsx_bytes(
        [OutSheet("기업/[1]", ["회사명", "전화", "주소"], rows, frozenset({"회사명"}), {"전화": "도움말"})]
    )
    assert made == xlsx_bytes(
        [OutSheet("기업/[1]", ["회사명", "전화", "주소"], rows, frozenset({"회사명"}), {"전화": "도움말"})]
    )
    (cells,) = sheets_of(made).values()
    assert [row[0] for row in cells[:3]] == ["회사명", "'=1+1", "'@sum"]
    read = read_book(made, words=WORDS).sheets[0]
    assert [row.cells for row in read.rows][:2] == [("=1+1", "0101234", "+82 10"), ("@sum", "1.20", "-")]
