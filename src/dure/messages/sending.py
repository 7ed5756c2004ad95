"""Sends what is due: by the gateway with one key a message, by e-mail at most once."""

import logging
import smtplib
from datetime import timedelta

from django.core.mail import EmailMessage
from django.db.models import Q

from dure.ledger import clock
from dure.ledger.actors import SYSTEM
from dure.ledger.doors import recording
from dure.messages import gateway
from dure.messages.actions import settle
from dure.messages.models import Message
from dure.messages.rules import due_at, why_not

log = logging.getLogger(__name__)
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 480))
LOOK_AFTER = timedelta(seconds=20)
LOST = timedelta(minutes=10)


def post_messages() -> int:
    """Send everything that is due; returns how many left. What nobody answers for is tried again later."""
    sent = 0
    while message := _claim():
        sent += _send(message)
    _look_at_taken()
    _give_up_lost_mail()
    return sent


def _claim() -> Message | None:
    """The next message that is due, with its next try set before anything is sent; nobody else takes it."""
    now = clock.now()
    with recording(by=SYSTEM):
        row = (
            Message.objects.select_for_update(of=("self",), skip_locked=True)
            .select_related("person", "office").filter(state="WAITING", due_at__lte=now).order_by("due_at", "pk").first()
        )  # fmt: skip
        if row is None:
            return None
        row.tries += 1
        row.due_at = now + PAUSES[min(row.tries, len(PAUSES)) - 1]
        if row.way == "MAIL":
            row.state = "SENDING"
        row.save(update_fields=["tries", "due_at", "state"])
    return row


def _send(message: Message) -> int:
    if code := why_not(message.person, message.kind, message.way):
        return _end(message, "FAILED", code.removeprefix("message_"))
    if (later := due_at(message.kind, clock.now())) > clock.now():
        with recording(by=SYSTEM):
            Message.objects.filter(pk=message.pk).update(
                state="WAITING", due_at=later, tries=message.tries - 1
            )
        return 0
    return _by_gateway(message) if message.way == "TEXT" else _by_mail(message)


def _by_gateway(message: Message) -> int:
    try:
        answer = gateway.send(
            uid=str(message.pk), to=message.person.phone, text=message.text, template=message.gateway_code
        )
    except gateway.GatewayAway as away:
        log.warning("message %s: the gateway is away (%s), try %s", message.pk, away, message.tries)
        return _end(message, "FAILED", "gateway_away") if message.tries > len(PAUSES) else 0
    if answer.state == "failed":
        return _end(message, "FAILED", answer.reason)
    with recording(by=SYSTEM):
        held = Message.objects.select_for_update(of=("self",)).get(pk=message.pk)
        held.state, held.gateway_id, held.due_at = "TAKEN", answer.id, clock.now() + LOOK_AFTER
        held.save(update_fields=["state", "gateway_id", "due_at"])
    return 1


def _by_mail(message: Message) -> int:
    subject = message.text.splitlines()[0][:80]
    mail = EmailMessage(
        subject=subject, body=message.text, to=[message.person.email],
        headers={"Message-ID": f"<{message.pk}@dure>", "Auto-Submitted": "auto-generated"},
    )  # fmt: skip
    try:
        mail.send()
    except smtplib.SMTPRecipientsRefused:
        return _end(message, "FAILED", "address_refused")
    except (smtplib.SMTPServerDisconnected, TimeoutError):
        return _end(message, "FAILED", "unknown_whether_sent")
    except (OSError, smtplib.SMTPException) as error:
        log.warning("message %s was not taken: %s, try %s", message.pk, type(error).__name__, message.tries)
        if message.tries > len(PAUSES):
            return _end(message, "FAILED", "mail_server_away")
        with recording(by=SYSTEM):
            Message.objects.filter(pk=message.pk).update(state="WAITING")
        return 0
    return _end(message, "SENT") or 1


def _look_at_taken() -> None:
    """Ask the gateway what has become of what it took."""
    if not gateway.is_set_up():
        return
    due = Message.objects.filter(state="TAKEN", due_at__lte=clock.now()).select_related("person")
    for message in due.order_by("due_at")[:50]:
        try:
            answer = gateway.look(message.gateway_id)
        except gateway.GatewayAway:
            return
        if answer.state == "accepted":
            with recording(by=SYSTEM):
                Message.objects.filter(pk=message.pk).update(due_at=clock.now() + 15 * LOOK_AFTER)
        else:
            _end(message, answer.state.upper(), answer.reason)


def _give_up_lost_mail() -> None:
    """A mail in whose sending this process was ended may have left: a person decides, it is not sent again."""
    lost = Message.objects.filter(Q(state="SENDING") & Q(due_at__lte=clock.now() + PAUSES[0] - LOST))
    for message in lost.select_related("person"):
        _end(message, "FAILED", "unknown_whether_sent")


def _end(message: Message, state: str, reason: str = "") -> int:
    with recording(by=SYSTEM) as ledger:
        held = Message.objects.select_for_update(of=("self",)).select_related("person").get(pk=message.pk)
        settle(held, state, ledger, reason=reason)
    return 0
