"""What was sent, as this API takes it: no numbers that are none, no characters a text cannot keep."""

import json
from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.utils.datastructures import MultiValueDict
from ninja.parser import Parser

from dure.ledger.errors import BadInput

NUL = "\x00"


class Reading(Parser):
    """Reads bodies and queries."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        """The JSON of a body; ValueError when it is none."""
        found: dict[str, Any] = json.loads(request.body, parse_constant=_refuse)
        for text in _texts(found):
            text.encode()
            if NUL in text:
                _refuse("NUL")
        return found

    def parse_querydict(
        self, data: MultiValueDict[str, Any], list_fields: list[str], request: HttpRequest
    ) -> dict[str, Any]:
        """The fields of a query or form."""
        for name, values in data.lists():
            if any(isinstance(value, str) and NUL in value for value in (name, *values)):
                raise BadInput(fields=({"field": name.replace(NUL, ""), "code": "unreadable"},))
        return super().parse_querydict(data, list_fields, request)


def _texts(found: Any) -> Iterator[str]:
    waiting = [found]
    while waiting:
        each = waiting.pop()
        if isinstance(each, str):
            yield each
        elif isinstance(each, dict):
            waiting += [*each.keys(), *each.values()]
        elif isinstance(each, list):
            waiting += each


def _refuse(constant: str) -> Any:
    raise ValueError(constant)
