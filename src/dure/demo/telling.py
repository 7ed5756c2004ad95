"""Fills the hand-written difficulties for firms they fit, never the same words twice."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import product
from math import log10
from random import Random
from typing import Any

from dure.cases.actions import Told, Wording
from dure.demo.sources import Tale, tales
from dure.engines.korean.particles import fill
from dure.network.models import Organisation

SHARES = {
    "MANAGEMENT": 25, "FINANCE": 25, "TECHNOLOGY": 9, "QUALITY": 8, "EXPORT": 8, "MARKETING": 6, "LABOUR": 6,
    "SITE": 4, "INFRASTRUCTURE": 2, "IP_CERT": 4, "REGULATION": 3,
}  # fmt: skip
COUNTED = ("DAY", "PERSON", "COUNT", "MONTH")
LANGUAGES = {"en": "en", "ja": "ja", "zh": "zh-hans"}


@dataclass(frozen=True)
class Telling:
    """One difficulty in one firm's words."""

    tale: Tale
    slots: dict[str, str]
    words: str
    firm: Organisation

    @property
    def title(self) -> str:
        """The short title an office would write."""
        return self.put(self.tale.title)

    def put(self, template: str) -> str:
        """A template of the tale with this telling's slots."""
        return fill(template, **self.slots)

    def told(self, **more: Any) -> Told:
        """What the firm says."""
        tale = self.tale
        details = {
            "arose": self.put(tale.arose),
            "tried": self.put(tale.tried),
            "product": self.slots.get("product", ""),
        }
        return Told(text=self.words, **{**details, **more})

    def wordings(self) -> Iterator[Wording]:
        """The story for the knowledge base, Korean first, in every language it was written in."""
        for code, texts in {"ko": self.tale.story, **(self.tale.wordings or {})}.items():
            if texts is None:
                continue
            filled = {part: self.put(texts[part]) for part in ("title", "problem", "solution")}
            if code == "ko" or not any("{" in text or _korean(text) for text in filled.values()):
                yield Wording(language=LANGUAGES.get(code, code), **filled)

    def figure(self, dice: Random) -> Decimal | None:
        """A figure of the size this kind of solution brings, with two digits that count."""
        effect = self.tale.effect
        if effect is None:
            return None
        low, high = sorted((max(float(effect["low"]), 0.1), max(float(effect["high"]), 0.1)))
        value = low * (high / low) ** dice.random()
        if effect["unit"] in COUNTED:
            return Decimal(max(1, round(value)))
        places = 1 - int(log10(value)) if value >= 1 else 1
        return Decimal(str(round(value, places)))


@dataclass
class Teller:
    """Deals tellings out: kinds in their reported shares, the least told tale first."""

    dice: Random
    kinds_told: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    tales_told: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    firms_told: dict[Any, list[str]] = field(default_factory=lambda: defaultdict(list))
    _ways: dict[str, list[tuple[dict[str, str], str]]] = field(default_factory=dict)

    def telling(self, firms: Collection[Organisation], helpers: Collection[str] | None = None) -> Telling:
        """A difficulty nobody has told in these words, for one of these firms."""
        for kind in self._kinds_due():
            chosen = [
                tale
                for tale in tales()
                if tale.kind == kind and (helpers is None or tale.helper in helpers) and self._has_words(tale)
            ]
            self.dice.shuffle(chosen)
            for tale in sorted(chosen, key=lambda tale: self.tales_told[tale.code])[:12]:
                if firm := self._firm_for(tale, firms):
                    return self._tell(tale, firm)
        raise LookupError("no difficulty is left to tell")

    def _kinds_due(self) -> list[str]:
        return sorted(SHARES, key=lambda kind: (self.kinds_told[kind] + 1) / SHARES[kind])

    def _firm_for(self, tale: Tale, firms: Collection[Organisation]) -> Organisation | None:
        fitting = [
            firm
            for firm in firms
            if firm.trade in tale.trades and not firm.reported and tale.code not in self.firms_told[firm.pk]
        ]
        if not fitting:
            return None
        least = min(len(self.firms_told[firm.pk]) for firm in fitting)
        return self.dice.choice([firm for firm in fitting if len(self.firms_told[firm.pk]) == least])

    def _tell(self, tale: Tale, firm: Organisation) -> Telling:
        slots, words = self._words_left(tale).pop()
        self.kinds_told[tale.kind] += 1
        self.tales_told[tale.code] += 1
        self.firms_told[firm.pk].append(tale.code)
        return Telling(tale, slots, words, firm)

    def _has_words(self, tale: Tale) -> bool:
        return bool(self._words_left(tale))

    def _words_left(self, tale: Tale) -> list[tuple[dict[str, str], str]]:
        if tale.code not in self._ways:
            ways = [
                (slots, fill(text, **slots))
                for values in product(*tale.slots.values())
                for slots in [dict(zip(tale.slots, values, strict=True))]
                for text in tale.texts
            ]
            self.dice.shuffle(ways)
            self._ways[tale.code] = list({words: (slots, words) for slots, words in ways}.values())
        return self._ways[tale.code]


def _korean(text: str) -> bool:
    return any("가" <= letter <= "힣" for letter in text)
