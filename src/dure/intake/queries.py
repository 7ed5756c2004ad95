"""Contacts of a firm and the inbox of an office, for their readers."""

from uuid import UUID

from django.db.models import QuerySet

from dure.intake.models import Contact, Item
from dure.intake.rules import must_keep_item, must_see
from dure.ledger import clock
from dure.ledger.errors import NotFound
from dure.network.models import Organisation, Person
from dure.network.standing import Standing
from dure.papers.models import File


def visible_to(by: Standing) -> QuerySet[Contact]:
    """Contacts of the firms of one's own offices; a block beats everything else."""
    rows = Contact.objects.all() if by.is_system else Contact.objects.filter(office_id__in=list(by.offices))
    return rows.exclude(firm_id__in=list(by.blocked_by)) if by.blocked_by else rows


def contacts_with(firm: Organisation, by: Standing) -> QuerySet[Contact]:
    """Contacts with a firm, newest first."""
    rows = visible_to(by).filter(firm=firm).select_related("by", "firm")
    return rows.prefetch_related("met", "cases").order_by("-on", "-recorded_at")


def find_contact(key: UUID, by: Standing) -> Contact:
    """One contact."""
    found = Contact.objects.select_related("firm", "office", "by", "signature").filter(pk=key).first()
    if found is None:
        raise NotFound("not_found")
    must_see(by, found)
    return found


def open_items(by: Standing) -> QuerySet[Item]:
    """What waits in the inboxes of one's own offices, newest first."""
    rows = Item.objects.filter(office_id__in=list(by.offices), filed_at=None)
    return rows.select_related("office", "taken_by").order_by("-taken_at")


def find_item(key: UUID, by: Standing) -> Item:
    """One thing of an inbox."""
    found = Item.objects.select_related("office", "case", "contact").filter(pk=key).first()
    if found is None:
        raise NotFound("not_found")
    must_keep_item(by, found)
    return found


def files_of(uid: UUID) -> QuerySet[File]:
    """Files that came with it."""
    return File.objects.filter(owner_uid=uid).order_by("added_at", "pk")


def firms_of(by: Standing) -> QuerySet[Organisation]:
    """Open firms of one's own offices, those one looks after first."""
    rows = Organisation.objects.filter(kind="FIRM", office_id__in=list(by.offices), closed_on=None)
    return rows.exclude(pk__in=list(by.blocked_by))


def people_at(firm: Organisation) -> QuerySet[Person]:
    """Whom one may have met: people who work at a firm today."""
    here = Person.objects.filter(posts__organisation=firm, posts__during__contains=clock.today())
    return here.distinct().order_by("name", "pk")
