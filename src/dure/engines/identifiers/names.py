"""Names of organisations as they are searched: one form for (주), ㈜ and 주식회사, without gaps."""

import re
import unicodedata

LEGAL_FORMS = (
    r"\(주\)|\(유\)|\(재\)|\(사\)|\(합\)|주식회사|유한책임회사|유한회사|재단법인|사단법인"
    r"|co\.?,? *ltd\.?|corporation|corp\.|inc\.|ltd\."
)
GAPS = r"[\s.,()·&'\"/_|-]+"


def name_key(text: str) -> str:
    """The letters by which a name is found: NFKC, lower case, no legal form, no gaps; may be empty."""
    plain = unicodedata.normalize("NFKC", text).lower()
    return re.sub(GAPS, "", re.sub(LEGAL_FORMS, "", plain))


def bigrams(key: str) -> list[str]:
    """Every pair of neighbouring letters once, sorted; what a key of two letters or more contains."""
    return sorted({key[at : at + 2] for at in range(len(key) - 1)})
