"""Clocks of cases and referrals: when something is due, and whether it ran out."""

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from dure.ledger.models import Kept


class CaseClock(Kept):
    """A running, paused or stopped clock; `left` is what remains of a paused one, in working minutes."""

    ref_type = "clock"
    case = models.ForeignKey("cases.DifficultyCase", on_delete=models.PROTECT, related_name="clocks")
    referral = models.ForeignKey("cases.Referral", on_delete=models.PROTECT, null=True, related_name="clocks")
    code = models.CharField(max_length=16)
    started_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    reminders = ArrayField(models.DateTimeField(), default=list)
    left = models.IntegerField(null=True)
    reminders_left = ArrayField(models.IntegerField(), default=list)
    stopped_at = models.DateTimeField(null=True)
    ran_out_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar[list[Any]] = [
            models.Index(
                fields=["due_at"], condition=models.Q(stopped_at__isnull=True), name="cases_clock_due"
            ),
            models.Index(fields=["case"], name="cases_clock_case"),
        ]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["case", "referral", "code"],
                condition=models.Q(stopped_at__isnull=True),
                nulls_distinct=False,
                name="cases_clock_running_once",
            )
        ]

    def __str__(self) -> str:
        return self.code
