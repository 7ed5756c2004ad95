"""Sends notices by e-mail: that there is something new and where, never what somebody wrote or who it is."""

import logging
import smtplib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from dure.cases.queries.seen import visible_to
from dure.ledger import clock
from dure.ledger.doors import keeping
from dure.ledger.refs import Ref
from dure.network.models import Account
from dure.network.queries.names import names_of
from dure.network.standing import standing
from dure.notices.models import Letter, Notice, ReadMark
from dure.notices.queries import wants_mail
from dure.notices.rules import FAREWELLS, NAMES_COLLEAGUE, PLACES
from dure.notices.sentences import sentence

log = logging.getLogger(__name__)
WORTH_SENDING_FOR = timedelta(days=2)
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 480))
OF_THIS_LETTER = (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError)
ENLIST = """
insert into notices_letter (number, person_id, code, office_uid, state, tries, next_try_at, error)
select n.number, n.person_id, n.code, n.office_uid, 'WAITING', 0, %s, ''
from notices_notice n where n.at > %s
  and not exists (select from notices_letter l
                  where l.person_id = n.person_id and l.number = n.number and l.code = n.code)
on conflict do nothing
"""
CLAIM = """
update notices_letter set tries = tries + 1, next_try_at = %s + (%s::interval[])[least(tries + 1, %s)]
where id = (select id from notices_letter where state = 'WAITING' and next_try_at <= %s
            order by next_try_at, id limit 1 for update skip locked)
returning id
"""


def post_letters() -> int:
    """Send what is due; returns how many letters went out. A server that is away is asked again later."""
    if not settings.EMAIL_ENABLED:
        return 0
    _enlist()
    sent = 0
    with _post() as post:
        while letter := _claim():
            mail = _written(letter)
            if mail is None:
                _settle(letter, Letter.LEFT_OUT)
                continue
            try:
                post.open()
                post.send_messages([mail])
            except (OSError, smtplib.SMTPException) as error:
                _failed(letter, error)
                post.close()
                if not isinstance(error, OF_THIS_LETTER):
                    break
                continue
            _settle(letter, Letter.SENT)
            sent += 1
    return sent


@contextmanager
def _post() -> Iterator[BaseEmailBackend]:
    post = get_connection()
    try:
        yield post
    finally:
        post.close()


def _enlist() -> None:
    """A letter for every recent notice; what is old already is never sent, also not after a rebuild."""
    with keeping(), connection.cursor() as cursor:
        cursor.execute(ENLIST, [clock.now(), clock.now() - WORTH_SENDING_FOR])


def _claim() -> Letter | None:
    """The next letter that is due; its next try is set before it is sent, whatever happens then."""
    with keeping(), connection.cursor() as cursor:
        cursor.execute(CLAIM, [clock.now(), list(PAUSES), len(PAUSES), clock.now()])
        row = cursor.fetchone()
    return Letter.objects.get(pk=row[0]) if row else None


def _written(letter: Letter) -> EmailMultiAlternatives | None:
    """The mail in the person's language; None when it is not wanted, read already or not theirs to know any more."""
    account = (
        Account.objects.filter(person_id=letter.person_id, is_active=True).select_related("person").first()
    )
    notice = Notice.objects.filter(
        person_id=letter.person_id,
        number=letter.number,
        code=letter.code,
        at__gt=clock.now() - WORTH_SENDING_FOR,
    ).first()
    read = ReadMark.objects.filter(person_id=letter.person_id, number__gte=letter.number).exists()
    if account is None or not account.email or notice is None or read or not wants_mail(letter.person_id):
        return None
    by = standing(account.person, language=account.language)
    case = visible_to(by).filter(pk=notice.case_uid).first()
    if case is None and notice.case_uid is not None and notice.code not in FAREWELLS:
        return None
    path = f"/cases/{case.number}" if case else PLACES.get(notice.code, "/notices")
    with translation.override(account.language):
        words = sentence(notice.code, notice.params, _names(notice, account.language), account.language)
        context = {
            "words": words,
            "url": f"{settings.BASE_URL}{path}",
            "choice": f"{settings.BASE_URL}/notices#mail",
            "language": account.language,
        }
        mail = EmailMultiAlternatives(
            subject=f"[{_('두레')}] {words}",
            body=render_to_string("notices/letter.txt", context),
            to=[account.email],
            headers={"Message-ID": _message_id(letter), "Auto-Submitted": "auto-generated"},
        )
        mail.attach_alternative(render_to_string("notices/letter.html", context), "text/html")
    return mail


def _names(notice: Notice, language: str) -> dict[str, str]:
    """Nobody is named in a letter but who works for the office and is to be called from now on."""
    if notice.code not in NAMES_COLLEAGUE or "in_charge" not in notice.params:
        return {}
    uid = UUID(notice.params["in_charge"])
    return {"in_charge": names_of([Ref("person", uid)], language=language).get(uid, "")}


def _message_id(letter: Letter) -> str:
    """The same for every try, so that a letter sent twice by a crash is shown once."""
    host = urlsplit(settings.BASE_URL).hostname or "localhost"
    return f"<{letter.number}.{letter.person_id.hex}.{letter.code}@{host}>"


def _failed(letter: Letter, error: Exception) -> None:
    code = getattr(error, "smtp_code", 0)
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code = max((each[0] for each in error.recipients.values()), default=0)
    letter.error = f"{type(error).__name__} {code or ''}".strip()
    refused = isinstance(error, OF_THIS_LETTER) and code >= 500
    log.warning("letter %s was not taken (%s): %s", letter.pk, letter.tries, letter.error)
    if refused or letter.tries > len(PAUSES):
        _settle(letter, Letter.GIVEN_UP)
        return
    with keeping():
        Letter.objects.filter(pk=letter.pk).update(error=letter.error)


def _settle(letter: Letter, state: str) -> None:
    with keeping():
        Letter.objects.filter(pk=letter.pk, state=Letter.WAITING).update(
            state=state, settled_at=clock.now(), error=letter.error
        )
