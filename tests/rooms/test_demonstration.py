"""The demonstration network: hand-written, complete, natural when filled, and as large as was reported."""

import re
from collections import Counter
from itertools import product

import pytest

from dure.demo.sources import DATA, evidence_lines, read, reported, tales
from dure.demo.telling import SHARES
from dure.engines.korean.particles import fill
from dure.network.seeds import fields

KNOWN_KINDS = set(SHARES)
PAIR = re.compile(r"[가-힣A-Za-z0-9)](이/가|을/를|은/는|과/와|\(으\)로)")


def fillings(tale, most=40):
    for values in list(product(*tale.slots.values()))[:most]:
        yield dict(zip(tale.slots, values, strict=True))


def test_there_are_enough_difficulties_of_every_kind_as_reported():
    assert len(tales()) >= 250
    counts = Counter(tale.kind for tale in tales())
    assert set(counts) == KNOWN_KINDS
    assert 0.2 < counts["MANAGEMENT"] / len(tales()) < 0.3
    assert 0.2 < counts["FINANCE"] / len(tales()) < 0.3


def test_codes_titles_and_words_are_each_told_once():
    assert len({tale.code for tale in tales()}) == len(tales())
    assert len({tale.title for tale in tales()}) == len(tales())
    texts = [text for tale in tales() for text in tale.texts]
    assert len(set(texts)) == len(texts)


@pytest.mark.parametrize("tale", tales(), ids=lambda tale: tale.code)
def test_every_filling_leaves_no_slot_and_no_open_particle(tale):
    known = {row["code"] for row in fields()}
    assert set(tale.fields) <= known
    templates = [tale.title, *tale.texts, tale.solution, tale.arose, tale.tried]
    templates += [each for visit in tale.visits for each in (visit["content"], visit.get("next_step", ""))]
    templates += list((tale.story or {}).values())
    for slots in fillings(tale):
        for template in templates:
            told = fill(template, **slots)
            assert "{" not in told, template
            assert not PAIR.search(told), told
        assert len(fill(tale.title, **slots)) <= 60


def test_no_difficulty_names_a_real_organisation():
    named = {name for names in reported()["firms"].values() for name in names}
    for tale in tales():
        assert not any(name in text for name in named for text in (tale.title, *tale.texts, tale.solution))


def test_every_field_has_its_words_in_four_languages():
    assert all(row[language] for row in fields() for language in ("ko", "en", "ja", "zh"))
    assert set(evidence_lines()) <= {row["code"] for row in fields()}


def test_there_are_enough_services_of_every_kind():
    services = read(DATA / "services.yaml")
    assert len(services) >= 150
    assert len({row["code"] for row in services}) == len(services)
    assert {need for row in services for need in row["needs"]} == KNOWN_KINDS
    assert {row["kind"] for row in services} == {"PROGRAMME", "AGENCY", "AUTHORITY", "HOTLINE", "POOL"}


@pytest.mark.slow
def test_whole_demonstration_is_as_large_as_was_reported_and_agrees_with_its_ledger(committed_db):
    from dure.cases.lifecycle import CASE
    from dure.cases.models import DifficultyCase, SolvedStory
    from dure.demo import load
    from dure.ledger.folding import all_differences
    from dure.ledger.sealing import check_seals
    from dure.network.models import Complex, ExpertProfile, Group, Organisation, Person

    load(lambda _what, _done, _total: None)
    assert Complex.objects.filter(pilot=True).count() == 7
    assert Group.objects.filter(kind="MINI_CLUSTER").count() == 48
    assert Organisation.objects.filter(kind="FIRM").count() == 2022
    assert ExpertProfile.objects.count() == 920
    assert DifficultyCase.objects.filter(state="SOLVED").count() == 1086
    opened = DifficultyCase.objects.filter(state__in=CASE.open_states())
    assert 120 <= opened.count() <= 220
    assert set(opened.values_list("state", flat=True)) == set(CASE.open_states()) - {"DRAFT"}
    assert set(DifficultyCase.objects.values_list("state", flat=True)) >= set(CASE.ends())
    assert SolvedStory.objects.filter(state="PUBLISHED").count() > 200
    invented = DifficultyCase.objects.exclude(title=reported()["lighttec"]["title"])
    assert not invented.filter(firm__reported=True).exists()
    assert not Person.objects.exclude(name__contains="○").exclude(name__contains="전문가").exists()
    assert not list(all_differences())
    assert not list(check_seals())
