"""More than seventy clumsy workbooks as offices send them, made on the spot, with what has to be said about each."""

import codecs
import json
from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.clumsy import making
from tests.clumsy.making import (
    FIRMS,
    HEAD,
    book,
    changed,
    number_of,
    ole,
    packed,
    sheets_of,
    shown,
    table,
    text,
)

__all__ = ["FIRMS", "HEAD", "Clumsy", "changed", "everything", "number_of", "sheets_of", "shown", "table"]


@dataclass(frozen=True)
class Clumsy:
    """A file, and either the code of its fault or how many rows and which notes come out of it."""

    name: str
    content: bytes
    file: str
    fault: str = ""
    rows: int = 0
    notes: tuple[str, ...] = ()
    cells: dict[str, str] = field(default_factory=dict)


def everything() -> list[Clumsy]:
    """All of them, each once."""
    return [*as_text(), *as_sheets(), *odd_cells(), *odd_texts(), *headers(), *not_taken()]


def as_text() -> Iterator[Clumsy]:
    rows = [HEAD, *FIRMS]
    quoted = [HEAD, ['"(주)가람, 정밀"', *FIRMS[0][1:]]]
    yield Clumsy(
        "cp949 csv", text(*rows, encoding="cp949"), "기업.csv", rows=3, cells={"회사명": "(주)가람정밀"}
    )
    yield Clumsy(
        "utf-8 csv with its mark",
        codecs.BOM_UTF8 + text(*rows),
        "기업.csv",
        rows=3,
        cells={"회사명": "(주)가람정밀"},
    )
    yield Clumsy("utf-8 csv", text(*rows), "기업.csv", rows=3)
    yield Clumsy(
        "utf-16 text of a sheet",
        text(*rows, by="\t", encoding="utf-16"),
        "기업.txt",
        rows=3,
        cells={"대표자": "강○○"},
    )
    yield Clumsy("utf-16 without a mark", text(*rows, by="\t", encoding="utf-16-le"), "기업.txt", rows=3)
    yield Clumsy("semicolons", text(*rows, by=";"), "기업.csv", rows=3, cells={"주소": "광주 북구 첨단로 1"})
    yield Clumsy("bars", text(*rows, by="|"), "기업.txt", rows=3)
    yield Clumsy("line feeds only", text(*rows, end="\n"), "기업.csv", rows=3)
    yield Clumsy("carriage returns only", text(*rows, end="\r"), "기업.csv", rows=3)
    yield Clumsy("comma inside quotes", text(*quoted), "기업.csv", rows=1, cells={"회사명": "(주)가람, 정밀"})
    long = [HEAD, ['"가람', *FIRMS[0][1:]], *[[f"회사{n}", "", "", "", ""] for n in range(60)]]
    yield Clumsy(
        "quotes broken", text(*long), "기업.csv", rows=61, notes=("quotes_broken",), cells={"회사명": "가람"}
    )
    yield Clumsy("csv that is xlsx", table(HEAD, *FIRMS), "기업.csv", rows=3)
    yield Clumsy("csv that is empty", b"", "기업.csv", fault="file_empty")
    yield Clumsy("csv of commas", b",,,\r\n,,,\r\n", "기업.csv", fault="no_table")
    yield Clumsy("header and nothing else", text(HEAD), "기업.csv", fault="no_table")
    yield Clumsy(
        "million rows of text",
        b"\xed\x9a\x8c\xec\x82\xac\xeb\xaa\x85,a\n" + b"b,c\n" * 1_000_000,
        "기업.csv",
        fault="too_many_rows",
    )
    yield Clumsy("line of noughts", bytes(4000) + b"\x01", "기업.csv", fault="format_unknown")
    yield Clumsy(
        "neither utf-8 nor cp949", b"\xff\xff\xfe\x80\x81,\x80\n" * 9, "기업.csv", fault="encoding_unknown"
    )
    page = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    yield Clumsy(
        "xlsx that is html",
        f"<html><table>{page}</table></html>".encode(),
        "기업.xlsx",
        rows=3,
        cells={"전화": "062-000-1001"},
    )
    yield Clumsy("xls that is html in cp949", f"<table>{page}</table>".encode("cp949"), "기업.xls", rows=3)
    yield Clumsy("html without a table", b"<html><body>error</body></html>", "기업.xls", fault="no_table")
    told = [dict(zip(HEAD, row, strict=True)) for row in FIRMS]
    yield Clumsy("json", json.dumps(told, ensure_ascii=False).encode(), "기업.json", rows=3)
    yield Clumsy("json that is no list", b'{"a": 1}', "기업.json", fault="json_no_list")


