"""Signing in by a code: the same answer for everybody, once, within minutes, and never past a second factor."""

import re
from datetime import timedelta

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.serializers import serialize
from django.test import Client
from tests.rooms.test_links import DIGITS as LAST_FOUR
from tests.rooms.test_links import PHONE

from dure.cases import actions as act
from dure.entrance.codes import digits_of
from dure.entrance.models import Code
from dure.entrance.sending import forget_codes, post_codes
from dure.ledger import clock
from dure.ledger.actors import SYSTEM
from dure.ledger.doors import recording
from dure.ledger.models import Entry
from dure.links.actions import make_link
from dure.links.tokens import token_of
from dure.messages.actions import refuse_messages
from dure.messages.models import KINDS, Message
from dure.network.actions import give_post, open_account
from dure.network.actions.register import end_every_post
from dure.network.models import Account, ExpertProfile, NeedKind, Person, Role

pytestmark = pytest.mark.django_db
OWNER = "owner@example.kr"


@pytest.fixture(autouse=True)
def _posted(cast, box, gateway):
    """The cast, a mail server and a gateway are there."""


@pytest.fixture
def newcomer(cast):
    """Somebody of a firm whom its office knows by a mobile number, without an account."""
    with recording(by=SYSTEM):
        made = Person.objects.create(name="새○○", phone=PHONE)
        give_post(person=made, organisation=cast.lighttec, title="품질 담당", by=SYSTEM)
    return made


def ask(client, address, **more):
    return client.post("/enter", {"address": address, **more}, follow=True)


def type_in(client, digits, follow=False):
    return client.post("/enter/code", {"digits": digits}, follow=follow)


def digits():
    return digits_of(Code.objects.latest("made_at").pk)


def wrong():
    return f"{(int(digits()) + 1) % 10**6:06}"


def is_in(client):
    return "_auth_user_id" in client.session


def test_code_by_mail_opens_the_account_and_goes_on_to_where_one_was(client, box):
    page = ask(client, " Owner@Example.KR ", next="/cases")
    assert "인증번호 여섯 자리를 보냈습니다" in page.content.decode()
    assert page["Cache-Control"].count("no-store") == 1
    assert post_codes() == 1
    [letter] = box.letters
    told = re.search(r"\d{6}", letter.get_content())[0]
    assert told == digits()
    assert told not in letter["Subject"]
    answer = type_in(client, f"{told[:3]} {told[3:]}")
    assert (answer.status_code, answer.url) == (302, "/cases")
    assert client.get("/desk").status_code == 200


@pytest.mark.parametrize(
    "written", ["010 5050 9274", "01050509274", "+82 10-5050-9274", "０１０－５０５０－９２７４"]
)
def test_code_by_short_message_however_the_number_is_written(client, cast, newcomer, gateway, written):
    open_account(person=newcomer, by=SYSTEM, phone=PHONE)
    night = clock.now().astimezone(clock.SEOUL).replace(hour=23, minute=30)
    refuse_messages(person=newcomer, purposes=KINDS)
    with clock.at(night):
        ask(client, written)
        assert post_codes() == 1
        [(key, body)] = gateway.kept.items()
        assert (key, body["to"]) == (str(Code.objects.get().pk), PHONE)
        assert digits() in body["text"]
        type_in(client, digits())
    assert is_in(client)
    assert not Message.objects.exists()


def test_landline_nonsense_and_a_way_that_is_not_set_up_are_said_beside_the_field(client, settings):
    for told in ("062-970-0000", "12", "a@b", ""):
        answer = ask(client, told)
        assert answer.status_code == 422
        assert 'class="wrong"' in answer.content.decode()
    settings.GATEWAY_URL = ""
    assert "보낼 수 없습니다" in ask(client, "010 5050 9274").content.decode()
    settings.EMAIL_ENABLED = False
    assert "아직 메일도 문자도" in client.get("/enter").content.decode()
    assert not Code.objects.exists()


