"""Sends codes within a second or two: asked for just now, so neither quiet nights nor refusals of messages hold them."""

import logging
import smtplib
from datetime import timedelta

from django.core.mail import EmailMessage
from django.utils.translation import gettext as _
from django.utils.translation import override

from dure.entrance.addresses import Address, addresses_of
from dure.entrance.codes import digits_of, mark_of
from dure.entrance.models import Code
from dure.entrance.rules import LASTS
from dure.ledger import clock
from dure.ledger.doors import keeping
from dure.messages import gateway
from dure.network.models import Account, Person

log = logging.getLogger(__name__)
PAUSE, KEPT_FOR = timedelta(seconds=10), timedelta(days=2)
AWAY = (OSError, smtplib.SMTPException, gateway.GatewayAway)


def post_codes() -> int:
    """Send what is due; returns how many left. Who does not answer is asked again while the code lives."""
    sent = 0
    while code := _claim():
        sent += _send(code)
    return sent


def forget_codes() -> int:
    """Codes are kept two days, as long as the limits count them."""
    with keeping():
        return Code.objects.filter(until__lt=clock.now() - KEPT_FOR).delete()[0]


def _claim() -> Code | None:
    now = clock.now()
    with keeping():
        rows = Code.objects.select_for_update(of=("self",), skip_locked=True).select_related("person")
        row = rows.filter(state="WAITING", due_at__lte=now, until__gt=now).order_by("due_at", "pk").first()
        if row is not None:
            row.tries += 1
            row.due_at = now + row.tries * PAUSE
            row.save(update_fields=["tries", "due_at"])
    return row


def _send(code: Code) -> int:
    person = code.person
    address = _address(code, person) if person else None
    if person is None or address is None:
        return _settle(code, "FAILED")
    with override(person.language):
        subject = _("[두레] 인증번호")
        text = _("[두레] 인증번호 {digits} ({minutes}분 안에 한 번). 아무에게도 알려 주지 마세요.").format(
            digits=digits_of(code.pk), minutes=LASTS.seconds // 60
        )
    try:
        taken = (
            _by_gateway(code, address, text)
            if address.way == "TEXT"
            else _by_mail(code, address, subject, text)
        )
    except AWAY as error:
        log.warning("code %s was not taken (%s), try %s", code.pk, type(error).__name__, code.tries)
        return 0
    return _settle(code, "SENT" if taken else "FAILED") or int(taken)


def _address(code: Code, person: Person) -> Address | None:
    """The address that was asked for, if it is still that of the person."""
    account = Account.objects.filter(person=person).first()
    of_account = (
        [Address("MAIL", account.email or ""), Address("TEXT", account.phone or "")] if account else []
    )
    known = addresses_of(person) if code.link_id else of_account
    return next((each for each in known if each.value and mark_of(each.value) == code.mark), None)


def _by_gateway(code: Code, address: Address, text: str) -> bool:
    return gateway.send(uid=str(code.pk), to=address.value, text=text, template="").state != "failed"


def _by_mail(code: Code, address: Address, subject: str, text: str) -> bool:
    headers = {"Message-ID": f"<{code.pk}@dure>", "Auto-Submitted": "auto-generated"}
    try:
        EmailMessage(subject=subject, body=text, to=[address.value], headers=headers).send()
    except smtplib.SMTPRecipientsRefused:
        return False
    return True


def _settle(code: Code, state: str) -> int:
    with keeping():
        Code.objects.filter(pk=code.pk).update(state=state)
    return 0
