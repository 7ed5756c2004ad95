"""Makes clumsy workbooks: packages, sheets, bombs."""

import io
import struct
import zipfile
from collections.abc import Callable
from datetime import date
from typing import Any

import xlsxwriter
import xlwt
from openpyxl import Workbook, load_workbook

from dure.engines.identifiers.numbers import business_check_digit


def number_of(serial: int) -> str:
    """A business number with a right check digit in a tax district that does not exist."""
    nine = f"99986{serial:04d}"
    return nine + business_check_digit(nine)


def shown(number: str) -> str:
    return f"{number[:3]}-{number[3:5]}-{number[5:]}"


HEAD = ["회사명", "사업자번호", "대표자", "전화", "주소"]
FIRMS = [
    ["(주)가람정밀", shown(number_of(1)), "강○○", "062-000-1001", "광주 북구 첨단로 1"],
    ["나루전자", shown(number_of(2)), "나○○", "062-000-1002", "광주 북구 첨단로 2"],
    ["㈜다솜테크", shown(number_of(3)), "도○○", "010-0000-1003", "광주 북구 첨단로 3"],
]


def book(fill: Callable[[Any, Any], None], **options: Any) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, **options}) as made:
        fill(made, made.add_worksheet("기업"))
    return out.getvalue()


def table(*rows: list[Any], at: int = 0) -> bytes:
    def fill(_book: Any, sheet: Any) -> None:
        for line, row in enumerate(rows):
            sheet.write_row(at + line, 0, row)

    return book(fill)


def text(*rows: list[str], by: str = ",", encoding: str = "utf-8", end: str = "\r\n") -> bytes:
    return end.join(by.join(row) for row in rows).encode(encoding)


