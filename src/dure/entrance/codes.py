"""What is reckoned and never stored: the digits of a code, and the mark of an address.

The digits are those of RFC 4226, section 5.3, over HMAC-SHA256 of the key of the row; the secret is derived by Django's
salted_hmac. Whoever reads the database learns neither digits nor addresses.
"""

from uuid import UUID

from django.utils.crypto import constant_time_compare, salted_hmac

DIGITS = 6


def digits_of(key: UUID) -> str:
    """The six digits that open a code."""
    mac = salted_hmac("dure.entrance.digits", key.bytes, algorithm="sha256").digest()
    start = mac[-1] & 0x0F
    number = int.from_bytes(mac[start : start + 4]) & 0x7FFFFFFF
    return f"{number % 10**DIGITS:0{DIGITS}}"


def agree(key: UUID, told: str) -> bool:
    """Whether somebody knows the digits, in the same time whatever was told."""
    return constant_time_compare(digits_of(key), told)


def mark_of(address: str) -> str:
    """By what an address is counted without being written down."""
    return salted_hmac("dure.entrance.address", address, algorithm="sha256").hexdigest()
