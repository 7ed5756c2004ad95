"""Numbers with their unit, and the codes of parts and standards, each as one word."""

import re
from collections.abc import Iterator
from typing import NamedTuple

SPELLINGS = {
    "inch": "인치 inch", "hp": "마력 hp", "도": "℃ °c 도", "t": "톤 ton t",
    "kg": "킬로그램 킬로 kg", "g": "그램 g", "mg": "밀리그램 mg",
    "mm": "밀리미터 밀리 mm", "cm": "센티미터 센티 cm", "m": "미터 m", "km": "킬로미터 km",
    "um": "마이크로미터 마이크론 미크론 um μm", "nm": "나노미터 나노 nm",
    "v": "볼트 v", "kv": "킬로볼트 kv", "a": "암페어 a", "ma": "ma",
    "w": "와트 w", "kw": "킬로와트 kw", "mw": "메가와트 mw", "kwh": "kwh",
    "hz": "헤르츠 hz", "khz": "khz", "mhz": "mhz", "ghz": "ghz", "db": "데시벨 db",
    "bar": "bar", "pa": "pa", "kpa": "kpa", "mpa": "메가파스칼 mpa", "rpm": "rpm",
    "ppm": "ppm", "ppb": "ppb", "l": "리터 l", "ml": "밀리리터 ml", "%": "퍼센트 프로 %", "파이": "파이 φ",
}  # fmt: skip
UNITS = {spelling: unit for unit, spellings in SPELLINGS.items() for spelling in spellings.split()}
NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)?"
UNIT = "|".join(sorted(map(re.escape, UNITS), key=len, reverse=True))
MEASURE = re.compile(rf"(?<![\w.])({NUMBER})\s?({UNIT})(?![a-z0-9])")
SERIES = "iso|iatf|iec|ks|astm|en|jis|din|ul|ip|sus|sts|al|adc|as|ce|mil-std|haccp|gmp|scm|skd|sm|sc"
CODE = re.compile(rf"(?<![a-z0-9])(?:(?:{SERIES})[\s-]?[a-z]?\d[a-z0-9]*|[a-z]+(?:-[a-z]+)*-?\d[a-z0-9-]*)")


class Measure(NamedTuple):
    """One such word and where it stands."""

    word: str
    start: int
    end: int


def measures(text: str) -> Iterator[Measure]:
    """The measures and codes of a normalised text: 12 인치 → 12inch, ISO 9001 → iso9001."""
    for found in MEASURE.finditer(text):
        number = found.group(1).replace(",", "")
        yield Measure(number + UNITS[found.group(2)], found.start(), found.end())
    for found in CODE.finditer(text):
        yield Measure(re.sub(r"[\s-]", "", found.group()), found.start(), found.end())
