"""인수인계: what one colleague passed to others, in one act, from a day on."""

from typing import Any, ClassVar

from django.db import models

from dure.ledger.models import Kept


class DutyHandover(Kept):
    """One act that passes firms and cases of a colleague to others; done at once, or planned for a day to come."""

    ref_type = "duty_handover"
    giver = models.ForeignKey("network.Person", on_delete=models.PROTECT, related_name="handovers_given")
    office = models.ForeignKey("network.Office", on_delete=models.PROTECT, related_name="duty_handovers")
    since = models.DateField()
    note = models.TextField(blank=True)
    made_by = models.ForeignKey("network.Person", on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar[list[Any]] = [
            models.Index(
                fields=["since"],
                condition=models.Q(done_at__isnull=True, cancelled_at__isnull=True),
                name="cases_duty_handover_due",
            )
        ]

    def __str__(self) -> str:
        return f"{self.giver_id} {self.since}"


class DutyPassage(Kept):
    """One firm or one case that passes to one colleague; `left_out` says why it did not."""

    ref_type = "duty_passage"
    handover = models.ForeignKey(DutyHandover, on_delete=models.PROTECT, related_name="passages")
    firm = models.ForeignKey("network.Organisation", on_delete=models.PROTECT, null=True, related_name="+")
    case = models.ForeignKey(
        "cases.DifficultyCase", on_delete=models.PROTECT, null=True, related_name="passages"
    )
    receiver = models.ForeignKey("network.Person", on_delete=models.PROTECT, related_name="duties_received")
    note = models.CharField(max_length=300, blank=True)
    left_out = models.CharField(max_length=24, blank=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=models.Q(firm__isnull=True) ^ models.Q(case__isnull=True),
                name="cases_duty_passage_of_one",
            )
        ]

    def __str__(self) -> str:
        return f"{self.firm_id or self.case_id} → {self.receiver_id}"
