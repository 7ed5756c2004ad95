"""Suggestions: what is found, for whom, why, and how soon."""

import logging
from datetime import timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from dure.cases import actions as act
from dure.cases.models import DifficultyCase, SolvedStory
from dure.engines.retrieval.index import BusyError
from dure.ledger import clock
from dure.ledger.actors import SYSTEM
from dure.ledger.doors import recording
from dure.ledger.errors import NotFound
from dure.matching import documents as d
from dure.matching.checks import index_faults
from dure.matching.indexing import Indexer, rebuild_index
from dure.matching.keys import keys_of
from dure.matching.queries import candidates, suggest
from dure.matching.rules import must_seek_helpers
from dure.matching.sentences import LABELS, VALUES, sentence
from dure.matching.shelves import reader, shelf
from dure.network.actions import block_party, close_service, register_service
from dure.network.actions.experts import add_evidence
from dure.network.models import ExpertProfile, NeedKind, Organisation
from dure.network.queries.blocks import blocks, kept_out
from dure.network.standing import NOBODY, SYSTEM_STANDING

pytestmark = pytest.mark.django_db
NEED = "조명 바의 회로가 복잡하고 방열이 되지 않아 밝기가 떨어집니다."
SECRET = "황금두꺼비합금"


@pytest.fixture
def indexer(cast, settings, tmp_path):
    settings.INDEX_ROOT = tmp_path / "index"
    indexer = Indexer()
    while indexer.turn():
        continue
    yield indexer
    indexer.close()


def sent(cast, text, firm="lighttec", by="owner", **told):
    return act.send_case(firm=getattr(cast, firm), told=act.Told(text=text, **told), by=cast.as_(by))


def solved(cast, text="네온 대신 쓰는 조명 바의 회로를 단순하게 하고 방열 구조를 바꿈", helper="expert"):
    case = sent(cast, text)
    by = cast.as_("coordinator")
    act.take_up_case(case=case, kind=NeedKind.objects.get(code="TECHNOLOGY"), by=by)
    referral = act.ask_helper(case=case, helper=act.Helper(person=cast.people[helper]), by=by)
    act.accept_referral(referral=referral, by=cast.as_(helper))
    act.begin_work(referral=referral, by=cast.as_(helper))
    act.confirm_solution(case=case, by=cast.as_("owner"), note="됩니다")
    return DifficultyCase.objects.get(pk=case.pk)


def published(cast, case, *languages):
    by = cast.as_("coordinator")
    told = {"ko": ("조명 바의 회로를 간단히", "조명 바의 회로가 복잡하고 방열이 되지 않았다.", "한 단으로 줄였다."),
            "en": ("A simpler circuit for a light bar", "The circuit was complex and overheated.", "One stage.")}  # fmt: skip
    story = act.draft_story(case=case, wording=act.Wording(*told["ko"]), by=by)
    act.approve_story(case=case, by=cast.as_("owner"))
    act.publish_story(case=case, by=cast.as_("head"))
    for language in languages:
        act.translate_story(story=story, wording=act.Wording(*told[language], language=language), by=by)
    return SolvedStory.objects.get(pk=story.pk)


def told(found):
    """Everything a reader learns from suggestions, scores included."""
    return {
        sort: [
            (str(row.id), row.title, row.score, row.quote, row.meta, [sentence(each) for each in row.reasons])
            for row in getattr(found, sort)
        ]
        for sort in ("cases", "experts", "organisations", "services")
    }


def test_suggestions_name_experts_with_reasons(cast, indexer):
    found = suggest(NEED, cast.as_("owner"))
    assert {row.id for row in found.experts} == {cast.people["expert"].pk, cast.people["second_expert"].pk}
    codes = {reason.code for reason in found.experts[0].reasons}
    assert {"words", "has_time"} <= codes
    assert "방열" in sentence(found.experts[0].reasons[0])
    assert found.experts[0].quote == "조명 회로와 방열"
    assert {row.id for row in found.organisations} == {cast.kopti.pk, cast.kumoh.pk}
    assert found.organisations[0].reasons[0].code == "experts_there"


def test_services_are_found_by_what_they_say(cast, indexer):
    found = suggest("운전자금이 급합니다", cast.as_("owner"))
    assert [row.title for row in found.services] == ["운전자금 융자"]
    assert found.kind == "FINANCE"
    assert [reason.code for reason in found.services[0].reasons] == ["words", "need_kind"]


