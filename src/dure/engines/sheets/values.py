"""What is meant by a cell: days, counts, telephone and business numbers, yes and no, however they were typed."""

import re
from datetime import date, timedelta

from dure.engines.identifiers import business_no, phone
from dure.engines.identifiers.numbers import NumberFault
from dure.engines.sheets.faults import SheetFault

SHORTENED = re.compile(r"[\d.]+e[+]?\d+", re.IGNORECASE)
SERIAL_FROM, SERIAL_TO = 18_264, 73_050
EPOCH = date(1899, 12, 30)
DAY = re.compile(
    r"'?(?P<year>\d{4}|\d{2})\s*[-./년·]\s*(?P<month>\d{1,2})\s*(?:[-./월·]\s*(?:(?P<day>\d{1,2})\s*[일.]?)?)?"
    r"(?:\s*\(?[월화수목금토일]\)?(?:요일)?)?(?:\s+(?:오전|오후)?\s*\d{1,2}:\d{2}(?::\d{2})?)?"
)
SOLID = re.compile(r"(\d{4})(\d{2})(\d{2})")
WITHOUT_YEAR = re.compile(r"\d{1,2}\s*[-./월]\s*\d{1,2}\s*일?")
YES = frozenset(
    {
        "예",
        "네",
        "y",
        "yes",
        "o",
        "ㅇ",
        "○",
        "〇",
        "●",
        "v",
        "✓",
        "✔",
        "1",
        "true",
        "동의",
        "공개",
        "함",
        "해당",
    }
)
NO = frozenset(
    {"아니오", "아니요", "n", "no", "x", "×", "0", "false", "미동의", "비공개", "안함", "해당없음", "-"}
)


def day_meant(text: str) -> date:
    """A day from 2026.3.5, 26년 3월 (its first day), 20260305 or the number a sheet counts days by."""
    plain = text.strip()
    if plain.replace(".", "", 1).isdigit() and SERIAL_FROM <= float(plain) <= SERIAL_TO:
        return EPOCH + timedelta(days=int(float(plain)))
    found = SOLID.fullmatch(plain)
    parts = found.groups() if found else None
    if parts is None and (told := DAY.fullmatch(plain)):
        parts = (told["year"], told["month"], told["day"] or "1")
    if parts is None:
        if WITHOUT_YEAR.fullmatch(plain):
            raise SheetFault("day_without_year", value=short(plain))
        raise SheetFault("day_unreadable", value=short(plain))
    year = int(parts[0])
    if len(parts[0]) == 2:
        year += 2000 if year < 70 else 1900
    try:
        return date(year, int(parts[1]), int(parts[2]))
    except ValueError:
        raise SheetFault("day_impossible", value=short(plain)) from None


def count_meant(text: str) -> int:
    """A whole number: 1,200명, 약 30, 12.0."""
    found = re.fullmatch(r"(?:약|총)?\s*(-?[\d,]+)(?:\.0+)?\s*[명인곳건개년회]?", text.strip())
    if found is None or not found[1].strip(",-"):
        raise SheetFault("count_unreadable", value=short(text))
    number = int(found[1].replace(",", ""))
    if number < 0:
        raise SheetFault("count_unreadable", value=short(text))
    return number


def phone_meant(text: str) -> str:
    """A telephone number in E.164; the zero that a sheet took away comes back; of several the first."""
    must_be_whole(text)
    first = re.split(r"[\n,;/]|\s{2,}", text.strip())[0].strip()
    digits = re.sub(r"[\s()\-.–—·]", "", first)
    if digits.isdigit() and not digits.startswith("0") and _lacks_zero(digits):
        first = f"0{digits}"
    try:
        return phone(first)
    except NumberFault as fault:
        raise SheetFault(fault.code, value=short(text), **fault.found) from None


def _lacks_zero(digits: str) -> bool:
    """Mobile, area and internet numbers without their first digit; 1588-… and the like never had one."""
    mobile = digits[0] == "1" and digits[1:2] in tuple("016789") and len(digits) in (9, 10)
    area = digits[0] in "23456" and 8 <= len(digits) <= 10
    internet = digits.startswith(("70", "50")) and len(digits) in (10, 11)
    return mobile or area or internet


def business_no_meant(text: str) -> str:
    """Ten right digits; a number that a sheet shortened to 1.23E+09 is lost and has to be typed again."""
    must_be_whole(text)
    try:
        return business_no(text)
    except NumberFault as fault:
        raise SheetFault(fault.code, value=short(text), **fault.found) from None


def yes_meant(text: str) -> bool:
    """예, O, ✓ or 아니오, X."""
    plain = text.strip().lower().replace(" ", "")
    if plain in YES:
        return True
    if plain in NO:
        return False
    raise SheetFault("yes_or_no", value=short(text))


def must_be_whole(text: str) -> None:
    """Refuse digits that a sheet has rounded away."""
    if SHORTENED.fullmatch(text.strip().replace(" ", "")):
        raise SheetFault("number_shortened", value=short(text))


def short(text: str) -> str:
    """The beginning of what was typed, for a message."""
    plain = " ".join(text.split())
    return plain if len(plain) <= 30 else f"{plain[:29]}…"