def as_sheets() -> Iterator[Clumsy]:
    plain = table(HEAD, *FIRMS)
    yield Clumsy(
        "plain", plain, "기업.xlsx", rows=3, cells={"회사명": "(주)가람정밀", "전화": "062-000-1001"}
    )
    yield Clumsy("old xls", making.xls(), "기업.xls", rows=3, cells={"회사명": "(주)가람정밀"})
    yield Clumsy("old xls that calls itself xlsx", making.xls(), "기업.xlsx", rows=3)
    yield Clumsy(
        "header in row 7",
        table(["2026년 입주기업 현황"], [], ["작성일: 2026.3.5"], [], ["(단위: 명)"], [], HEAD, *FIRMS),
        "기업.xlsx",
        rows=3,
        cells={"회사명": "(주)가람정밀"},
    )
    yield Clumsy(
        "sum at the end",
        table(HEAD, *FIRMS, ["합계", "", "", "3개사"]),
        "기업.xlsx",
        rows=3,
        notes=("rows_skipped",),
    )
    yield Clumsy(
        "header again on each page",
        table(HEAD, FIRMS[0], HEAD, FIRMS[1], [], FIRMS[2]),
        "기업.xlsx",
        rows=3,
        notes=("rows_skipped",),
    )
    yield Clumsy(
        "empty columns between",
        table(["", *HEAD[:2], "", *HEAD[2:]], ["", *FIRMS[0][:2], "", *FIRMS[0][2:]]),
        "기업.xlsx",
        rows=1,
        cells={"대표자": "강○○"},
    )
    yield Clumsy("far from the corner", making.far(), "기업.xlsx", rows=3, cells={"회사명": "(주)가람정밀"})
    yield Clumsy("hidden sheet", making.hidden(), "기업.xlsx", rows=3)
    yield Clumsy(
        "only hidden sheets but one empty", making.only_hidden(), "기업.xlsx", rows=3, notes=("sheet_empty",)
    )
    yield Clumsy("picture only", making.picture(), "기업.xlsx", fault="no_table")
    yield Clumsy("chart sheet beside", making.chart(), "기업.xlsx", rows=3)
    yield Clumsy(
        "macros",
        changed(plain, making.kept, xl__vbaProject__bin=b"x").replace(b"vbaProject/bin", b"vbaProject.bin"),
        "기업.xlsm",
        rows=3,
        notes=("macros_not_run",),
    )
    yield Clumsy("dates since 1904", making.since_1904(), "기업.xlsx", rows=1, cells={"접수일": "2026-03-05"})
    yield Clumsy("several sheets", making.several(), "우리 사무실.xlsx", rows=3 + 1)
    yield Clumsy("no place written on its cells", changed(plain, making.without_places), "기업.xlsx", rows=3)
    yield Clumsy("formatted down to the last row", making.formatted(), "기업.xlsx", rows=3)


