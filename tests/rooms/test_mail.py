"""Letters to a real mail server on loopback: once each, in the person's language, without a secret."""

import socket
from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from aiosmtpd.controller import Controller

from dure.cases import actions as act
from dure.ledger import clock
from dure.ledger.actors import SYSTEM
from dure.ledger.doors import keeping
from dure.ledger.readers import read_all, rebuild
from dure.network.actions import block_party
from dure.network.models import Account, NeedKind
from dure.notices.actions import choose_mail, mark_read
from dure.notices.mailing import PAUSES, post_letters
from dure.notices.models import Letter

pytestmark = pytest.mark.django_db
TEXT = "방열판이 비밀스럽게 녹습니다"


class Box:
    """A mail server that keeps what it takes, or answers as it is told."""

    def __init__(self):
        self.letters, self.answer = [], "250 kept"
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.controller = Controller(self, hostname="127.0.0.1", port=self.port)

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        if self.answer.startswith("550"):
            return self.answer
        envelope.rcpt_tos.append(address)
        return "250 known"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        if self.answer.startswith("250"):
            self.letters.append(message_from_bytes(envelope.content, policy=policy.default))
        return self.answer

    def __enter__(self):
        self.controller.start()
        return self

    def __exit__(self, *_):
        self.controller.stop()


@pytest.fixture
def box(settings):
    with Box() as box:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_ENABLED, settings.EMAIL_HOST, settings.EMAIL_PORT = True, "127.0.0.1", box.port
        settings.BASE_URL = "https://dure.example.kr"
        yield box


@pytest.fixture
def case(cast):
    return act.send_case(
        firm=cast.lighttec, told=act.Told(text=TEXT, product="LED 조명바"), by=cast.as_("owner")
    )


def post(cast=None):
    read_all(["notices"])
    return post_letters()


def to(box):
    return [letter["To"].split("@")[0] for letter in box.letters]


def test_letter_says_that_there_is_something_and_where(box, cast, case):
    assert post() == 1
    letter = box.letters[0]
    assert letter["To"] == "coordinator@example.kr"
    assert letter["Subject"].strip() == "[두레] 기업이 도움을 요청했습니다. 첫 답변을 드릴 차례입니다."
    assert letter["Auto-Submitted"] == "auto-generated"
    kinds = [part.get_content_type() for part in letter.iter_parts()]
    assert kinds == ["text/plain", "text/html"]
    for part in letter.iter_parts():
        assert f"https://dure.example.kr/cases/{case.number}" in part.get_content()
    everything = str(letter["Subject"]) + "".join(part.get_content() for part in letter.iter_parts())
    for secret in (TEXT, case.title, "새벽조명", "LED 조명바", "+8210"):
        assert secret not in everything


def test_letter_is_sent_once_also_after_a_rebuild(box, cast, case):
    assert [post(), post()] == [1, 0]
    rebuild("notices")
    assert post() == 0
    assert len(box.letters) == 1


def test_letter_speaks_the_language_of_the_account(box, cast, case):
    with keeping():
        Account.objects.filter(person=cast.people["coordinator"]).update(language="en")
    post()
    part = next(p for p in box.letters[0].iter_parts() if p.get_content_type() == "text/html")
    assert '<html lang="en">' in part.get_content()


def test_no_letter_to_whom_does_not_want_it_or_has_read_it(box, cast, case):
    choose_mail(cast.as_("coordinator"), wanted=False)
    act.take_up_case(case=case, kind=NeedKind.objects.get(code="TECHNOLOGY"), by=cast.as_("coordinator"))
    mark_read(cast.as_("owner"), 10**6)
    assert post() == 0
    assert set(Letter.objects.values_list("state", flat=True)) == {Letter.LEFT_OUT}


def test_no_letter_about_what_is_no_longer_theirs_to_know(box, cast, case):
    act.take_up_case(case=case, kind=NeedKind.objects.get(code="TECHNOLOGY"), by=cast.as_("coordinator"))
    act.ask_helper(case=case, helper=act.Helper(person=cast.people["expert"]), by=cast.as_("coordinator"))
    read_all(["notices"])
    block_party(firm=cast.lighttec, kind="PERSON", person=cast.people["expert"], by=SYSTEM)
    post_letters()
    assert "expert" not in to(box)
    assert "owner" in to(box)


def test_old_notices_are_never_mailed(box, cast):
    with clock.at(clock.now() - timedelta(days=3)):
        act.send_case(firm=cast.lighttec, told=act.Told(text=TEXT), by=cast.as_("owner"))
    assert post() == 0
    assert not Letter.objects.exists()


def test_nothing_is_sent_where_mail_is_off(box, cast, case, settings):
    settings.EMAIL_ENABLED = False
    assert post() == 0
    assert not Letter.objects.exists()


def test_server_that_is_away_is_asked_again_later_and_later_then_given_up(box, cast, case):
    box.answer = "451 come back"
    moment = clock.now()
    waits = []
    for pause in PAUSES:
        with clock.at(moment):
            assert post() == 0
        letter = Letter.objects.get()
        waits.append(letter.next_try_at - moment)
        assert (letter.state, letter.error) == (Letter.WAITING, "SMTPDataError 451")
        with clock.at(moment + pause - timedelta(seconds=1)):
            assert post() == 0
        assert Letter.objects.get().tries == letter.tries
        moment += pause
    assert waits == list(PAUSES)
    with clock.at(moment):
        post()
    assert Letter.objects.get().state == Letter.GIVEN_UP
    box.answer = "250 kept"
    with clock.at(moment + timedelta(days=1)):
        assert post() == 0


def test_letter_that_waited_is_sent_when_the_server_is_back(box, cast, case):
    box.answer = "451 come back"
    post()
    box.answer = "250 kept"
    with clock.at(clock.now() + PAUSES[0]):
        assert post() == 1


def test_address_that_does_not_exist_is_given_up_at_once(box, cast, case):
    box.answer = "550 no such person"
    assert post() == 0
    letter = Letter.objects.get()
    assert (letter.state, letter.tries, letter.error) == (Letter.GIVEN_UP, 1, "SMTPRecipientsRefused 550")


def test_closed_port_costs_one_letter_one_try(box, cast, case, settings):
    act.take_up_case(case=case, kind=NeedKind.objects.get(code="TECHNOLOGY"), by=cast.as_("colleague"))
    settings.EMAIL_PORT = 1
    assert post() == 0
    assert sorted(Letter.objects.values_list("tries", flat=True)) == [0, 1]
    assert set(Letter.objects.values_list("state", flat=True)) == {Letter.WAITING}