def test_closed_services_and_those_not_yet_open_are_left_out(cast, indexer):
    tomorrow = clock.today() + timedelta(days=1)
    later = {"code": "LATER", "kind": "PROGRAMME", "name": "다음 융자", "text": "급한 운전자금"}
    register_service(by=SYSTEM, open_during=DateRange(tomorrow, None), **later)
    close_service(service=cast.service, by=SYSTEM)
    indexer.turn()
    assert suggest("운전자금이 급합니다", cast.as_("owner")).services == []


def test_every_reason_has_words(cast, indexer):
    assert set(LABELS) == set(VALUES)


@pytest.mark.parametrize("text", ["", "   ", "!!!", "\x00", "ㅋㅋㅋㅋ", "<script>alert(1)</script>"])
def test_texts_that_say_nothing_find_nothing(cast, indexer, text):
    assert not suggest(text, cast.as_("owner"))


def test_ten_megabytes_are_answered_by_their_beginning(cast, indexer):
    assert told(suggest(NEED + " 가나다라" * 800_000, cast.as_("owner")))["experts"]


def test_markup_counts_for_nothing(cast, indexer):
    plain, marked = (suggest(text, cast.as_("owner")) for text in (NEED, f"<p class='은행'>{NEED}</p>"))
    assert told(plain) == told(marked)


def test_foreign_cases_are_neither_shown_nor_felt(cast, indexer):
    readers = [
        "owner",
        "rival",
        "gumi_owner",
        "gumi_coordinator",
        "expert",
        "officer",
        "headquarters",
        "body",
    ]
    text = f"{NEED} {SECRET} 배합"
    before = {name: told(suggest(text, cast.as_(name))) for name in readers}
    for number in range(5):
        sent(cast, f"{SECRET} 배합이 갈라집니다. 조명 바 회로 방열 {number}", firm="humanlight", by="rival")
    indexer.turn()
    assert any(f"case:{case.pk}" in reader().ids() for case in DifficultyCase.objects.all())
    assert len(suggest(SECRET, cast.as_("coordinator")).cases) == 5
    for name in set(readers) - {"rival"}:
        assert told(suggest(text, cast.as_(name))) == before[name], name
    assert told(suggest(text, NOBODY)) == told(suggest(NEED + " 배합", NOBODY))


def test_firm_finds_its_own_earlier_case(cast, indexer):
    case = sent(cast, f"{SECRET} 배합이 갈라집니다")
    indexer.turn()
    assert [row.id for row in suggest(SECRET, cast.as_("owner")).cases] == [case.pk]
    assert [row.id for row in suggest(SECRET, cast.as_("colleague")).cases] == [case.pk]


def test_office_staff_blocked_by_a_firm_do_not_find_its_case(cast, indexer):
    sent(cast, f"{SECRET} 배합이 갈라집니다")
    indexer.turn()
    block_party(firm=cast.lighttec, kind="PERSON", person=cast.people["colleague"], by=SYSTEM)
    assert "office:" in "".join(keys_of(cast.as_("colleague")))
    assert suggest(SECRET, cast.as_("colleague")).cases == []
    assert len(suggest(SECRET, cast.as_("coordinator")).cases) == 1


def test_published_story_is_found_by_every_firm_and_names_its_solver(cast, indexer):
    story = published(cast, solved(cast))
    indexer.turn()
    found = suggest(NEED, cast.as_("gumi_owner"))
    assert [(row.type, row.id) for row in found.cases] == [("story", story.pk)]
    assert found.cases[0].url == f"/stories/{story.pk}"
    assert found.experts[0].id == cast.people["expert"].pk
    assert "solved_similar" in {reason.code for reason in found.experts[0].reasons}
    assert found.kind == "TECHNOLOGY"


def test_solver_of_a_case_without_story_is_not_told_to_other_firms(cast, indexer):
    solved(cast)
    indexer.turn()
    for who, knows in (("gumi_owner", False), ("coordinator", True)):
        codes = {each.code for row in suggest(NEED, cast.as_(who)).experts for each in row.reasons}
        assert ("solved_similar" in codes) is knows, who


def test_story_is_found_in_each_of_its_languages(cast, indexer):
    story = published(cast, solved(cast), "en")
    indexer.turn()
    found = suggest("Our light bar circuit overheated", cast.as_("gumi_owner"))
    assert [row.id for row in found.cases] == [story.pk]
    assert found.cases[0].title == "조명 바의 회로를 간단히"
    assert "overheated" in found.cases[0].quote


