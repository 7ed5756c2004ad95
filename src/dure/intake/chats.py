"""Messenger exports as people send them: KakaoTalk's text files of telephone and desktop.

Known lines: desktop `[이름] [오후 2:13] 말`, Android `2026년 11월 25일 오후 2:13, 이름 : 말`, iPhone `2026. 11. 25. 오후 2:13, 이름 : 말`,
day lines `--------------- 2026년 11월 25일 수요일 ---------------`. Anything else continues the line before.
"""

import re
from dataclasses import dataclass

from dure.ledger.errors import Refused

ENCODINGS = ("utf-8-sig", "cp949")
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
LONGEST = 2_000_000
MOST_LINES = 200
DESKTOP = re.compile(r"^\[(?P<who>[^\]]{1,80})\] \[(?P<when>(?:오전|오후|AM|PM)[^\]]{1,12})\] (?P<said>.*)$")
MOBILE = re.compile(
    r"^(?P<day>\d{4}(?:년|\.) ?\d{1,2}(?:월|\.) ?\d{1,2}(?:일|\.)) (?P<when>(?:오전|오후) \d{1,2}:\d\d),"
    r" (?P<who>[^:]{1,80}?) ?: (?P<said>.*)$"
)
DAY = re.compile(r"^-{5,} *(?P<day>\d{4}년 \d{1,2}월 \d{1,2}일)[^-]*-{5,}$")


@dataclass(frozen=True)
class Saying:
    """One message of a chat."""

    day: str
    when: str
    who: str
    said: str


def decoded(raw: bytes) -> str:
    """The words of a text file in whatever encoding it came; Refused where none fits."""
    if len(raw) > LONGEST:
        raise Refused("chat_too_long", limit=LONGEST // 1_000_000)
    for encoding in ("utf-16",) if raw.startswith(UTF_16) else ENCODINGS:
        try:
            text = raw.decode(encoding)
        except (UnicodeDecodeError, UnicodeError):
            continue
        if "\x00" not in text:
            return text
    raise Refused("chat_unreadable")


def sayings(text: str) -> list[Saying]:
    """The messages of an exported chat in order; empty where it is no export known here."""
    found: list[Saying] = []
    day = ""
    for line in text.splitlines():
        if marked := DAY.match(line):
            day = marked["day"]
        elif told := MOBILE.match(line):
            found.append(Saying(told["day"], told["when"], told["who"].strip(), told["said"]))
        elif told := DESKTOP.match(line):
            found.append(Saying(day, told["when"], told["who"], told["said"]))
        elif found and line.strip():
            last = found[-1]
            found[-1] = Saying(last.day, last.when, last.who, f"{last.said}\n{line}")
    return found


def readable(text: str) -> str:
    """A chat as one reads it: the last messages, each with its speaker; any other text as it is."""
    told = sayings(text)
    if not told:
        return text.strip()
    lines, day = [], ""
    for each in told[-MOST_LINES:]:
        if each.day != day:
            day = each.day
            lines.append(day)
        lines.append(f"{each.who} ({each.when}): {each.said}")
    return "\n".join(lines)
