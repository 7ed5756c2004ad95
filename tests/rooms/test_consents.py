"""What people agree to and refuse: each purpose apart, the newest said holds, the source is kept."""

from datetime import timedelta

import pytest

from dure.ledger import clock
from dure.ledger.errors import Refused
from dure.ledger.models import Entry
from dure.network.actions import record_consent
from dure.network.actions.register import enter_person
from dure.network.models import PersonalConsent
from dure.network.privacy import told
from dure.network.queries.consents import agrees, consents_of, history_of_consents

pytestmark = pytest.mark.django_db


@pytest.fixture
def say(cast):
    def said(purpose, *, agreed, of=None, **more):
        told = {"source": "CALL", "by": cast.as_("coordinator").actor, **more}
        return record_consent(of=of or cast.people["owner"], purpose=purpose, agreed=agreed, **told)

    return said


def test_purposes_are_kept_apart_with_day_and_source(cast, say):
    say("SERVICE", agreed=True)
    say("INVITATION", agreed=False, basis="전화로 말함")
    found = consents_of(cast.people["owner"])
    assert [(p, c.agreed, c.source) for p, c in found.items()] == [
        ("SERVICE", True, "CALL"),
        ("INVITATION", False, "CALL"),
    ]
    assert found["INVITATION"].said_on == clock.today()
    assert found["INVITATION"].recorded_by == cast.people["coordinator"]


def test_newest_said_holds_also_when_an_older_one_comes_in_later(cast, say):
    yesterday = clock.today() - timedelta(days=1)
    say("INVITATION", agreed=False)
    say("INVITATION", agreed=True, on=yesterday, source="IMPORT", basis="명단 2025")
    assert agrees("INVITATION", person=cast.people["owner"], organisation=None) is False
    assert len(history_of_consents(cast.people["owner"])) == 2


def test_collection_is_shown_with_the_person_and_goes_when_it_is_taken_back(cast, say):
    owner = cast.people["owner"]
    say("COLLECTION", agreed=True)
    owner.refresh_from_db()
    assert (owner.consented_on, owner.consent_basis) == (clock.today(), "CALL")
    say("COLLECTION", agreed=False)
    owner.refresh_from_db()
    assert (owner.consented_on, owner.consent_basis) == (None, "")


def test_same_said_twice_on_a_day_is_kept_once(cast, say):
    assert say("SERVICE", agreed=True) == say("SERVICE", agreed=True)
    assert PersonalConsent.objects.count() == 1


def test_day_to_come_and_unknown_purpose_are_refused(cast, say):
    with pytest.raises(Refused, match="consent_in_future"):
        say("SERVICE", agreed=True, on=clock.today() + timedelta(days=1))
    with pytest.raises(Refused, match="consent_kind_unknown"):
        say("NEWS", agreed=True)
    assert not PersonalConsent.objects.exists()


def test_refusal_holds_for_the_same_telephone_under_another_name(cast, say):
    cast.lighttec.phone = cast.people["owner"].phone
    say("SERVICE", agreed=False)
    assert (
        agrees("SERVICE", person=None, organisation=cast.lighttec, phone=cast.people["owner"].phone) is False
    )
    assert agrees("SERVICE", person=None, organisation=cast.lighttec) is None


def test_agreement_of_another_at_the_same_number_is_nobody_elses(cast, say):
    say("INVITATION", agreed=True)
    phone = cast.people["owner"].phone
    assert agrees("INVITATION", person=cast.people["rival"], organisation=None, phone=phone) is None


def test_events_carry_codes_and_no_words(cast, say):
    say("INVITATION", agreed=False, basis="전화로 강하게 말함")
    entry = Entry.objects.get(type="consent.taken_back")
    assert set(entry.payload) == {"purpose", "source", "on"}
    assert "전화로" not in str(entry.payload)


def test_person_is_registered_with_only_what_was_agreed_to(cast):
    made = enter_person(
        organisation=cast.lighttec, name="새사람", phone="010-7777-8888", by=cast.as_("coordinator"),
        agreed=["COLLECTION", "SERVICE"],
    )  # fmt: skip
    assert set(consents_of(made)) == {"COLLECTION", "SERVICE"}
    assert made.consented_on == clock.today()


def test_law_items_are_four_and_for_third_parties_five(db):
    assert [len(told(p).items) for p in ("COLLECTION", "SERVICE", "INVITATION", "PROVISION")] == [4, 4, 4, 5]
    assert told("PROVISION").items[0][0] == "받는 곳"
