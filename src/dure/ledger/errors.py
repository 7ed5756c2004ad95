"""The family of errors that people are told about.

DureError
├── Refused    a rule said no: a code with parameters
├── NotFound   there is no such thing, or this reader may not know of it
├── Clash      somebody else changed the same thing in between
└── BadInput   what was sent cannot be read, field by field
"""

from collections.abc import Mapping, Sequence
from typing import Any


class DureError(Exception):
    """What one place turns into a page, a fragment or a JSON problem."""

    status = 500

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


class Refused(DureError):
    """A rule said no; `allowed` names the steps that are possible instead."""

    status = 409

    def __init__(self, code: str, *, allowed: Sequence[str] = (), **params: Any) -> None:
        super().__init__(code, **params)
        self.allowed = tuple(allowed)


class NotFound(DureError):
    """Missing, or not this reader's to know of: the answer is the same."""

    status = 404

    def __init__(self, code: str = "not_found", **params: Any) -> None:
        super().__init__(code, **params)


class Clash(DureError):
    """Two people at once: the later one is told and loses nothing."""

    status = 409


class BadInput(DureError):
    """What was sent cannot be read; `fields` names each field with what is wrong."""

    status = 422

    def __init__(self, code: str = "bad_input", *, fields: Sequence[Mapping[str, str]] = ()) -> None:
        super().__init__(code)
        self.fields = tuple(fields)
