"""The register: organisations are found as people write them, and only the right ones change it."""

from datetime import timedelta

import pytest
from django.db import connection

from dure.engines.identifiers import bigrams, business_no, name_key
from dure.engines.identifiers.numbers import NumberFault
from dure.ledger import clock
from dure.ledger.actors import SYSTEM
from dure.ledger.doors import recording
from dure.ledger.errors import NotFound, Refused
from dure.ledger.models import Entry
from dure.network.actions import block_party, register_organisation
from dure.network.actions.register import (
    change_post,
    correct_organisation,
    correct_person,
    end_post,
    enter_organisation,
    enter_person,
    keep_out,
    let_in,
    put_in_charge,
)
from dure.network.models import Block, Organisation, Post
from dure.network.queries.organisations import OrganisationFilter, by_number, of_name, organisations
from dure.network.rules import may_see_card

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "name",
    [
        "(주)새벽조명",
        "㈜새벽조명",
        "새벽조명 주식회사",
        "새벽 조명",
        "（주） 새벽-조명",
        "Saebyeok Co., Ltd.",
    ],
)
def test_name_key_is_the_same_in_database_and_engine(cast, name):
    cast.lighttec.name, cast.lighttec.name_en, cast.lighttec.products = name, "", ""
    with recording(by=SYSTEM):
        cast.lighttec.save()
    cast.lighttec.refresh_from_db()
    assert cast.lighttec.sought.strip(";") == name_key(name)
    assert bigrams(name_key(name))
    assert Organisation.objects.filter(sought__contains=name_key(name)).exists()


def test_search_of_names_uses_its_index(cast):
    rows = organisations(cast.as_("coordinator"), OrganisationFilter(words="새벽조명"))
    with connection.cursor() as cursor:
        cursor.execute("set local enable_seqscan = off")
    assert "network_org_sought" in rows.explain()


def test_of_name_tells_twins_from_longer_names(cast):
    with recording(by=SYSTEM):
        Organisation.objects.create(name="새벽조명기술")
        twin = Organisation.objects.create(name="새벽 조명 주식회사")
    assert set(of_name("㈜새벽조명")) == {cast.lighttec, twin}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("124-81-0099", "business_no_length"),
        ("124-81-00999", "business_no_checksum"),
        ("", "business_no_length"),
    ],
)
def test_business_no_says_what_is_wrong(text, code):
    with pytest.raises(NumberFault) as fault:
        business_no(text)
    assert fault.value.code == code
    assert business_no("124-81-00998") == "1248100998"


@pytest.mark.parametrize(
    ("who", "sees"),
    [("owner", True), ("coordinator", True), ("head", True), ("rival", False), ("gumi_coordinator", False),
     ("headquarters", False), ("expert", False), ("secretariat", False), ("officer", False)],
)  # fmt: skip
def test_card_is_for_the_firm_and_its_office(cast, who, sees):
    assert may_see_card(cast.as_(who), cast.lighttec) is sees


def test_card_is_closed_to_whom_the_firm_keeps_out(cast):
    block_party(firm=cast.lighttec, kind="PERSON", person=cast.people["coordinator"], by=SYSTEM)
    assert not may_see_card(cast.as_("coordinator"), cast.lighttec)
    with pytest.raises(NotFound):
        correct_organisation(organisation=cast.lighttec, by=cast.as_("coordinator"), name="다른 이름")


def test_telephone_finds_only_what_the_reader_may_see(cast):
    assert by_number(cast.as_("coordinator"), "010-1234-5678") == [cast.lighttec.pk]
    assert by_number(cast.as_("owner"), "010-1234-5678") == [cast.lighttec.pk]
    for who in ("gumi_coordinator", "rival", "expert", "headquarters"):
        assert by_number(cast.as_(who), "010-1234-5678") == []


def test_telephone_of_somebody_who_left_finds_nothing(cast):
    end_post(post=Post.objects.get(person=cast.people["owner"]), by=cast.as_("coordinator"))
    with recording(by=SYSTEM):
        cast.people["owner"].roles.all().delete()
    assert by_number(cast.as_("coordinator"), "010-1234-5678") == []


def test_registering_records_who_where_and_what(cast):
    made = enter_organisation(
        office=cast.gwangju,
        by=cast.as_("coordinator"),
        kind="FIRM",
        name="새솔기전",
        business_no="124-81-00998",
    )
    entry = Entry.objects.get(type="organisation.registered", touches__uid=made.pk)
    assert (entry.scope, entry.actor_uid) == (cast.gwangju.pk, cast.people["coordinator"].pk)
    assert "새솔기전" not in str(entry.payload)


def test_registering_twice_is_refused(cast):
    register_organisation(by=SYSTEM, name="새솔기전", office=cast.gumi, business_no="1248100998")
    with pytest.raises(Refused) as refused:
        enter_organisation(
            office=cast.gwangju, by=cast.as_("coordinator"), name="새솔", business_no="124-81-00998"
        )
    assert refused.value.code == "business_no_known"


