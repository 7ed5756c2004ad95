"""The feed's own rows, made from the ledger, and how far each person has read."""

from typing import Any, ClassVar

from django.db import models


class Item(models.Model):
    """An entry under one key; whoever holds the key may be somebody who may see it."""

    door: ClassVar[str] = "projecting"
    id = models.BigAutoField(primary_key=True)
    key = models.CharField(max_length=60)
    at = models.DateTimeField()
    number = models.BigIntegerField()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["key", "number"], name="feed_key_number")
        ]
        indexes: ClassVar[list[Any]] = [models.Index(fields=["key", "-at", "-number"], name="feed_key_time")]

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
