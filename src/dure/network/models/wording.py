"""Language versions of public texts."""

from typing import Any, ClassVar

from django.db import models

from dure.ledger.models import Kept


class Wording(Kept):
    """One field of one object in one language, with the version of the source it was made from."""

    ref_type = "wording"
    STATES: ClassVar[tuple[str, ...]] = ("DRAFT", "APPROVED", "OUTDATED")
    object_type = models.CharField(max_length=24)
    object_uid = models.UUIDField()
    field = models.CharField(max_length=24)
    language = models.CharField(max_length=8)
    text = models.TextField()
    state = models.CharField(max_length=10, default="APPROVED")
    source_version = models.IntegerField(default=1)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["object_uid", "field", "language"], name="network_wording_once")
        ]

    def __str__(self) -> str:
        return f"{self.field} {self.language}"