def test_unknown_address_is_answered_like_a_known_one_and_nothing_is_sent(client, box, gateway):
    pages = []
    for address in (OWNER, "nobody@example.kr"):
        somebody = Client()
        page = ask(somebody, address)
        again = type_in(somebody, "12345x"), type_in(somebody, wrong())
        shown = (page, *again)
        pages.append([(each.status_code, _plain(each).replace(address, "…")) for each in shown])
    assert pages[0] == pages[1]
    assert type_in(somebody, digits()).status_code == 422
    assert not is_in(somebody)
    post_codes()
    assert [letter["To"] for letter in box.letters] == [OWNER]
    assert not gateway.kept


def _plain(answer):
    return re.sub(r'(nonce|value|content)="[^"]*"', "", answer.content.decode())


def test_code_of_another_person_or_browser_opens_nothing(client):
    other = Client()
    ask(other, "rival@example.kr")
    of_rival = digits()
    ask(client, OWNER)
    assert type_in(client, of_rival).status_code == 422
    assert not is_in(client)
    assert type_in(Client(), of_rival).url == "/enter"


def test_code_opens_once(client):
    ask(client, OWNER)
    kept = dict(client.session["entrance"])
    type_in(client, digits())
    client.logout()
    session = client.session
    session["entrance"] = kept
    session.save()
    assert type_in(client, digits()).status_code == 409
    assert not is_in(client)


def test_code_ends_after_ten_minutes(client):
    ask(client, OWNER)
    with clock.at(clock.now() + timedelta(minutes=10, seconds=1)):
        assert "새 인증번호를 받아 주세요" in type_in(client, digits()).content.decode()
        assert post_codes() == 0
    assert not is_in(client)


def test_after_five_wrong_ones_the_right_one_opens_nothing(client):
    ask(client, OWNER)
    assert "4번 더" in type_in(client, wrong()).content.decode()
    for _ in range(4):
        answer = type_in(client, wrong())
    assert answer.status_code == 409
    assert type_in(client, digits()).status_code == 409
    assert not is_in(client)


@pytest.mark.parametrize("address", [OWNER, "nobody@example.kr"])
def test_asking_has_limits_for_an_address_and_for_a_place(address):
    for _ in range(5):
        assert ask(Client(), address).status_code == 200
    assert ask(Client(REMOTE_ADDR="10.0.0.9"), address).status_code == 429
    for each in range(25):
        ask(Client(), f"{each}@example.kr")
    assert ask(Client(), "one-more@example.kr").status_code == 429
    assert ask(Client(REMOTE_ADDR="10.0.0.9"), "one-more@example.kr").status_code == 200
    with clock.at(clock.now() + timedelta(minutes=11)):
        assert ask(Client(REMOTE_ADDR="10.0.0.9"), address).status_code == 200


def test_neither_digits_nor_addresses_are_in_the_table_and_old_rows_go(client):
    ask(client, OWNER)
    kept = serialize("json", Code.objects.all()) + str(dict(client.session))
    assert digits() not in kept
    assert OWNER not in serialize("json", Code.objects.all())
    with clock.at(clock.now() + timedelta(days=3)):
        assert forget_codes() == 1


def test_who_belongs_nowhere_any_more_or_is_closed_gets_no_code(client, cast, box):
    with recording(by=SYSTEM):
        Role.objects.filter(person=cast.people["owner"]).delete()
    end_every_post(person=cast.people["owner"], by=cast.as_("coordinator"))
    ask(client, OWNER)
    Account.objects.filter(email="rival@example.kr").update(is_active=False)
    ask(Client(), "rival@example.kr")
    assert post_codes() == 0
    assert not box.letters
    type_in(client, digits())
    assert not is_in(client)


