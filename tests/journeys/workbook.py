"""The workbook of an office of five: 300 firms, their people, experts and open difficulties, as clumsy as such books are."""

import io
from typing import Any

from tests.clumsy import number_of
from xlsxwriter import Workbook

FIRMS, EXPERTS, CASES = 300, 6, 12
TRADES = ("도금", "사출", "금형", "주조", "조명", "광학", "전자", "용접", "가공", "포장")
NEEDS = (
    "도금한 면이 벗겨집니다", "사출품 표면이 탑니다", "용접 뒤에 휩니다", "열이 빠지지 않습니다",
    "인증을 어떻게 받는지 모르겠습니다", "사람을 구하기 어렵습니다",
)  # fmt: skip


def clumsy_workbook() -> bytes:
    """Titles above, headers in two rows, merged cells, numbers without their zero, days as text, a row of sums."""
    out = io.BytesIO()
    with Workbook(out, {"in_memory": True, "strings_to_numbers": False}) as book:
        bold = book.add_format({"bold": True})
        _firms(book.add_worksheet("기업현황"), bold)
        _experts(book.add_worksheet("전문가"))
        _cases(book.add_worksheet("진행중 애로"))
        book.add_worksheet("Sheet4")
    return out.getvalue()


def _firms(sheet: Any, bold: Any) -> None:
    sheet.merge_range(0, 0, 0, 9, "2026년 입주기업 현황 (내부용)", bold)
    sheet.write(1, 0, "작성: 2026.11.20.")
    sheet.merge_range(2, 0, 3, 0, "연번", bold)
    for column, name in enumerate(("업체명", "사업자등록번호", "대표자", "주생산품"), start=1):
        sheet.merge_range(2, column, 3, column, name, bold)
    sheet.merge_range(2, 5, 2, 7, "담당자", bold)
    for column, name in enumerate(("담당자명", "휴대폰", "직급"), start=5):
        sheet.write(3, column, name, bold)
    sheet.merge_range(2, 8, 3, 8, "개인정보 동의일", bold)
    sheet.merge_range(2, 9, 3, 9, "우리 담당", bold)
    for place in range(FIRMS):
        row = 4 + place
        number = number_of(place + 1)
        sheet.write_number(row, 0, place + 1)
        sheet.write(row, 1, f"(주){TRADES[place % 10]}{place + 1:03d}")
        sheet.write(row, 2, f"{number[:3]}-{number[3:5]}-{number[5:]}")
        sheet.write(row, 3, f"대표{place + 1}")
        sheet.write(row, 4, f"{TRADES[place % 10]} 부품")
        sheet.write(row, 5, f"담당{place + 1}")
        sheet.write_number(row, 6, 1_030_000_000 + place)
        sheet.write(row, 7, "과장" if place % 3 else "대표")
        sheet.write(row, 8, f"26.{place % 9 + 1}.{place % 27 + 1}" if place % 4 else "")
        sheet.write(row, 9, "박이음" if place % 2 else "이나루")
    sheet.write(4 + FIRMS, 1, "합계")
    sheet.write_number(4 + FIRMS, 0, FIRMS)


def _experts(sheet: Any) -> None:
    for column, name in enumerate(("성명", "소속기관", "전공", "연락처", "동의일")):
        sheet.write(0, column, name)
    for place in range(EXPERTS):
        told = (
            f"전문{place + 1}",
            "무등대학교" if place % 2 else "빛고을연구원",
            f"{TRADES[place]} 공정과 불량",
        )
        for column, words in enumerate((*told, f"010-4000-{place:04d}", "2026년 1월 5일")):
            sheet.write(place + 1, column, words)


def _cases(sheet: Any) -> None:
    for column, name in enumerate(("업체명", "애로사항", "접수일자", "진행상태")):
        sheet.write(0, column, name)
    for place in range(CASES):
        told = (
            f"{TRADES[place % 10]}{place + 1:03d}",
            f"{NEEDS[place % 6]} ({place + 1})",
            "2026.11.2",
            "접수",
        )
        for column, words in enumerate(told):
            sheet.write(place + 1, column, words)
