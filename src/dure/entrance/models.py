"""Codes that were asked for."""

from datetime import datetime
from typing import Any, ClassVar

from django.db import models

from dure.ledger.refs import new_uid

WAYS = ("MAIL", "TEXT")
WRONG_MOST = 5


class Code(models.Model):
    """One code of six digits, for one person, sent by one way; it opens once, within minutes.

    The digits stand nowhere: they follow from the key of the row and the secret of the installation. Who is unknown
    gets a row as well, without a person and never sent, so that asking tells nothing.
    """

    door: ClassVar[str] = "keeping"
    id = models.UUIDField(primary_key=True, default=new_uid, editable=False)
    person = models.ForeignKey("network.Person", on_delete=models.PROTECT, null=True, related_name="+")
    link = models.ForeignKey("links.Link", on_delete=models.PROTECT, null=True, related_name="+")
    way = models.CharField(max_length=4)
    mark = models.CharField(max_length=64)
    asked_from = models.GenericIPAddressField(null=True)
    made_at = models.DateTimeField()
    until = models.DateTimeField()
    state = models.CharField(max_length=8)
    tries = models.SmallIntegerField(default=0)
    due_at = models.DateTimeField()
    wrong = models.SmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["mark", "made_at"], name="entrance_of_address"),
            models.Index(fields=["asked_from", "made_at"], name="entrance_from_place"),
            models.Index(fields=["due_at"], condition=models.Q(state="WAITING"), name="entrance_waiting"),
        ]

    def __str__(self) -> str:
        return self.way

    def is_open(self, now: datetime) -> bool:
        """Whether it may still be tried."""
        return self.used_at is None and self.wrong < WRONG_MOST and now < self.until