def test_post_that_ends_meanwhile_closes_the_door(client, cast):
    ask(client, OWNER)
    with recording(by=SYSTEM):
        Role.objects.filter(person=cast.people["owner"]).delete()
    end_every_post(person=cast.people["owner"], by=cast.as_("coordinator"))
    assert type_in(client, digits()).status_code == 409
    assert not is_in(client)


@pytest.mark.parametrize("who", ["coordinator", "head", "headquarters", "secretariat"])
def test_staff_without_a_second_factor_do_not_come_in_by_a_code(client, settings, who):
    settings.STAFF_NEED_TOTP = True
    ask(client, f"{who}@example.kr")
    answer = type_in(client, digits())
    assert "2단계 인증을 먼저" in answer.content.decode()
    assert not is_in(client)
    assert client.get("/accounts/mfa/totp/activate/").status_code == 302


@pytest.mark.parametrize("who", ["coordinator", "secretariat", "owner"])
def test_code_is_followed_by_the_second_factor_where_there_is_one(client, cast, settings, who):
    settings.STAFF_NEED_TOTP = True
    TOTP.activate(cast.people[who].account, generate_totp_secret())
    ask(client, f"{who}@example.kr")
    assert type_in(client, digits()).url.startswith("/accounts/mfa/authenticate/")
    assert not is_in(client)
    assert client.get("/desk").url.startswith("/accounts/login/")


def answered_link(cast, person, browser):
    case = act.register_found_case(firm=cast.lighttec, told=act.Told(text="휨"), by=cast.as_("coordinator"))
    link = make_link(purpose="CONSENT", case=case, person=person, by=cast.as_("coordinator"))
    place = f"/l/{token_of(link.pk)}"
    browser.post(f"{place}/check", {"digits": LAST_FOUR})
    shown = browser.post(f"{place}/answer", {"outcome": "AGREED"}, follow=True).content.decode()
    return f"/enter/links/{token_of(link.pk)}", shown


def test_after_a_link_one_may_have_an_account_and_see_what_the_firm_asked(client, cast, newcomer, gateway):
    place, shown = answered_link(cast, newcomer, client)
    assert f'href="{place}"' in shown
    offered = client.get(place).content.decode()
    assert "010-****-9274" in offered
    assert PHONE not in offered
    client.post(place)
    assert not Account.objects.filter(person=newcomer).exists()
    post_codes()
    assert digits() in next(iter(gateway.kept.values()))["text"]
    type_in(client, digits())
    account = Account.objects.get(person=newcomer)
    assert (account.phone, account.email, account.has_usable_password()) == (PHONE, None, False)
    assert client.get("/desk").status_code == 200
    assert "휨" in client.get("/cases").content.decode()
    opened = Entry.objects.filter(type="person.account_opened").latest("recorded_at")
    assert opened.actor_uid == newcomer.pk


def test_expert_who_answered_by_a_link_sees_that_case_alone_and_acts_for_no_firm(client, cast, newcomer):
    desk = cast.as_("coordinator")
    with recording(by=SYSTEM):
        expert = Person.objects.create(name="온○○", phone=PHONE)
        home = ExpertProfile.objects.get(person=cast.people["expert"]).organisation
        ExpertProfile.objects.create(person=expert, organisation=home)
    asked, other = (
        act.send_case(firm=cast.lighttec, told=act.Told(text=text), by=cast.as_("owner"))
        for text in ("렌즈가 흐려집니다", "접착이 떨어집니다")
    )
    for each in (asked, other):
        act.take_up_case(case=each, kind=NeedKind.objects.get(code="TECHNOLOGY"), by=desk)
    helper = act.Helper(person=expert)
    referral = act.ask_helper(case=asked, helper=helper, parts=("title", "problem"), by=desk)
    link = make_link(purpose="ANSWER", case=asked, person=expert, referral=referral, by=desk)
    place = f"/l/{token_of(link.pk)}"
    client.post(f"{place}/check", {"digits": LAST_FOUR})
    client.post(f"{place}/answer", {"outcome": "ACCEPTED"})
    client.post(f"/enter/links/{token_of(link.pk)}")
    type_in(client, digits())
    assert Account.objects.filter(person=expert).exists()
    assert not Role.objects.filter(person=expert).exists()
    assert client.get(f"/cases/{asked.number}").status_code == 200
    assert client.get(f"/cases/{other.number}").status_code == 404


