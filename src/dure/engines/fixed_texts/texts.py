"""Variables of a fixed text, what is wrong with it, and how long it is on the way.

Korean carriers count a short message in bytes of CP949 (KS X 1001 with its extension): a Latin letter is one,
a Korean one two; 90 bytes go as SMS, 2,000 as LMS. Letters outside CP949 do not arrive.
"""

import re
from collections.abc import Collection, Mapping
from typing import NamedTuple

SMS_BYTES, LMS_BYTES = 90, 2000
VARIABLE = re.compile(r"#\{([^#{}\n]{1,20})\}")
HALF = re.compile(r"#\{(?![^#{}\n]{1,20}\})[^\n]{0,20}")


class Fault(NamedTuple):
    """What is wrong with a text: a code and the words it is about."""

    code: str
    words: str = ""


def variables(text: str) -> list[str]:
    """The names between #{ and }, each once, in the order in which they stand."""
    return list(dict.fromkeys(VARIABLE.findall(text)))


def faults(text: str, *, known: Collection[str], needed: Collection[str]) -> list[Fault]:
    """Half-written variables, names nobody fills in, names that must stand there, letters and length."""
    named = variables(text)
    found = [Fault("variable_half", half) for half in HALF.findall(text)]
    found += [Fault("variable_unknown", name) for name in named if name not in known]
    found += [Fault("variable_missing", name) for name in needed if name not in named]
    if letters := unsendable(text):
        found.append(Fault("letters_unsendable", letters))
    if byte_length(text) > LMS_BYTES:
        found.append(Fault("text_over_lms", str(byte_length(text))))
    return found


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with every variable replaced once; what has no value stays as it is, values are never read again."""
    return VARIABLE.sub(lambda found: values.get(found.group(1)) or found.group(0), text)


def byte_length(text: str) -> int:
    """Bytes in CP949; a letter outside it counts two."""
    return sum(len(letter.encode("cp949", "ignore")) or 2 for letter in text)


def unsendable(text: str) -> str:
    """Letters that a short message cannot carry, each once."""
    return "".join(dict.fromkeys(letter for letter in text if not letter.encode("cp949", "ignore")))


def carried_as(text: str) -> str:
    """SMS, LMS, or nothing when it is too long or has letters that do not arrive."""
    if unsendable(text) or byte_length(text) > LMS_BYTES:
        return ""
    return "SMS" if byte_length(text) <= SMS_BYTES else "LMS"