def odd_cells() -> Iterator[Clumsy]:
    yield Clumsy(
        "business numbers as numbers",
        table(HEAD, ["가람", int(number_of(1)), "강○○", 620001001, ""]),
        "기업.xlsx",
        rows=1,
        cells={"사업자번호": number_of(1), "전화": "620001001"},
    )
    yield Clumsy(
        "business numbers rounded",
        text(HEAD, ["가람", "1.02E+09", "", "", ""]),
        "기업.csv",
        rows=1,
        cells={"사업자번호": "1.02E+09"},
    )
    yield Clumsy(
        "phones without zero",
        table(HEAD, ["가람", "", "", 1000001003, ""]),
        "기업.xlsx",
        rows=1,
        cells={"전화": "1000001003"},
    )
    yield Clumsy(
        "days as text",
        table([*HEAD, "접수일"], [*FIRMS[0], "2026.3.5"], [*FIRMS[1], "26년 3월"]),
        "기업.xlsx",
        rows=2,
        cells={"접수일": "2026.3.5"},
    )
    yield Clumsy(
        "days as numbers of the sheet",
        table([*HEAD, "접수일"], [*FIRMS[0], 46086]),
        "기업.xlsx",
        rows=1,
        cells={"접수일": "46086"},
    )
    yield Clumsy("days as days", making.dated(), "기업.xlsx", rows=1, cells={"접수일": "2026-03-05"})
    yield Clumsy("longest cell", table(HEAD, ["가" * 32_767, *FIRMS[0][1:]]), "기업.xlsx", rows=1)
    yield Clumsy(
        "cell longer than a cell",
        text(HEAD, ["가" * 40_000, *FIRMS[0][1:]]),
        "기업.csv",
        fault="cell_too_long",
    )


def odd_texts() -> Iterator[Clumsy]:
    yield Clumsy(
        "control characters",
        text(HEAD, ["가\x00람\x07\u200b", *FIRMS[0][1:]]),
        "기업.csv",
        fault="format_unknown",
    )
    yield Clumsy(
        "bells and invisible letters",
        text(HEAD, ["가\x07람\u200b\u00a0정밀", *FIRMS[0][1:]]),
        "기업.csv",
        rows=1,
        cells={"회사명": "가람 정밀"},
    )
    yield Clumsy(
        "decomposed letters of a Mac",
        text(HEAD, ["\u1100\u1161\u1105\u1161\u11b7", *FIRMS[0][1:]]),
        "기업.csv",
        rows=1,
        cells={"회사명": "가람"},
    )
    yield Clumsy(
        "formulas with results",
        book(
            lambda _b, s: (
                s.write_row(0, 0, HEAD),
                s.write_formula(1, 0, '="가"&"람"', None, "가람"),
                s.write_row(1, 1, FIRMS[0][1:]),
            )
        ),
        "기업.xlsx",
        rows=1,
        cells={"회사명": "가람"},
    )
    yield Clumsy(
        "formulas without results",
        making.openpyxl_formulas(),
        "기업.xlsx",
        rows=1,
        notes=("formulas_without_result",),
    )
    yield Clumsy(
        "link that runs",
        text(HEAD, ['"=HYPERLINK(""http://x"",""가람"")"', *FIRMS[0][1:]]),
        "기업.csv",
        rows=1,
        cells={"회사명": '=HYPERLINK("http://x","가람")'},
    )
    yield Clumsy(
        "errors of a sheet",
        changed(table(HEAD, ["가람", 1, "강○○", "", ""]), making.with_error),
        "기업.xlsx",
        rows=1,
        cells={"회사명": "가람"},
    )
    yield Clumsy("merged down", making.merged_down(), "기업.xlsx", rows=3, cells={"회사명": "(주)가람정밀"})