def changed(content: bytes, change: Callable[[str, bytes], bytes | None], **added: bytes) -> bytes:
    """The package once more with its parts changed, left out, or others added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for each in old.infolist():
            data = change(each.filename, old.read(each.filename))
            if data is not None:
                new.writestr(each.filename, data)
        for name, data in added.items():
            new.writestr(name.replace("__", "/"), data)
    return out.getvalue()


def packed(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in parts.items():
            made.writestr(name.replace("__", "/").replace("_dot_", "."), data)
    return out.getvalue()


def ole(stream: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + stream.encode("utf-16-le") + bytes(1024)


def kept(_name: str, data: bytes) -> bytes:
    return data


def xls() -> bytes:
    made = xlwt.Workbook(encoding="utf-8")
    sheet = made.add_sheet("기업")
    for line, row in enumerate([HEAD, *FIRMS]):
        for column, value in enumerate(row):
            sheet.write(line, column, value)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def far() -> bytes:
    def fill(_book: Any, sheet: Any) -> None:
        for line, row in enumerate([HEAD, *FIRMS]):
            sheet.write_row(12 + line, 9, row)

    return book(fill)


def hidden() -> bytes:
    def fill(made: Any, sheet: Any) -> None:
        for line, row in enumerate([HEAD, *FIRMS]):
            sheet.write_row(line, 0, row)
        made.add_worksheet("코드표").hide()

    return book(fill)


def only_hidden() -> bytes:
    def fill(made: Any, _sheet: Any) -> None:
        hidden = made.add_worksheet("숨김")
        for line, row in enumerate([HEAD, *FIRMS]):
            hidden.write_row(line, 0, row)
        hidden.hide()

    return book(fill)


def picture() -> bytes:
    from PIL import Image

    picture = io.BytesIO()
    Image.new("RGB", (8, 8)).save(picture, "PNG")
    return book(lambda _b, s: s.insert_image("A1", "p.png", {"image_data": picture}))


def chart() -> bytes:
    def fill(made: Any, sheet: Any) -> None:
        for line, row in enumerate([HEAD, *FIRMS]):
            sheet.write_row(line, 0, row)
        chart = made.add_chart({"type": "bar"})
        chart.add_series({"values": "=기업!$B$2:$B$4"})
        made.add_chartsheet("그림").set_chart(chart)

    return book(fill)


def since_1904() -> bytes:
    def fill(made: Any, sheet: Any) -> None:
        sheet.write_row(0, 0, ["회사명", "접수일"])
        sheet.write(1, 0, "가람")
        sheet.write_datetime(1, 1, date(2026, 3, 5), made.add_format({"num_format": "yyyy-mm-dd"}))

    return book(fill, date_1904=True)


def dated() -> bytes:
    def fill(made: Any, sheet: Any) -> None:
        sheet.write_row(0, 0, ["회사명", "접수일"])
        sheet.write(1, 0, "가람")
        sheet.write_datetime(1, 1, date(2026, 3, 5), made.add_format({"num_format": 'yyyy"년" m"월" d"일"'}))

    return book(fill)


def several() -> bytes:
    def fill(made: Any, sheet: Any) -> None:
        for line, row in enumerate([HEAD, *FIRMS]):
            sheet.write_row(line, 0, row)
        people = made.add_worksheet("사람")
        people.write_row(0, 0, ["이름", "회사명", "직위", "휴대폰"])
        people.write_row(1, 0, ["담○○", "나루전자", "과장", "010-0000-2001"])

    return book(fill)


def without_places(name: str, data: bytes) -> bytes:
    import re

    return re.sub(rb'(<c|<row) r="[A-Z0-9]+"', rb"\1", data) if "sheet1" in name else data


def formatted() -> bytes:
    def fill(made: Any, sheet: Any) -> None:
        for line, row in enumerate([HEAD, *FIRMS]):
            sheet.write_row(line, 0, row)
        blue = made.add_format({"bg_color": "#ddeeff"})
        for line in range(10, 30_000, 3):
            sheet.write_blank(line, 0, None, blue)

    return book(fill)


def openpyxl_formulas() -> bytes:
    made = Workbook()
    sheet = made.active
    sheet.append(HEAD)
    sheet.append(["가람", '="101"&"8100014"', "강○○", "", ""])
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def with_error(name: str, data: bytes) -> bytes:
    return (
        data.replace(b'<c r="B2"><v>1</v></c>', b'<c r="B2" t="e"><v>#N/A</v></c>')
        if "sheet1" in name
        else data
    )


def merged_down() -> bytes:
    def fill(made: Any, sheet: Any) -> None:
        sheet.write_row(0, 0, ["회사명", "담당자", "휴대폰"])
        sheet.merge_range(1, 0, 3, 0, "(주)가람정밀")
        for line in range(1, 4):
            sheet.write_row(line, 1, [f"담당{line}", f"010-0000-000{line}"])

    return book(fill)


def two_rows() -> bytes:
    def fill(made: Any, sheet: Any) -> None:
        sheet.merge_range(0, 0, 0, 4, "입주기업 담당자 명단")
        sheet.merge_range(1, 0, 2, 0, "회사명")
        sheet.merge_range(1, 1, 1, 2, "담당자")
        sheet.merge_range(1, 3, 2, 3, "주소")
        sheet.write_row(2, 1, ["이름", "휴대폰"])
        sheet.write_row(3, 0, ["가람", "담○○", "010-0000-0001", "광주"])
        sheet.write_row(4, 0, ["나루", "당○○", "010-0000-0002", "광주"])

    return book(fill)


def million() -> bytes:
    rows = b"".join(b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (n, n) for n in range(1, 1_000_001))
    return changed(
        table(["회사명"]),
        lambda name, data: (
            b"<worksheet><sheetData>" + rows + b"</sheetData></worksheet>" if "sheet1" in name else data
        ),
    )


def far_end(name: str, data: bytes) -> bytes:
    last = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    return data.replace(b"</sheetData>", last) if "sheet1" in name else data


def bomb(plain: bytes) -> bytes:
    return changed(plain, kept, xl__media__a=bytes(210 * 2**20))


def lying_bomb(plain: bytes) -> bytes:
    content = bytearray(bomb(plain))
    told = struct.pack("<I", 210 * 2**20)
    at = content.find(told)
    while at >= 0:
        content[at : at + 4] = struct.pack("<I", 100)
        at = content.find(told, at + 1)
    return bytes(content)


def damaged(plain: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(plain)) as archive:
        part = archive.getinfo("xl/worksheets/sheet1.xml")
    start = part.header_offset + 30 + len(part.filename) + 20
    return plain[:start] + bytes(byte ^ 0x5A for byte in plain[start : start + 60]) + plain[start + 60 :]


def sheets_of(content: bytes) -> dict[str, list[list[Any]]]:
    """A workbook read by somebody else's reader."""
    made = load_workbook(io.BytesIO(content))
    return {sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in made}