def test_link_gives_no_account_to_strangers_nor_a_second_one(client, cast, newcomer):
    place, _shown = answered_link(cast, newcomer, client)
    for somebody in (Client(), Client(REMOTE_ADDR="10.0.0.9")):
        assert somebody.get(place).status_code == 404
        assert somebody.post(place).status_code == 404
    assert client.get(f"/enter/links/{'A' * 40}").status_code == 404
    open_account(person=newcomer, by=SYSTEM, phone=PHONE)
    assert client.post(place).status_code == 409
    assert not Code.objects.exists()


def test_link_gives_no_account_once_the_post_has_ended_or_the_number_changed(client, cast, newcomer):
    place, _shown = answered_link(cast, newcomer, client)
    client.post(place)
    with recording(by=SYSTEM):
        Person.objects.filter(pk=newcomer.pk).update(phone="+821099990000")
    assert post_codes() == 0
    assert type_in(client, digits()).status_code == 409
    end_every_post(person=newcomer, by=cast.as_("coordinator"))
    assert client.post(place).status_code == 409
    assert not Account.objects.filter(person=newcomer).exists()


def test_office_invites_somebody_of_its_firm_with_a_number_only(client, cast, newcomer, signed_in):
    office, place = signed_in("coordinator"), f"/people/{newcomer.pk}/account"
    assert f'href="{place}"' in office.get(f"/people/{newcomer.pk}").content.decode()
    assert "010-5050-9274" in office.get(place).content.decode()
    told = {"ways": "TEXT", "firms": str(cast.lighttec.pk), "tell_by": "COPY"}
    shown = office.post(place, told, follow=True).content.decode()
    assert "/enter" in shown
    assert Message.objects.get().code == "ACCOUNT"
    account = Account.objects.get(person=newcomer)
    assert (account.phone, account.email) == (PHONE, None)
    assert Role.objects.filter(person=newcomer, code="FIRM", organisation=cast.lighttec).count() == 1
    assert f'href="{place}"' not in office.get(f"/people/{newcomer.pk}").content.decode()
    ask(client, "010 5050 9274")
    type_in(client, digits())
    assert client.get("/desk").status_code == 200


def test_nobody_else_invites_and_nobody_twice(cast, newcomer, signed_in):
    place = f"/people/{newcomer.pk}/account"
    told = {"ways": "TEXT", "tell_by": "COPY"}
    for who in ("gumi_coordinator", "owner", "rival", "expert", "headquarters"):
        assert signed_in(who).get(place).status_code == 404
        assert signed_in(who).post(place, told).status_code == 404
    office = signed_in("coordinator")
    assert office.post(place, {**told, "firms": str(cast.miu.pk)}).status_code == 422
    assert office.post(place, {**told, "ways": "MAIL"}).status_code == 422
    refuse_messages(person=newcomer, purposes=KINDS)
    assert office.post(place, told).status_code == 409
    assert not Account.objects.filter(person=newcomer).exists()
    assert office.get(f"/people/{cast.people['owner'].pk}/account").status_code == 409
    end_every_post(person=newcomer, by=cast.as_("coordinator"))
    assert office.get(place).status_code == 404


def test_gateway_that_is_away_is_asked_again_while_the_code_lives(client, newcomer, gateway):
    open_account(person=newcomer, by=SYSTEM, phone=PHONE)
    ask(client, PHONE)
    gateway.mood = "away"
    assert post_codes() == 0
    gateway.mood = ""
    with clock.at(clock.now() + timedelta(seconds=11)):
        assert post_codes() == 1
    assert len(gateway.kept) == 1
