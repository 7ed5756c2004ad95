"""Particles follow the sound, whatever a name ends in."""

import pytest

from dure.engines.korean.particles import attach, fill


@pytest.mark.parametrize(
    ("word", "pair", "said"),
    [
        ("새벽조명", "이/가", "새벽조명이"),
        ("한국광기술원(주)", "은/는", "한국광기술원(주)은"),
        ("ETRI", "이/가", "ETRI가"),
        ("LED", "을/를", "LED를"),
        ("서울", "으로/로", "서울로"),
        ("창원", "으로/로", "창원으로"),
        ("3", "이/가", "3이"),
        ("", "이/가", "가"),
    ],
)
def test_particle_follows_the_sound(word, pair, said):
    assert attach(word, pair) == said


def test_fill_leaves_unknown_slots_alone():
    assert fill("{firm}이/가 {x}을/를 물었습니다.", firm="단비") == "단비가 {x}을/를 물었습니다."