def test_registering_for_another_office_is_refused(cast):
    with pytest.raises(Refused) as refused:
        enter_organisation(office=cast.gumi, by=cast.as_("coordinator"), name="새솔기전")
    assert refused.value.code == "office_not_yours"


def test_only_the_office_closes_a_firm(cast):
    with pytest.raises(Refused) as refused:
        correct_organisation(organisation=cast.lighttec, by=cast.as_("owner"), closed_on=clock.today())
    assert refused.value.code == "register_by_office_only"
    correct_organisation(organisation=cast.lighttec, by=cast.as_("coordinator"), closed_on=clock.today())
    assert not organisations(cast.as_("rival"), OrganisationFilter(words="새벽조명")).exists()
    assert organisations(cast.as_("coordinator"), OrganisationFilter(words="새벽조명", closed=True)).exists()


def test_coordinator_comes_from_the_same_office(cast):
    with pytest.raises(Refused) as refused:
        put_in_charge(
            organisation=cast.lighttec, coordinator=cast.people["gumi_coordinator"], by=cast.as_("head")
        )
    assert refused.value.code == "not_a_colleague"
    with pytest.raises(Refused):
        put_in_charge(organisation=cast.lighttec, coordinator=cast.people["colleague"], by=cast.as_("owner"))


@pytest.mark.parametrize("words", ["단비라이트", "(주)단비라이트", "단비 라이트"])
def test_named_party_is_the_registered_organisation(cast, words):
    block = keep_out(firm=cast.lighttec, kind="COMPETITOR", words=words, by=cast.as_("owner"))
    assert (block.organisation, block.words) == (cast.humanlight, "")
    assert cast.lighttec.pk in cast.as_("rival").blocked_by
    let_in(block=block, by=cast.as_("coordinator"))
    assert cast.lighttec.pk not in cast.as_("rival").blocked_by


def test_unknown_party_is_kept_by_its_words(cast):
    block = keep_out(firm=cast.lighttec, kind="OTHER", words=" 어느 회사 ", by=cast.as_("owner"))
    assert (block.organisation, block.words) == (None, "어느 회사")


def test_ambiguous_party_and_the_firm_itself_are_refused(cast):
    with recording(by=SYSTEM):
        Organisation.objects.create(name="(주)단비라이트")
    for words, code in (("단비라이트", "party_ambiguous"), ("새벽조명", "blocks_itself")):
        with pytest.raises(Refused) as refused:
            keep_out(firm=cast.lighttec, kind="OTHER", words=words, by=cast.as_("owner"))
        assert refused.value.code == code


def test_blocks_are_kept_by_the_firm_and_its_office_only(cast):
    block = keep_out(firm=cast.lighttec, kind="OTHER", words="단비라이트", by=cast.as_("coordinator"))
    for who in ("rival", "gumi_coordinator", "headquarters"):
        with pytest.raises(NotFound):
            let_in(block=block, by=cast.as_(who))
        with pytest.raises(NotFound):
            keep_out(firm=cast.lighttec, kind="OTHER", words="어느 곳", by=cast.as_(who))
    assert Block.objects.filter(cleared_at=None).count() == 1


def test_person_with_a_known_number_is_refused(cast):
    enter_person(organisation=cast.lighttec, by=cast.as_("owner"), name="류○○", phone="010-9999-0000")
    with pytest.raises(Refused) as refused:
        enter_person(organisation=cast.lighttec, by=cast.as_("coordinator"), name="류", phone="+821099990000")
    assert refused.value.code == "person_known"
    enter_person(organisation=cast.humanlight, by=cast.as_("coordinator"), name="류", phone="01099990000")


def test_title_changes_from_today_and_the_past_stays(cast):
    person = enter_person(organisation=cast.lighttec, by=cast.as_("owner"), name="류○○", title="주임")
    first = Post.objects.get(person=person)
    with clock.at(clock.now() + timedelta(days=30)):
        change_post(post=first, title="대리", by=cast.as_("owner"))
        held = Post.objects.filter(person=person).order_by("during")
        assert [post.title for post in held] == ["주임", "대리"]
        assert held[0].during.upper == held[1].during.lower == clock.today()


def test_contacts_are_corrected_without_telling_them_to_the_ledger(cast):
    person = cast.people["owner"]
    correct_person(person=person, by=cast.as_("coordinator"), phone="010 5555 6666", email="neu@example.kr")
    person.refresh_from_db()
    entry = Entry.objects.get(type="person.changed")
    assert person.phone == "+821055556666"
    assert entry.payload == {"fields": ["phone", "email"]}
    with pytest.raises(NotFound):
        correct_person(person=person, by=cast.as_("gumi_coordinator"), name="다른 이름")
