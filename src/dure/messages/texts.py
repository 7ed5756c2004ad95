"""Filling templates in, counting bytes as a gateway does, and what the law wants beside an invitation."""

import string
from collections.abc import Mapping

from django.utils.translation import gettext as _

from dure.ledger.errors import Refused

SHORT, LONG = 90, 2000


def variables_of(text: str) -> list[str]:
    """What stands in braces, in order; Refused where a brace is open."""
    try:
        return [
            name for _text, name, _spec, _conversion in string.Formatter().parse(text) if name is not None
        ]
    except ValueError as error:
        raise Refused("template_brace_open") from error


def must_fit(text: str, allowed: tuple[str, ...]) -> None:
    """A text uses only what its template knows, and is short enough for a long message."""
    if not text.strip():
        raise Refused("template_empty")
    for name in variables_of(text):
        if name not in allowed:
            raise Refused("template_variable_unknown", name=name or "{}", known=", ".join(allowed))
    if byte_length(text) > LONG:
        raise Refused("template_too_long", limit=LONG)


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with its values; what has no value is refused, never sent empty."""
    for name in variables_of(text):
        if not values.get(name):
            raise Refused("template_value_missing", name=name)
    return text.format(**values)


def previewed(text: str, values: Mapping[str, str]) -> str:
    """The text with the values that are known; the others stay in their braces."""
    known = {name: values.get(name) or f"{{{name}}}" for name in variables_of(text)}
    return text.format(**known)


def byte_length(text: str) -> int:
    """Bytes as gateways in Korea count them: two for Hangul, one for ASCII (KS X 1001, CP949)."""
    return len(text.encode("cp949", "replace"))


def size_word(text: str) -> str:
    """Short message, long message, or too long."""
    size = byte_length(text)
    if size <= SHORT:
        return _("{size}바이트, 짧은 문자(SMS)").format(size=size)
    return _("{size}바이트, 긴 문자(LMS)").format(size=size)


def as_invitation(text: str, stop: str) -> str:
    """정보통신망법 제50조: an invitation says that it is one, and how to refuse it for nothing."""
    return f"(광고){text}\n무료 수신거부 {stop}"
