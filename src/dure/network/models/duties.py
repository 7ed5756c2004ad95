"""Who looks after a firm since when, and who stands in for whom."""

from typing import Any, ClassVar

from django.contrib.postgres.fields import DateRangeField
from django.db import models

from dure.ledger.models import Kept


class Coordination(Kept):
    """The person of an office who looks after a firm, from a day to a day."""

    ref_type = "coordination"
    organisation = models.ForeignKey(
        "network.Organisation", on_delete=models.PROTECT, related_name="coordinations"
    )
    person = models.ForeignKey("network.Person", on_delete=models.PROTECT, related_name="coordinations")
    during = DateRangeField()

    class Meta:
        indexes: ClassVar[list[Any]] = [models.Index(fields=["person"], name="network_coordination_person")]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.during}"


class StandIn(Kept):
    """A colleague who does for some days what somebody else of the office does."""

    ref_type = "stand_in"
    REASONS: ClassVar[tuple[str, ...]] = ("LEAVE", "TRIP", "TRAINING", "SICK", "OTHER")
    absent = models.ForeignKey("network.Person", on_delete=models.PROTECT, related_name="absences")
    person = models.ForeignKey("network.Person", on_delete=models.PROTECT, related_name="stand_ins")
    office = models.ForeignKey("network.Office", on_delete=models.PROTECT, related_name="stand_ins")
    during = DateRangeField()
    reason = models.CharField(max_length=12, default="LEAVE")
    named_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar[list[Any]] = [models.Index(fields=["person"], name="network_stand_in_person")]

    def __str__(self) -> str:
        return f"{self.absent_id} {self.during}"