def headers() -> Iterator[Clumsy]:
    yield Clumsy(
        "two header rows merged",
        making.two_rows(),
        "기업.xlsx",
        rows=2,
        cells={"담당자 이름": "담○○", "회사명": "가람"},
    )
    two = [
        ["회사명", "담당자", "", "주소"],
        ["", "이름", "휴대폰", ""],
        ["가람", "담○○", "010-0000-0001", "광주"],
    ]
    yield Clumsy(
        "two header rows in a csv", text(*two), "기업.csv", rows=1, cells={"담당자 휴대폰": "010-0000-0001"}
    )
    yield Clumsy(
        "same header twice",
        table(["회사명", "전화", "전화"], ["가람", "062-000-0001", "010-0000-0001"]),
        "기업.xlsx",
        rows=1,
        cells={"전화 (2)": "010-0000-0001"},
    )
    yield Clumsy(
        "header with stars and line breaks",
        table(["* 회사명", "사업자\n번호", "전화(대표)"], ["가람", "", "062-000-0001"]),
        "기업.xlsx",
        rows=1,
        cells={"사업자 번호": ""},
    )
    yield Clumsy(
        "column without a name",
        table(["회사명", "", "전화"], ["가람", "비고", "062-000-0001"]),
        "기업.xlsx",
        rows=1,
        cells={"B열": "비고"},
    )
    yield Clumsy(
        "unknown words over the columns",
        table(["갑", "을", "병"], ["1", "2", "3"]),
        "표.xlsx",
        rows=1,
        cells={"을": "2"},
    )
    yield Clumsy("one column of names", table(["회사명"], ["가람"], ["나루"]), "기업.xlsx", rows=2)
    yield Clumsy(
        "two hundred and one columns",
        table([f"열{n}" for n in range(201)], ["1"] * 201),
        "표.xlsx",
        fault="too_many_columns",
    )


def not_taken() -> Iterator[Clumsy]:
    plain = table(HEAD, *FIRMS)
    yield Clumsy("password", ole("EncryptedPackage"), "기업.xlsx", fault="password")
    yield Clumsy("hangul document", ole("HwpSummaryInformation"), "기업.xls", fault="format_unknown")
    yield Clumsy("zip bomb", making.bomb(plain), "기업.xlsx", fault="zip_bomb")
    yield Clumsy("zip bomb that lies about its size", making.lying_bomb(plain), "기업.xlsx", fault="zip_bomb")
    yield Clumsy(
        "many thousand parts", packed(**{f"p{n}": b"" for n in range(2_100)}), "기업.xlsx", fault="zip_bomb"
    )
    yield Clumsy("million rows", making.million(), "기업.xlsx", fault="too_many_rows")
    yield Clumsy(
        "one cell at the far end", changed(plain, making.far_end), "기업.xlsx", fault="too_many_rows"
    )
    yield Clumsy("zip cut off", plain[: len(plain) // 2], "기업.xlsx", fault="file_damaged")
    yield Clumsy("bytes changed inside", making.damaged(plain), "기업.xlsx", fault="file_damaged")
    yield Clumsy(
        "part cut off",
        changed(plain, lambda n, d: d[:-200] if "sheet1" in n else d),
        "기업.xlsx",
        fault="file_damaged",
    )
    yield Clumsy("workbook in a zip", packed(book_dot_xlsx=plain), "기업.zip", fault="zip_without_workbook")
    yield Clumsy(
        "entities",
        changed(plain, lambda n, d: b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' + d if "sharedStrings" in n else d),
        "기업.xlsx",
        fault="entities",
    )
    yield Clumsy("word document", packed(word__document_dot_xml=b"<w/>"), "기업.xlsx", fault="format_unknown")
    yield Clumsy("pdf", b"%PDF-1.7\n", "기업.xlsx", fault="format_unknown")
    yield Clumsy("picture", b"\x89PNG\r\n\x1a\n" + bytes(99), "기업.xlsx", fault="format_unknown")
    yield Clumsy(
        "xml of an old office", b'<?xml version="1.0"?><Workbook/>', "기업.xls", fault="format_unknown"
    )
    yield Clumsy("old workbook that breaks off", making.xls()[:1200], "기업.xls", fault="file_damaged")
    yield Clumsy("too large", b"a,b\n" + bytes(1) + b"1" * (21 * 2**20), "기업.csv", fault="file_too_large")
