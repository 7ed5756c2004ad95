"""Korean identifiers: business and corporate numbers, telephone numbers, names of organisations."""

from dure.engines.identifiers.names import bigrams, name_key
from dure.engines.identifiers.numbers import (
    business_no,
    corporate_no_fault,
    mobile,
    phone,
    phone_digits,
    show_business_no,
    show_phone,
)

__all__ = [
    "bigrams",
    "business_no",
    "corporate_no_fault",
    "mobile",
    "name_key",
    "phone",
    "phone_digits",
    "show_business_no",
    "show_phone",
]
