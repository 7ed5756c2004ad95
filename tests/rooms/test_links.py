"""Links without an account: one person, one question, once."""

from datetime import timedelta

import pytest

from dure.cases import actions as act
from dure.cases.models import Resolution, Satisfaction
from dure.intake.actions import Note, record_contact
from dure.ledger import clock
from dure.ledger.errors import Clash, NotFound, Refused
from dure.ledger.models import Entry
from dure.links.actions import check_digits, make_link, revoke_link, use_link, want_new_link
from dure.links.models import WRONG_MOST, Link, Use
from dure.links.queries import askable, links_of, opened
from dure.links.tokens import LENGTH, key_of, token_of
from dure.network.actions import block_party
from dure.network.models import NeedKind, Person

pytestmark = pytest.mark.django_db
DIGITS, PHONE = "9274", "+821050509274"


def with_phone(person):
    from dure.ledger.actors import SYSTEM
    from dure.ledger.doors import recording

    with recording(by=SYSTEM):
        Person.objects.filter(pk=person.pk).update(phone=PHONE, name=person.name)
    person.phone = PHONE
    return person


@pytest.fixture
def found_case(cast):
    with_phone(cast.people["owner"])
    told = act.Told(text="용접 뒤에 부품이 휩니다.", channel="VISIT")
    return act.register_found_case(firm=cast.lighttec, told=told, by=cast.as_("coordinator"))


@pytest.fixture
def asked_case(cast, found_case):
    """A case whose helper was asked and has not answered."""
    act.give_consent(case=found_case, kind="PAPER", by=cast.as_("coordinator"))
    act.take_up_case(
        case=found_case, kind=NeedKind.objects.get(code="TECHNOLOGY"), by=cast.as_("coordinator")
    )
    expert = with_phone(cast.people["expert"])
    referral = act.ask_helper(case=found_case, helper=act.Helper(person=expert), by=cast.as_("coordinator"))
    return found_case, referral


def link_to(cast, purpose, case, who="owner", **more):
    return make_link(purpose=purpose, case=case, person=cast.people[who], by=cast.as_("coordinator"), **more)


def test_firm_consents_by_link_and_the_kind_is_kept_apart(cast, found_case):
    link = link_to(cast, "CONSENT", found_case)
    check_digits(link=link, told=DIGITS, address="10.0.0.1")
    use_link(link=link, outcome="AGREED", address="10.0.0.1", name_may_be_told=True)
    found_case.refresh_from_db()
    assert (found_case.state, found_case.naming_allowed_at is not None) == ("RECEIVED", True)
    entry = Entry.objects.get(type="case.consented")
    assert (entry.payload["kind"], entry.actor_uid) == ("LINK", cast.people["owner"].pk)
    assert [use.what for use in Use.objects.order_by("id")] == ["PASSED", "ANSWERED"]


def test_firm_refuses_by_link_and_late_consent_after_silence_counts(cast, found_case):
    link = link_to(cast, "CONSENT", found_case)
    act.hold_for_silence(case=found_case)
    use_link(link=link, outcome="AGREED", address=None)
    found_case.refresh_from_db()
    assert found_case.state == "RECEIVED"
    other = act.register_found_case(
        firm=cast.lighttec, told=act.Told(text="도금이 벗겨집니다."), by=cast.as_("coordinator")
    )
    use_link(link=link_to(cast, "CONSENT", other), outcome="REFUSED", address=None)
    other.refresh_from_db()
    assert other.state == "WITHDRAWN"


def test_helper_answers_by_link(cast, asked_case):
    case, referral = asked_case
    link = link_to(cast, "ANSWER", case, "expert", referral=referral)
    use_link(link=link, outcome="ACCEPTED", address=None)
    case.refresh_from_db()
    referral.refresh_from_db()
    assert (case.state, referral.state) == ("IN_PROGRESS", "ACCEPTED")
    assert Entry.objects.get(type="referral.accepted").payload["way"] == "LINK"


def test_helper_declines_by_link(cast, asked_case):
    case, referral = asked_case
    link = link_to(cast, "ANSWER", case, "expert", referral=referral)
    use_link(link=link, outcome="DECLINED", reason="NO_TIME", address=None)
    referral.refresh_from_db()
    assert referral.state == "DECLINED"


def test_firm_confirms_by_link_and_says_how_satisfied_it_was(cast, asked_case):
    case, referral = asked_case
    act.accept_referral(referral=referral, by=cast.as_("expert"))
    act.ask_confirmation(case=case, by=cast.as_("expert"))
    first = link_to(cast, "CONFIRMATION", case)
    use_link(link=first, outcome="NOT_YET", words="방수가 남았습니다", address=None)
    case.refresh_from_db()
    assert case.state == "IN_PROGRESS"
    act.ask_confirmation(case=case, by=cast.as_("expert"))
    use_link(link=link_to(cast, "CONFIRMATION", case), outcome="CONFIRMED", address=None)
    case.refresh_from_db()
    assert (case.state, Resolution.objects.get(case=case).kind) == ("SOLVED", "LINK")
    use_link(link=link_to(cast, "SATISFACTION", case), outcome="RATED", score=5, address=None)
    assert Satisfaction.objects.get(case=case).score == 5
    with pytest.raises(Refused, match="link_asks_nothing"):
        link_to(cast, "SATISFACTION", case)


def test_link_is_used_once_and_a_later_use_is_told(cast, found_case):
    link = link_to(cast, "CONSENT", found_case)
    use_link(link=link, outcome="AGREED", address=None)
    with pytest.raises(Clash, match="link_used"):
        use_link(link=link, outcome="REFUSED", address=None)
    with pytest.raises(Clash, match="link_used"):
        check_digits(link=link, told=DIGITS, address=None)
    assert Entry.objects.filter(type="link.used").count() == 1


