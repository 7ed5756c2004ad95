"""Korean identifiers: business and corporate numbers, telephone numbers."""

from dure.engines.identifiers.numbers import (
    business_no,
    corporate_no_fault,
    phone,
    phone_digits,
    show_business_no,
    show_phone,
)

__all__ = ["business_no", "corporate_no_fault", "phone", "phone_digits", "show_business_no", "show_phone"]
