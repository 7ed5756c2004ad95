"""A title for a text that has none."""

import re

LONGEST = 40
GREETING = re.compile(
    r"^(안녕하세요|안녕하십니까|수고하십니다|저희는?|우리는?|こんにちは|您好|hello|hi)[\s,.!。、]*",
    re.IGNORECASE,
)
SENTENCE = re.compile(r"(?<=[.!?。！？])\s+|\n+")


def title_of(text: str) -> str:
    """The first telling sentence, cut at a word, without a greeting."""
    sentences = [GREETING.sub("", part.strip()) for part in SENTENCE.split(text.strip()[:2000])]
    told = next((part for part in sentences if len(part) >= 8), " ".join(sentences).strip())
    told = re.sub(r"\s+", " ", told).rstrip(".。 ")
    if len(told) <= LONGEST:
        return told
    cut = told[:LONGEST]
    return (cut.rsplit(" ", 1)[0] if " " in cut[LONGEST // 2 :] else cut) + "…"
