"""What somebody put away on their own desk."""

from typing import Any, ClassVar

from django.db import models


class PutAway(models.Model):
    """Something shown on the desk until it is put away, by person and kind."""

    door: ClassVar[str] = "keeping"
    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey("network.Person", on_delete=models.CASCADE, related_name="+")
    what = models.CharField(max_length=24)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["person", "what"], name="desk_put_away_once")
        ]

    def __str__(self) -> str:
        return self.what
