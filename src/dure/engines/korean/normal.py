"""Brings what people type into one form: width, case, repetition, markup, broken characters."""

import re
import unicodedata

LONGEST = 200_000
MARKUP = re.compile(r"<!--.*?-->|</?[a-zA-Z][^<>]{0,400}>|&(?:[a-zA-Z]{2,8}|#\d{1,6});", re.DOTALL)
REPEATED = re.compile(r"([^\d\s])\1{2,}")
LONE_JAMO = re.compile(r"[ㄱ-ㅎㅏ-ㅣ]+")
BLANK = re.compile(r"\s+")
INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn"}


def normal(text: str, longest: int = LONGEST) -> str:
    """Text in NFKC, lower case, one blank at most, without markup, control characters and lone jamo."""
    cut = MARKUP.sub(" ", text[: longest * 2])
    folded = unicodedata.normalize("NFKC", cut).lower()[:longest]
    clean = "".join(" " if unicodedata.category(sign) in INVISIBLE else sign for sign in folded)
    return BLANK.sub(" ", LONE_JAMO.sub(" ", REPEATED.sub(r"\1\1", clean))).strip()
