"""Which column holds which field: by the words that offices use over their columns."""

import re
import unicodedata
from collections.abc import Mapping, Sequence

IN_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]|<[^>]*>")
GAPS = re.compile(r"[\W_]+")
SHORTEST_PART = 3


def header_key(text: str) -> str:
    """The letters by which a header is recognised: NFKC, lower case, without gaps and signs."""
    return GAPS.sub("", unicodedata.normalize("NFKC", text).lower())


def keys_of(header: str) -> tuple[str, ...]:
    """A header in the forms it may be known by: whole, without brackets, the last of its lines, inside brackets."""
    whole = unicodedata.normalize("NFKC", header)
    bare = IN_BRACKETS.sub(" ", whole)
    inside = " ".join(IN_BRACKETS.findall(whole))
    last = bare.strip().rpartition(" ")[2]
    forms = [header_key(whole), header_key(bare), header_key(last), header_key(inside)]
    return tuple(dict.fromkeys(form for form in forms if form))


def guess_columns(headers: Sequence[str], fields: Mapping[str, Sequence[str]]) -> dict[int, str]:
    """A field for each column whose header says so; each field once, the surest column first."""
    scored = []
    for place, header in enumerate(headers):
        for order, (field, synonyms) in enumerate(fields.items()):
            score = likeness(header, synonyms)
            if score:
                scored.append((-score, place, order, field))
    found: dict[int, str] = {}
    for _score, place, _order, field in sorted(scored):
        if place not in found and field not in found.values():
            found[place] = field
    return found


def likeness(header: str, synonyms: Sequence[str]) -> float:
    """How surely a header means a field: 0 not at all, 3 its very word; earlier synonyms are surer."""
    forms = keys_of(header)
    best = 0.0
    for order, synonym in enumerate(synonyms):
        key = header_key(synonym)
        surer = 1 - order / 1000
        for weight, form in zip((3.0, 2.6, 2.2, 1.8), forms, strict=False):
            if form == key:
                best = max(best, weight * surer)
        if len(key) >= SHORTEST_PART and forms and key in forms[0]:
            best = max(best, (1.0 + len(key) / len(forms[0]) / 2) * surer)
    return best
