"""The reader's own rows: each support that ended, and what its firm said of it."""

from typing import Any, ClassVar

from django.db import models


class EndedSupport(models.Model):
    """A case whose end was a service to the firm, with the kind of its confirmation and the score given."""

    door: ClassVar[str] = "projecting"
    case = models.UUIDField(primary_key=True)
    office = models.UUIDField()
    firm = models.UUIDField()
    kind = models.CharField(max_length=24, blank=True)
    ended_on = models.DateField()
    confirmation = models.CharField(max_length=12, blank=True)
    score = models.SmallIntegerField(null=True)

    class Meta:
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["office", "ended_on"], name="indicators_office_ended")
        ]

    def __str__(self) -> str:
        return f"{self.ended_on} {self.score}"
