"""The feed's own rows, made from the ledger, and how far each person has read."""

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Item(models.Model):
    """One line of the feed; the words are chosen when it is shown."""

    door: ClassVar[str] = "projecting"
    number = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    type = models.CharField(max_length=60)
    payload = models.JSONField(default=dict)
    touches = models.JSONField(default=list)
    actor = models.UUIDField(null=True)
    keys = ArrayField(models.CharField(max_length=60), default=list)

    def __str__(self) -> str:
        return f"{self.number} {self.type}"


class ItemKey(models.Model):
    """Whose an item is to see: one row a key, so that a feed is read from the newest down."""

    door: ClassVar[str] = "projecting"
    id = models.BigAutoField(primary_key=True)
    key = models.CharField(max_length=60)
    number = models.BigIntegerField()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["key", "number"], name="feed_key_number")
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.number}"


class ReadMark(models.Model):
    """How far a person has read the feed."""

    door: ClassVar[str] = "keeping"
    person = models.OneToOneField(
        "network.Person", on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    number = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.number)
