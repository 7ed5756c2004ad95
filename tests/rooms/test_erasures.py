"""파기: gone for good, at the head's word only, with a journal outside the database."""

import pytest
from django.db import connection

from dure.cases import actions as act
from dure.ledger.erasures import noted_erasures
from dure.ledger.errors import NotFound, Refused
from dure.ledger.models import Entry
from dure.network.actions import record_consent
from dure.network.actions.erasures import NAMELESS, erase_person
from dure.network.actions.register import correct_person
from dure.network.models import Account, Person, Post

pytestmark = pytest.mark.django_db


@pytest.fixture
def journal(settings, tmp_path):
    settings.ERASURES = tmp_path / "erasures.jsonl"
    return settings.ERASURES


@pytest.fixture
def owner(cast):
    person = cast.people["owner"]
    correct_person(person=person, phone="+821012345678", email="dawn@example.kr", by=cast.as_("owner"))
    record_consent(
        of=person, purpose="SERVICE", agreed=True, source="PAPER", basis="동의서", by=cast.as_("head").actor
    )
    act.send_case(firm=cast.lighttec, told=act.Told(text="물이 샙니다"), by=cast.as_("owner"))
    Account.objects.filter(person=person).update(email="sign-in@example.kr")
    return Person.objects.get(pk=person.pk)


def words_about(person):
    """Every text of every table that is about somebody."""
    with connection.cursor() as cursor:
        cursor.execute("select table_name from information_schema.tables where table_schema = 'public'")
        tables = [row[0] for row in cursor.fetchall()]
        found = {}
        for table in tables:
            cursor.execute(f'select count(*) from "{table}" t where t::text like %s', [f"%{person}%"])  # noqa: S608
            found[table] = cursor.fetchone()[0]
    return {table for table, count in found.items() if count}


def test_nothing_that_identifies_somebody_is_left(cast, owner, journal):
    email, phone = owner.account.email, owner.phone
    assert words_about(email)
    assert words_about(phone)
    erase_person(person=owner, ground="WISH", by=cast.as_("head"))
    for each in (email, phone, "dawn@example.kr", "동의서"):
        assert words_about(each) == set()
    owner.refresh_from_db()
    assert owner.name == NAMELESS
    account = Account.objects.get(person=owner)
    assert (account.is_active, account.has_usable_password()) == (False, False)
    assert not Post.objects.filter(person=owner, during__endswith=None).exists()
    assert cast.lighttec.cases.count() == 1
    entry = Entry.objects.get(type="person.erased")
    assert entry.payload == {"ground": "WISH"}


def test_what_was_erased_is_noted_outside_without_what_stood_there(cast, owner, journal):
    phone = owner.phone
    erase_person(person=owner, ground="WISH", by=cast.as_("head"))
    text = journal.read_text()
    noted = {erasure.table: erasure for erasure in noted_erasures(text)}
    assert noted["network_person"].key == str(owner.pk)
    assert noted["network_person"].columns["phone"] == ""
    assert {"network_account", "network_post"} <= set(noted)
    assert phone not in text
    lines = len(text.splitlines())
    erase_person(person=owner, ground="WISH", by=cast.as_("head"))
    assert len(journal.read_text().splitlines()) == lines
    assert Entry.objects.filter(type="person.erased").count() == 1


def test_expert_leaves_the_network(cast, journal):
    expert = cast.people["expert"]
    erase_person(person=expert, ground="WISH", by=cast.as_("head"))
    expert.expert.refresh_from_db()
    assert (expert.expert.published, expert.expert.about) == (False, "")
    assert Entry.objects.filter(type="expert.withdrawn").exists()


@pytest.mark.parametrize("who", ["coordinator", "owner", "gumi_coordinator", "headquarters", "rival"])
def test_nobody_but_the_head_erases(who, cast, owner, journal):
    with pytest.raises(NotFound):
        erase_person(person=owner, ground="WISH", by=cast.as_(who))
    assert not journal.exists()


def test_who_still_serves_hands_over_first(cast, journal):
    colleague = cast.people["colleague"]
    from dure.network.actions import give_post

    give_post(person=colleague, organisation=cast.lighttec, by=cast.as_("head").actor)
    with pytest.raises(Refused, match="person_still_serves"):
        erase_person(person=colleague, ground="WISH", by=cast.as_("head"))
    colleague.refresh_from_db()
    assert colleague.erased_on is None
    assert not journal.exists()