def test_five_wrong_digits_lock_a_link_and_tell_the_office(cast, found_case):
    link = link_to(cast, "CONSENT", found_case)
    for left in range(WRONG_MOST - 1, 0, -1):
        with pytest.raises(Refused) as refused:
            check_digits(link=link, told="0000", address="10.9.9.9")
        assert refused.value.params["left"] == left
    with pytest.raises(Clash, match="link_locked"):
        check_digits(link=link, told="0000", address="10.9.9.9")
    with pytest.raises(Clash, match="link_locked"):
        check_digits(link=link, told=DIGITS, address="10.9.9.9")
    assert Entry.objects.filter(type="link.locked").count() == 1
    assert Use.objects.filter(link=link, what="WRONG", address="10.9.9.9").count() == WRONG_MOST


def test_link_runs_out_and_a_new_one_is_asked_for_once(cast, found_case):
    link = link_to(cast, "CONSENT", found_case)
    want_new_link(link=link, address=None)
    assert not Entry.objects.filter(type="link.wanted_again").exists()
    with clock.at(clock.now() + timedelta(days=15)):
        with pytest.raises(Clash, match="link_expired"):
            use_link(link=link, outcome="AGREED", address=None)
        want_new_link(link=link, address=None)
        want_new_link(link=link, address=None)
    assert Entry.objects.filter(type="link.wanted_again").count() == 1


def test_new_link_replaces_the_one_before_and_a_link_can_be_taken_back(cast, found_case):
    first, second = link_to(cast, "CONSENT", found_case), link_to(cast, "CONSENT", found_case)
    with pytest.raises(Clash, match="link_revoked"):
        use_link(link=first, outcome="AGREED", address=None)
    revoke_link(link=second, by=cast.as_("coordinator"))
    revoke_link(link=second, by=cast.as_("coordinator"))
    with pytest.raises(Clash, match="link_revoked"):
        use_link(link=second, outcome="AGREED", address=None)
    assert Entry.objects.filter(type="link.revoked").count() == 2


def test_question_that_was_answered_otherwise_is_not_answered_again(cast, found_case):
    link = link_to(cast, "CONSENT", found_case)
    act.give_consent(case=found_case, kind="PAPER", by=cast.as_("coordinator"))
    with pytest.raises(Clash, match="link_asks_nothing"):
        use_link(link=link, outcome="REFUSED", address=None)
    assert Link.objects.get(pk=link.pk).used_at is None


def test_whom_the_firm_keeps_out_gets_no_link_and_an_older_one_ends(cast, asked_case):
    case, referral = asked_case
    link = link_to(cast, "ANSWER", case, "expert", referral=referral)
    block_party(firm=cast.lighttec, kind="PERSON", person=cast.people["expert"], by=cast.as_("owner").actor)
    with pytest.raises(Clash, match="link_asks_nothing"):
        use_link(link=link, outcome="ACCEPTED", address=None)
    with pytest.raises(Refused, match="link_to_blocked"):
        link_to(cast, "ANSWER", case, "expert", referral=referral)


@pytest.mark.parametrize("who", ["owner", "rival", "gumi_coordinator", "expert", "headquarters"])
def test_only_the_office_of_a_case_makes_and_sees_its_links(who, cast, found_case):
    link_to(cast, "CONSENT", found_case)
    with pytest.raises(NotFound):
        make_link(purpose="CONSENT", case=found_case, person=cast.people["owner"], by=cast.as_(who))
    assert links_of(found_case, cast.as_(who)) == []
    assert askable(found_case, cast.as_(who)) == []
    assert len(links_of(found_case, cast.as_("coordinator"))) == 1


def test_link_goes_to_nobody_outside_and_needs_a_telephone(cast, found_case):
    with_phone(cast.people["rival"])
    with pytest.raises(Refused, match="link_to_stranger"):
        link_to(cast, "CONSENT", found_case, "rival")
    cast.people["owner"].phone = ""
    with pytest.raises(Refused, match="link_needs_phone"):
        link_to(cast, "CONSENT", found_case)


def test_token_is_signed_and_anything_else_opens_nothing(cast, found_case, settings):
    link = link_to(cast, "CONSENT", found_case)
    token = token_of(link.pk)
    assert len(token) == LENGTH
    assert opened(token) == link
    for place in range(LENGTH):
        wrong = token[:place] + ("A" if token[place] != "A" else "B") + token[place + 1 :]
        assert key_of(wrong) != link.pk
    for wrong in ("", token[:-1], token + "A", "가" * LENGTH, "." * LENGTH, "=" * LENGTH):
        assert opened(wrong) is None
    settings.SECRET_KEY = "another machine"
    assert opened(token) is None


def test_helper_learns_from_no_link_who_the_firm_is(cast, asked_case):
    from dure.cases.queries.timeline import timeline

    case, referral = asked_case
    act.accept_referral(referral=referral, by=cast.as_("expert"))
    act.ask_confirmation(case=case, by=cast.as_("expert"))
    link_to(cast, "CONFIRMATION", case)
    record_contact(firm=cast.lighttec, note=Note(content="봄", cases=[case]), by=cast.as_("coordinator"))
    name = cast.people["owner"].name
    told = {
        who: " ".join(line.words for line in timeline(case, cast.as_(who)))
        for who in ("expert", "coordinator")
    }
    assert name in told["coordinator"]
    assert name not in told["expert"]
    assert cast.lighttec.name not in told["expert"]
