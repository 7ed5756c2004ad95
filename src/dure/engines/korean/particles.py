"""Chooses Korean particles by the sound a word ends in."""

import re

PAIRS = {
    "이/가": ("이", "가"),
    "은/는": ("은", "는"),
    "을/를": ("을", "를"),
    "과/와": ("과", "와"),
    "아/야": ("아", "야"),
    "이라/라": ("이라", "라"),
    "이나/나": ("이나", "나"),
    "이에요/예요": ("이에요", "예요"),
    "으로/로": ("으로", "로"),
    "(으)로": ("으로", "로"),
}
FORM = re.compile(r"\{(\w+)\}((?:" + "|".join(map(re.escape, PAIRS)) + ")?)")
DIGIT_FINALS = {"0": "ㅇ", "1": "ㄹ", "3": "ㅁ", "6": "ㄱ", "7": "ㄹ", "8": "ㄹ"}
LETTER_FINALS = dict(zip("lmnbckpt", "ㄹㅁㄴㅂㄱㄱㅂㅅ", strict=True))
SPOKEN_LETTERS = {"L": "ㄹ", "M": "ㅁ", "N": "ㄴ", "R": "ㄹ"}
UNIT = re.compile(
    r"\d\s?(%|℃|°C|[mckn\u03bcu]?m|[km]?g|t|k?V|[kM]?W|kWh|m?A|[kMG]?Hz|m?[lL]|ℓ|[kM]?Pa|bar|rpm|ppm)$"
)
UNIT_FINALS = {"kg": "ㅁ", "mg": "ㅁ", "g": "ㅁ", "t": "ㄴ", "rpm": "ㅁ", "ppm": "ㅁ"}
UNIT_FINALS |= dict.fromkeys(("Pa", "kPa", "MPa"), "ㄹ")
SHORT_END = re.compile(r"(?:^|[^aeiou])[aeiou][bckpt]$")


def final_of(word: str) -> str:
    """The final consonant a word is spoken with ("" for a vowel); brackets at its end are silent."""
    spoken = re.sub(r"\([^()]*\)$", "", word.strip()) or word
    if unit := UNIT.search(spoken):
        return UNIT_FINALS.get(unit.group(1), "")
    spoken = re.sub(r"[^\w가-힣]+$", "", spoken)
    if not spoken:
        return ""
    last = spoken[-1]
    if "가" <= last <= "힣":
        return _syllable_final(last)
    if last.isdigit():
        return DIGIT_FINALS.get(last, "")
    if re.search(r"[A-Z]+$", spoken):
        return SPOKEN_LETTERS.get(last, "")
    return _english_final(spoken.lower())


def _english_final(word: str) -> str:
    if word.endswith(("le", "me", "ne")):
        return LETTER_FINALS[word[-2]]
    if word[-1] in "lmn" or SHORT_END.search(word):
        return LETTER_FINALS[word[-1]]
    return ""


def _syllable_final(syllable: str) -> str:
    index = (ord(syllable) - 0xAC00) % 28
    if index == 0:
        return ""
    return "ㄹ" if index == 8 else "ㄱ"


def attach(word: str, pair: str) -> str:
    """The word with the fitting particle of a pair such as 은/는."""
    closed, open_ = PAIRS[pair]
    final = final_of(word)
    if pair in ("으로/로", "(으)로"):
        return word + (open_ if final in ("", "ㄹ") else closed)
    return word + (closed if final else open_)


def fill(template: str, **slots: str) -> str:
    """A template with its slots filled, `{slot}이/가` with the fitting particle; unknown slots stay."""

    def put(found: re.Match[str]) -> str:
        name, pair = found.group(1), found.group(2)
        if name not in slots:
            return found.group(0)
        return attach(slots[name], pair) if pair else slots[name]

    return FORM.sub(put, template)