def test_rewritten_story_is_gone_until_the_firm_agrees(cast, indexer):
    case = solved(cast)
    published(cast, case)
    indexer.turn()
    act.draft_story(case=case, wording=act.Wording("새 제목", "회로", "방열"), by=cast.as_("coordinator"))
    indexer.turn()
    assert suggest(NEED, cast.as_("gumi_owner")).cases == []


def test_blocked_parties_are_never_suggested(cast, indexer):
    everybody = suggest(NEED, cast.as_("owner"))
    assert len(everybody.experts) == len(everybody.organisations) == 2
    block_party(firm=cast.lighttec, kind="OTHER", organisation=cast.kopti, by=SYSTEM)
    found = suggest(NEED, cast.as_("owner"))
    assert [row.id for row in found.experts] == [cast.people["second_expert"].pk]
    assert [row.id for row in found.organisations] == [cast.kumoh.pk]
    assert len(suggest(NEED, cast.as_("rival")).experts) == 2
    for_firm = suggest(NEED, cast.as_("coordinator"), firm_id=cast.lighttec.pk)
    assert [row.id for row in for_firm.experts] == [cast.people["second_expert"].pk]


def test_staff_of_another_office_learn_nothing_of_whom_a_firm_blocks(cast, indexer):
    block_party(firm=cast.lighttec, kind="OTHER", organisation=cast.kopti, by=SYSTEM)
    asked, plain = (
        suggest(NEED, cast.as_("gumi_coordinator"), firm_id=key) for key in (cast.lighttec.pk, None)
    )
    assert told(asked) == told(plain)
    assert len(asked.experts) == 2


@pytest.mark.parametrize("alike", ["corporate_group", "head_name", "address"])
def test_kept_out_agrees_with_the_rule_for_one(cast, alike):
    with recording(by=SYSTEM):
        for each in (cast.kopti, cast.humanlight):
            Organisation.objects.filter(pk=each.pk).update(**{alike: "한울"})
    block_party(firm=cast.lighttec, kind="COMPETITOR", organisation=cast.humanlight, by=SYSTEM)
    out = kept_out([cast.lighttec.pk])
    for each in Organisation.objects.exclude(pk=cast.lighttec.pk):
        assert (each.pk in out.organisations) == blocks(cast.lighttec.pk, organisation=each)
    for name, person in cast.people.items():
        if name != "owner":
            assert (person.pk in out.people) >= blocks(cast.lighttec.pk, person=person), name
    assert cast.people["expert"].pk in out.people


def test_names_given_only_in_words_are_kept_out(cast, indexer):
    block_party(firm=cast.lighttec, kind="OTHER", words="빛고을광연구소", by=SYSTEM)
    found = suggest(NEED, cast.as_("owner"))
    assert [row.id for row in found.experts] == [cast.people["second_expert"].pk]


def test_experts_away_or_full_come_last_and_that_is_said(cast, indexer):
    until = clock.today() + timedelta(days=9)
    with recording(by=SYSTEM):
        ExpertProfile.objects.filter(person=cast.people["expert"]).update(available=False, away_until=until)
    found = suggest(NEED, cast.as_("owner"))
    assert [row.id for row in found.experts] == [cast.people["second_expert"].pk, cast.people["expert"].pk]
    assert found.experts[1].reasons[-1].params == {"until": until.isoformat()}
    with recording(by=SYSTEM):
        ExpertProfile.objects.filter(person=cast.people["second_expert"]).update(capacity=0)
    last = {row.id: row.reasons[-1] for row in suggest(NEED, cast.as_("coordinator")).experts}
    assert (last[cast.people["second_expert"].pk].code, last[cast.people["expert"].pk].code) == (
        "full",
        "away",
    )


def test_only_staff_are_told_how_much_an_expert_has_to_do(cast, indexer):
    case = sent(cast, NEED)
    act.take_up_case(case=case, kind=NeedKind.objects.get(code="TECHNOLOGY"), by=cast.as_("coordinator"))
    act.ask_helper(case=case, helper=act.Helper(person=cast.people["expert"]), by=cast.as_("coordinator"))
    for who, params in (("gumi_owner", {}), ("gumi_coordinator", {"count": 1})):
        found = {row.id: row for row in suggest(NEED, cast.as_(who)).experts}
        assert found[cast.people["expert"].pk].reasons[-1].params == params


