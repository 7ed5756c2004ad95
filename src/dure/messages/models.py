"""Templates of an office in their versions, and every message that was written to somebody."""

from typing import Any, ClassVar

from django.db import models

from dure.ledger.models import Kept

WAYS = ("COPY", "TEXT", "MAIL")
KINDS = ("SERVICE", "INVITATION")
OPEN = ("WAITING", "SENDING", "TAKEN")


class Template(Kept):
    """A text of an office in one version; the newest one holds, and older messages keep theirs."""

    ref_type = "message_template"
    office = models.ForeignKey("network.Office", on_delete=models.PROTECT, related_name="message_templates")
    code = models.CharField(max_length=24)
    version = models.SmallIntegerField()
    text = models.TextField()
    gateway_code = models.CharField(max_length=40, blank=True)
    made_by = models.ForeignKey("network.Person", on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["office", "code", "version"], name="messages_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.version}"


class Message(Kept):
    """One message to one person, by one way, and what became of it."""

    ref_type = "message"
    office = models.ForeignKey("network.Office", on_delete=models.PROTECT, related_name="messages")
    person = models.ForeignKey("network.Person", on_delete=models.PROTECT, related_name="messages")
    link = models.ForeignKey("links.Link", on_delete=models.PROTECT, null=True, related_name="messages")
    code = models.CharField(max_length=24)
    gateway_code = models.CharField(max_length=40, blank=True)
    kind = models.CharField(max_length=12)
    way = models.CharField(max_length=8)
    text = models.TextField()
    state = models.CharField(max_length=12)
    reason = models.CharField(max_length=40, blank=True)
    made_by = models.ForeignKey("network.Person", on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    due_at = models.DateTimeField()
    tries = models.SmallIntegerField(default=0)
    gateway_id = models.CharField(max_length=80, blank=True)
    settled_at = models.DateTimeField(null=True)
    request_key = models.UUIDField(null=True, unique=True)

    class Meta:
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["office", "-made_at"], name="messages_of_office"),
            models.Index(fields=["person", "-made_at"], name="messages_to_person"),
            models.Index(fields=["due_at"], condition=models.Q(state__in=OPEN), name="messages_open"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.way}"
