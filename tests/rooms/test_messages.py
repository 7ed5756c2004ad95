"""Messages three ways: consent on every path, quiet nights, and nothing sent twice."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from tests.gateway import Gateway
from tests.rooms.test_mail import Box

from dure.cases import actions as act
from dure.ledger import clock
from dure.ledger.errors import NotFound, Refused
from dure.ledger.models import Entry
from dure.links.actions import make_link
from dure.links.tokens import address_of
from dure.messages.actions import mark_sent_by_hand, refuse_messages, word_template, write_message
from dure.messages.models import Message, Template
from dure.messages.queries import sent, wordings
from dure.messages.sending import PAUSES, post_messages
from dure.messages.shipped import TEMPLATES
from dure.messages.texts import byte_length, must_fit
from dure.network.actions import record_consent

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 26, 12, tzinfo=clock.SEOUL)


@pytest.fixture(autouse=True)
def _noon():
    with clock.at(NOON):
        yield


@pytest.fixture
def gateway(settings):
    with Gateway() as gateway:
        settings.GATEWAY_URL, settings.GATEWAY_KEY, settings.GATEWAY_SENDER = (
            gateway.url,
            "secret",
            "+82629700000",
        )
        yield gateway


@pytest.fixture
def box(settings):
    with Box() as box:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_ENABLED, settings.EMAIL_HOST, settings.EMAIL_PORT = True, "127.0.0.1", box.port
        yield box


def write(cast, code="RECEIVED", way="COPY", who="owner", by="coordinator", **more):
    return write_message(
        office=cast.gwangju, person=cast.people[who], code=code, way=way, by=cast.as_(by), **more
    )  # fmt: skip


def agree(cast, purpose="INVITATION", agreed=True):
    record_consent(
        of=cast.people["owner"],
        purpose=purpose,
        agreed=agreed,
        source="CALL",
        by=cast.as_("coordinator").actor,
    )


def test_text_is_copied_and_marked_as_sent_by_hand(cast):
    message = write(cast)
    assert message.state == "COPIED"
    assert cast.people["owner"].name in message.text
    assert cast.gwangju.name in message.text
    mark_sent_by_hand(message=message, by=cast.as_("colleague"))
    mark_sent_by_hand(message=message, by=cast.as_("colleague"))
    message.refresh_from_db()
    assert message.state == "BY_HAND"
    assert Entry.objects.filter(type="message.settled").count() == 1
    assert cast.people["owner"].name not in str(list(Entry.objects.values_list("payload", flat=True)))


def test_message_carries_the_link_of_a_case(cast):
    case = act.register_found_case(firm=cast.lighttec, told=act.Told(text="휨"), by=cast.as_("coordinator"))
    link = make_link(purpose="CONSENT", case=case, person=cast.people["owner"], by=cast.as_("coordinator"))
    message = write(cast, "CONSENT", link=link)
    assert address_of(link.pk) in message.text
    assert "12월 10일" in message.text


def test_text_message_is_handed_over_and_its_arrival_is_recorded(cast, gateway):
    message = write(cast, way="TEXT")
    assert post_messages() == 1
    message.refresh_from_db()
    assert message.state == "TAKEN"
    assert gateway.kept[str(message.pk)]["to"] == cast.people["owner"].phone
    assert post_messages() == 0
    gateway.states[message.gateway_id] = {"state": "delivered"}
    with clock.at(NOON + timedelta(minutes=1)):
        post_messages()
    message.refresh_from_db()
    assert message.state == "DELIVERED"


@pytest.mark.parametrize("mood", ["lost", "away", "nonsense"])
def test_message_of_which_nothing_is_known_is_tried_again_and_sent_once(mood, cast, gateway):
    message = write(cast, way="TEXT")
    gateway.mood = mood
    post_messages()
    message.refresh_from_db()
    assert (message.state, message.tries) == ("WAITING", 1)
    gateway.mood = ""
    with clock.at(NOON + timedelta(minutes=2)):
        assert post_messages() == 1
    message.refresh_from_db()
    assert message.state == "TAKEN"
    assert list(gateway.kept) == [str(message.pk)]
    assert gateway.asked == [str(message.pk)] * 2


def test_gateway_that_stays_away_ends_in_a_failure_with_its_reason(cast, gateway):
    message, now = write(cast, way="TEXT"), NOON
    gateway.mood = "away"
    for pause in (*PAUSES, PAUSES[-1]):
        with clock.at(now):
            post_messages()
        now += pause
        if now.hour >= 21 or now.hour < 8:
            now = (now + timedelta(days=1)).replace(hour=12)
    message.refresh_from_db()
    assert (message.state, message.reason) == ("FAILED", "gateway_away")


def test_number_that_the_gateway_refuses_fails_at_once(cast, gateway):
    message = write(cast, way="TEXT")
    gateway.mood = "refuses"
    post_messages()
    message.refresh_from_db()
    assert (message.state, message.reason, message.tries) == ("FAILED", "invalid_number", 1)


def test_mail_goes_out_once_and_a_lost_one_is_never_sent_again(cast, box):
    first = write(cast, way="MAIL")
    assert post_messages() == 1
    assert post_messages() == 0
    first.refresh_from_db()
    assert first.state == "SENT"
    assert [letter["To"] for letter in box.letters] == [cast.people["owner"].email]
    lost = write(cast, "HANDED_OVER", way="MAIL")
    from dure.messages.sending import _claim

    assert _claim().pk == lost.pk
    with clock.at(NOON + timedelta(hours=1)):
        post_messages()
    lost.refresh_from_db()
    assert (lost.state, lost.reason) == ("FAILED", "unknown_whether_sent")
    assert len(box.letters) == 1


@pytest.mark.parametrize("way", ["COPY", "TEXT", "MAIL"])
def test_who_refused_gets_nothing_by_any_way(way, cast, gateway, box):
    refuse_messages(person=cast.people["owner"], purposes=("SERVICE", "INVITATION"))
    for code in ("RECEIVED", "INVITATION"):
        with pytest.raises(Refused, match="message_refused"):
            write(cast, code, way=way, 날짜="금요일", 제목="교류회")
    assert Message.objects.count() == 0


def test_refusal_after_writing_still_holds_when_it_is_sent(cast, gateway):
    message = write(cast, way="TEXT")
    agree(cast, "SERVICE", agreed=False)
    post_messages()
    message.refresh_from_db()
    assert (message.state, message.reason, gateway.asked) == ("FAILED", "refused", [])


def test_invitation_needs_a_yes_says_what_it_is_and_waits_for_the_morning(cast, gateway):
    told = {"날짜": "12월 3일", "제목": "기술교류회"}
    with pytest.raises(Refused, match="message_not_agreed"):
        write(cast, "INVITATION", way="TEXT", **told)
    agree(cast)
    with clock.at(NOON.replace(hour=22)):
        message = write(cast, "INVITATION", way="TEXT", **told)
        assert post_messages() == 0
    assert message.text.startswith("(광고)")
    assert "/m/stop/" in message.text
    assert message.due_at.astimezone(clock.SEOUL).hour == 8
    with clock.at(NOON.replace(hour=7) + timedelta(days=1)):
        assert post_messages() == 0
    with clock.at(NOON.replace(hour=8) + timedelta(days=1)):
        assert post_messages() == 1


def test_template_needs_its_values_and_its_braces(cast):
    with pytest.raises(Refused, match="template_value_missing"):
        write(cast, "VISIT")
    for text, code in (
        ("{없는것}", "template_variable_unknown"),
        ("{이름", "template_brace_open"),
        ("{}", "template_variable_unknown"),
        (" ", "template_empty"),
        ("가" * 1001, "template_too_long"),
        ("{이름.__class__}", "template_variable_unknown"),
    ):
        with pytest.raises(Refused, match=code):
            word_template(office=cast.gwangju, code="RECEIVED", text=text, by=cast.as_("coordinator"))
    assert Template.objects.count() == 0


def test_new_wording_holds_for_its_office_and_older_messages_keep_theirs(cast):
    before = write(cast)
    word_template(
        office=cast.gwangju, code="RECEIVED", text="{이름} 님, 받았습니다.", by=cast.as_("coordinator")
    )
    word_template(
        office=cast.gwangju, code="RECEIVED", text="{이름} 님, 고맙습니다.", by=cast.as_("coordinator")
    )
    assert write(cast).text == f"{cast.people['owner'].name} 님, 고맙습니다."
    before.refresh_from_db()
    assert "받았습니다. 담당자가" in before.text
    assert wordings(cast.gumi)["RECEIVED"].version == 0
    assert wordings(cast.gwangju)["RECEIVED"].version == 2
    with pytest.raises(Refused, match="office_not_yours"):
        word_template(office=cast.gwangju, code="RECEIVED", text="x", by=cast.as_("gumi_coordinator"))


@pytest.mark.parametrize("code", TEMPLATES)
def test_shipped_templates_fit_their_own_rules(code):
    must_fit(TEMPLATES[code].text, TEMPLATES[code].variables)


@pytest.mark.parametrize("who", ["owner", "rival", "gumi_coordinator", "expert", "headquarters"])
def test_nobody_outside_the_office_writes_to_its_people_or_reads_its_messages(who, cast):
    message = write(cast)
    with pytest.raises(NotFound):
        write(cast, by=who)
    with pytest.raises(NotFound):
        mark_sent_by_hand(message=message, by=cast.as_(who))
    assert not sent(cast.as_(who)).exists()
    assert sent(cast.as_("coordinator")).count() == 1


def test_office_writes_to_nobody_elses_people(cast):
    with pytest.raises(NotFound):
        write(cast, who="gumi_owner")


def test_double_click_writes_one_message(cast):
    once = uuid4()
    assert write(cast, once=once) == write(cast, once=once)
    assert Message.objects.count() == 1


def test_bytes_are_counted_as_gateways_do():
    assert (byte_length("가나다"), byte_length("abc"), byte_length("가a ")) == (6, 3, 4)
