"""How one value is written: weekdays, money, telephone numbers, by language."""

import phonenumbers

from dure.engines.identifiers import show_phone

WEEKDAYS = {
    "ko": "월화수목금토일",
    "ja": "月火水木金土日",
    "zh": "一二三四五六日",
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}
MONTHS_EN = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
SECRECY = {"public": 1, "member": 2, "members": 2, "case_team": 3, "office": 4, "office_only": 4}
MYRIAD = {
    "ko": ("조", "억", "만", " 원"),
    "ja": ("兆", "億", "万", "ウォン"),
    "zh": ("万亿", "亿", "万", "韩元"),
}


def full_won(amount: int, language: str) -> str:
    """Every digit of an amount in won."""
    return (
        f"KRW {amount:,}"
        if language == "en"
        else f"{amount:,}{MYRIAD.get(language, MYRIAD['ko'])[3].strip()}"
    )


def short_won(amount: int, language: str) -> str:
    """Myriads in Korean, Japanese and Chinese; thousands, millions and billions in English."""
    sign, rest = ("-" if amount < 0 else ""), abs(amount)
    if language == "en":
        for size, word in ((10**12, " trillion"), (10**9, " billion"), (10**6, " million")):
            if rest >= size:
                return f"KRW {sign}{rest / size:,.2f}".rstrip("0").rstrip(".") + word
        return f"KRW {sign}{rest:,}"
    units = MYRIAD.get(language, MYRIAD["ko"])
    if rest < 10_000:
        return f"{sign}{rest:,}{units[3]}"
    parts = [(rest // 10**12, units[0]), (rest // 10**8 % 10**4, units[1]), (rest // 10**4 % 10**4, units[2])]
    shown = [f"{count:,}{unit}" for count, unit in parts if count]
    return sign + (" " if language == "ko" else "").join(shown[:2]) + units[3]


def phone(number: str, language: str) -> str:
    """010-1234-5678 for a Korean number on a Korean page, +82 10-1234-5678 elsewhere."""
    if language == "ko":
        return show_phone(number)
    try:
        parsed = phonenumbers.parse(number, "KR")
    except phonenumbers.NumberParseException:
        return number
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
