"""Reading and showing numbers of firms and telephones; a fault is a code, not a sentence."""

import re

import phonenumbers
from stdnum.exceptions import ValidationError
from stdnum.kr import brn

MOBILE = (phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE)


class NumberFault(ValueError):
    """What is wrong with a number: `code` and what was found."""

    def __init__(self, code: str, **found: int | str) -> None:
        super().__init__(code)
        self.code = code
        self.found = found


def business_no(text: str) -> str:
    """Ten digits of a business registration number with a right check digit (국세청 checksum, weights 137137135)."""
    digits = re.sub(r"\D", "", text)
    if len(digits) != 10:
        raise NumberFault("business_no_length", digits=len(digits))
    try:
        brn.validate(digits)
    except ValidationError:
        raise NumberFault("business_no_structure") from None
    if business_check_digit(digits[:9]) != digits[9]:
        raise NumberFault("business_no_checksum")
    return digits


def business_check_digit(nine: str) -> str:
    """The tenth digit of a business number: weights 1 3 7 1 3 7 1 3 5, and the tens of the last product."""
    numbers = [int(digit) for digit in nine]
    total = sum(weight * digit for weight, digit in zip((1, 3, 7, 1, 3, 7, 1, 3, 5), numbers, strict=True))
    return str(-(total + numbers[8] * 5 // 10) % 10)


def corporate_no_fault(text: str) -> str | None:
    """A warning about a corporate number: length or check digit (weights 1, 2 alternating); None when right."""
    digits = re.sub(r"\D", "", text)
    if len(digits) != 13:
        return "corporate_no_length"
    total = sum(int(d) * (1 + i % 2) for i, d in enumerate(digits[:12]))
    return None if (10 - total % 10) % 10 == int(digits[12]) else "corporate_no_checksum"


def phone(text: str, region: str = "KR") -> str:
    """A telephone number in E.164; raises NumberFault when it can be none."""
    try:
        parsed = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        raise NumberFault("phone_unreadable") from None
    if not phonenumbers.is_possible_number(parsed):
        raise NumberFault("phone_length", digits=len(re.sub(r"\D", "", text)))
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)


def mobile(text: str) -> str:
    """The number of a mobile telephone in E.164, which short messages reach; raises NumberFault for any other."""
    number = phone(text)
    if phonenumbers.number_type(phonenumbers.parse(number)) not in MOBILE:
        raise NumberFault("phone_not_mobile")
    return number


def phone_digits(text: str) -> str:
    """The digits by which a number is searched: without country code and leading zero."""
    digits = re.sub(r"\D", "", text)
    digits = digits.removeprefix("82")
    return digits.lstrip("0")


def show_phone(e164: str) -> str:
    """A number as Koreans write it, 010-1234-5678; foreign ones in international form."""
    try:
        parsed = phonenumbers.parse(e164, "KR")
    except phonenumbers.NumberParseException:
        return e164
    form = phonenumbers.PhoneNumberFormat
    return phonenumbers.format_number(
        parsed, form.NATIONAL if parsed.country_code == 82 else form.INTERNATIONAL
    )


def show_business_no(digits: str) -> str:
    """123-45-67890."""
    return f"{digits[:3]}-{digits[3:5]}-{digits[5:]}" if len(digits) == 10 else digits
