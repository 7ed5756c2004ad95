"""Who writes down visits and keeps the inbox: the office of a firm, and nobody whom the firm keeps out."""

from uuid import UUID

from dure.intake.models import Contact, Item
from dure.ledger.errors import NotFound
from dure.network.models import Organisation
from dure.network.rules import is_office_of
from dure.network.standing import Standing


def may_write_for(by: Standing, firm: Organisation) -> bool:
    """Staff of the office that looks after a firm."""
    return by.is_system or is_office_of(by, firm)


def must_write_for(by: Standing, firm: Organisation) -> None:
    """For everybody else there is no such firm to write about."""
    if not may_write_for(by, firm):
        raise NotFound("not_found")


def must_see(by: Standing, contact: Contact) -> None:
    """What was said at a visit is for the office of the firm only."""
    if not (by.is_system or (contact.office_id in by.offices and contact.firm_id not in by.blocked_by)):
        raise NotFound("not_found")


def must_keep_inbox(by: Standing, office_id: UUID) -> None:
    """An inbox belongs to its office."""
    if not (by.is_system or office_id in by.offices):
        raise NotFound("not_found")


def must_keep_item(by: Standing, item: Item) -> None:
    """The same for one thing in it."""
    must_keep_inbox(by, item.office_id)