def test_index_is_fresh_without_rebuild(cast, indexer):
    profile = ExpertProfile.objects.get(person=cast.people["expert"])
    assert suggest("은나노코팅", cast.as_("owner")).experts == []
    add_evidence(expert=profile, kind="PAPER", text="은나노코팅 두께를 재었다", by=cast.as_("expert"))
    assert indexer.turn()
    assert not indexer.turn()
    assert [row.id for row in suggest("은나노코팅", cast.as_("owner")).experts] == [cast.people["expert"].pk]


def test_index_is_rebuilt_while_it_is_read_and_written(cast, indexer):
    before = told(suggest(NEED, cast.as_("owner")))
    with shelf().rebuild() as beside:
        assert told(suggest(NEED, cast.as_("owner"))) == before
        case = sent(cast, f"{SECRET} 배합이 갈라집니다")
        indexer.turn()
        assert [row.id for row in suggest(SECRET, cast.as_("owner")).cases] == [case.pk]
        beside.commit("0/")
    assert told(suggest(NEED, cast.as_("owner")))["experts"] == []
    while indexer.turn():
        continue
    assert rebuild_index() == len(reader().ids())
    assert told(suggest(NEED, cast.as_("owner")))["experts"] == before["experts"]
    assert not list(index_faults())


def test_index_of_another_ledger_is_made_anew(cast, indexer):
    with shelf().rebuild() as beside:
        beside.commit("7/00000000-0000-0000-0000-000000000000")
    assert "another ledger" in next(index_faults())
    assert indexer.turn()
    assert not indexer.turn()
    assert not list(index_faults())


def test_writer_of_an_index_that_is_gone_begins_anew(cast, indexer):
    for _ in range(3):
        rebuild_index()
    case = sent(cast, f"{SECRET} 배합이 갈라집니다")
    assert indexer.turn()
    assert [row.id for row in suggest(SECRET, cast.as_("owner")).cases] == [case.pk]


def test_only_one_process_writes(cast, indexer):
    with pytest.raises(BusyError):
        shelf().writer()
    assert Indexer().turn() is False


def test_check_names_what_is_missing_and_what_is_too_much(cast, indexer):
    profile = ExpertProfile.objects.get(person=cast.people["expert"])
    assert not list(index_faults())
    with recording(by=SYSTEM):
        ExpertProfile.objects.filter(pk=profile.pk).update(published=False)
    assert list(index_faults()) == [f"index: expert:{profile.pk} has no row that may be found"]
    with recording(by=SYSTEM):
        Organisation.objects.create(kind="UNIVERSITY", name="새벽대")
    assert any("is missing" in fault for fault in index_faults())
    sent(cast, NEED)
    assert "behind" in next(index_faults())


def test_candidates_mark_who_was_asked_and_lead_to_the_step(cast, indexer):
    case = sent(cast, NEED)
    by = cast.as_("coordinator")
    act.take_up_case(case=case, kind=NeedKind.objects.get(code="TECHNOLOGY"), by=by)
    act.ask_helper(case=case, helper=act.Helper(person=cast.people["expert"]), by=by)
    indexer.turn()
    case = DifficultyCase.objects.get(pk=case.pk)
    found = candidates(case, by)
    marked = {each.of.id: each for each in found.experts}
    assert marked[cast.people["expert"].pk].asked == "ASKED"
    second = marked[cast.people["second_expert"].pk]
    assert second.step == f"/cases/{case.number}/referral?person={second.of.id}"
    assert all(each.of.id != case.pk for each in found.cases)
    assert found.ranked()[0].of.score >= found.ranked()[-1].of.score


def test_candidates_are_for_office_secretariat_and_firm(cast, indexer):
    case = sent(cast, NEED)
    for who in ("coordinator", "head", "owner"):
        must_seek_helpers(cast.as_(who), case)
    for who in ("rival", "gumi_coordinator", "expert", "headquarters"):
        with pytest.raises(NotFound):
            must_seek_helpers(cast.as_(who), case)


def test_typed_texts_are_not_logged(cast, indexer, caplog):
    caplog.set_level(logging.DEBUG)
    suggest(f"{SECRET} {NEED}", cast.as_("owner"))
    assert SECRET not in caplog.text


def test_keys_follow_the_standing(cast):
    assert keys_of(NOBODY) == keys_of(SYSTEM_STANDING) == d.OPEN
    assert keys_of(cast.as_("owner")) == {*d.OPEN, f"firm:{cast.lighttec.pk}"}
    assert f"secretariat:{cast.optics.pk}" in keys_of(cast.as_("secretariat"))
