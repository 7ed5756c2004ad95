"""Who may be written to, by which way, and when."""

from datetime import datetime, time, timedelta

from django.conf import settings

from dure.ledger import clock
from dure.ledger.errors import NotFound, Refused
from dure.links.models import Link
from dure.links.rules import may_make_links
from dure.messages import gateway
from dure.messages.models import Message
from dure.network.models import Office, Person
from dure.network.queries.consents import agrees
from dure.network.queries.settings import setting
from dure.network.standing import Standing


def must_write_to(by: Standing, office: Office, person: Person, link: Link | None = None) -> None:
    """An office writes to people of its own organisations, and to whom it sends a link of its own case."""
    if office.pk not in by.offices and not by.is_system:
        raise NotFound("not_found")
    if link is not None:
        if link.person_id != person.pk or not may_make_links(by, link.case):
            raise NotFound("not_found")
        return
    posts = person.posts.filter(organisation__office=office, during__contains=clock.today())
    if not posts.exclude(organisation_id__in=list(by.blocked_by)).exists():
        raise NotFound("not_found")


def must_see(by: Standing, message: Message) -> None:
    """A message is known to its office."""
    if not (by.is_system or message.office_id in by.offices):
        raise NotFound("not_found")


def may_keep_templates(by: Standing, office: Office) -> bool:
    """Heads and coordinators of an office word its messages."""
    return bool(by.offices.get(office.pk, frozenset()) & {"OFFICE_HEAD", "COORDINATOR", "STAFF"})


def why_not(person: Person, kind: str, way: str) -> str:
    """Why somebody cannot be written to by a way, as a code; empty where nothing speaks against it.

    Who refused this kind or the keeping of personal data gets nothing by any way, copied by hand neither; an invitation needs a yes.
    """
    if person.suspended_on:
        return "message_suspended"
    said = agrees(kind, person=person, organisation=None, phone=person.phone, email=person.email)
    kept = agrees("COLLECTION", person=person, organisation=None)
    if person.erased_on or said is False or kept is False:
        return "message_refused"
    if kind == "INVITATION" and said is not True:
        return "message_not_agreed"
    return _why_not_by(way, person)


def _why_not_by(way: str, person: Person) -> str:
    if way == "TEXT" and not person.phone:
        return "message_no_phone"
    if way == "TEXT" and not gateway.is_set_up():
        return "message_no_gateway"
    if way == "MAIL" and not person.email:
        return "message_no_email"
    return "message_no_mail_server" if way == "MAIL" and not settings.EMAIL_ENABLED else ""


def must_reach(person: Person, kind: str, way: str) -> None:
    """Refused with the reason, which is said beside the button before anybody presses it."""
    if code := why_not(person, kind, way):
        raise Refused(code, person=person.name)


def due_at(kind: str, now: datetime) -> datetime:
    """When a message may leave: invitations never at night (정보통신망법 제50조 제3항), others as the office set it."""
    if kind != "INVITATION" and not setting("message.quiet.service"):
        return now
    begins, ends = setting("message.quiet.from"), setting("message.quiet.until")
    local = now.astimezone(clock.SEOUL)
    if local.hour >= begins:
        return datetime.combine(local.date() + timedelta(days=1), time(ends), clock.SEOUL)
    if local.hour < ends:
        return datetime.combine(local.date(), time(ends), clock.SEOUL)
    return now
