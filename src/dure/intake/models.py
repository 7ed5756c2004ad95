"""What was heard at a visit or call, and what waits in the inbox."""

from typing import Any, ClassVar

from django.db import models

from dure.ledger.models import Kept

CHANNELS = ("VISIT", "PHONE", "MEETING", "MESSAGE")
PLACES = ("FIRM", "OFFICE", "ONLINE", "PHONE", "OTHER")
ASIDE_REASONS = ("DONE", "NOT_OURS", "TWICE", "ADVERT")


class Contact(Kept):
    """A visit, call, meeting or message with a firm: date, hours, place, content, next step."""

    ref_type = "contact"
    firm = models.ForeignKey("network.Organisation", on_delete=models.PROTECT, related_name="contacts")
    office = models.ForeignKey("network.Office", on_delete=models.PROTECT, related_name="contacts")
    by = models.ForeignKey(
        "network.Person", on_delete=models.PROTECT, null=True, related_name="contacts_made"
    )
    channel = models.CharField(max_length=8)
    on = models.DateField()
    hours = models.DecimalField(max_digits=4, decimal_places=1, default=0)
    place = models.CharField(max_length=8, default="FIRM")
    content = models.TextField()
    next_step = models.CharField(max_length=300, blank=True)
    next_on = models.DateField(null=True)
    met = models.ManyToManyField("network.Person", related_name="contacts_met")
    cases = models.ManyToManyField("cases.DifficultyCase", related_name="contacts")
    signature = models.ForeignKey("papers.File", on_delete=models.PROTECT, null=True, related_name="+")
    request_key = models.UUIDField(null=True, unique=True)
    recorded_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["firm", "-on"], name="intake_contact_firm"),
            models.Index(fields=["office", "-on"], name="intake_contact_office"),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.on}"


class Item(Kept):
    """Something that came in and has no place yet: pasted words, pictures, a chat."""

    ref_type = "inbox_item"
    office = models.ForeignKey("network.Office", on_delete=models.PROTECT, related_name="inbox")
    text = models.TextField(blank=True)
    source = models.CharField(max_length=120, blank=True)
    taken_by = models.ForeignKey("network.Person", on_delete=models.PROTECT, null=True, related_name="+")
    taken_at = models.DateTimeField()
    filed_at = models.DateTimeField(null=True)
    case = models.ForeignKey("cases.DifficultyCase", on_delete=models.PROTECT, null=True, related_name="+")
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, null=True, related_name="+")
    aside = models.CharField(max_length=8, blank=True)
    request_key = models.UUIDField(null=True, unique=True)

    class Meta:
        indexes: ClassVar[list[Any]] = [
            models.Index(
                fields=["office", "-taken_at"], condition=models.Q(filed_at=None), name="intake_inbox_open"
            )
        ]

    def __str__(self) -> str:
        return self.source or str(self.taken_at)
