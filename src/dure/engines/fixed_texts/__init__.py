"""Fixed texts with named variables, as carriers inspect them: #{기업명}; their length as telephones count it."""

from dure.engines.fixed_texts.texts import (
    LMS_BYTES,
    SMS_BYTES,
    Fault,
    byte_length,
    carried_as,
    faults,
    filled,
    unsendable,
    variables,
)

__all__ = [
    "LMS_BYTES",
    "SMS_BYTES",
    "Fault",
    "byte_length",
    "carried_as",
    "faults",
    "filled",
    "unsendable",
    "variables",
]
