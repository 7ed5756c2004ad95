"""What a person asked about the own data, and what was answered."""

from typing import Any, ClassVar

from django.db import models

from dure.ledger.models import Kept

KINDS = ("VIEW", "CORRECTION", "ERASURE", "STOP")
WAYS = ("PAPER", "CALL", "MEETING", "MAIL")
RESULTS = ("GRANTED", "PARTLY", "REFUSED")
REASONS = ("NOT_THE_PERSON", "NOT_HELD", "LAW_FORBIDS", "HARMS_OTHERS", "LAW_KEEPS", "CONTRACT")


class SubjectRequest(Kept):
    """개인정보 열람등요구: one right a person makes use of, due some days after it came in."""

    ref_type = "subject_request"
    office = models.ForeignKey("network.Office", on_delete=models.PROTECT, related_name="subject_requests")
    person = models.ForeignKey("network.Person", on_delete=models.PROTECT, related_name="subject_requests")
    kind = models.CharField(max_length=12)
    way = models.CharField(max_length=8)
    asked_on = models.DateField()
    due_on = models.DateField()
    words = models.TextField(blank=True)
    state = models.CharField(max_length=12, default="RECEIVED")
    taken_by = models.ForeignKey("network.Person", on_delete=models.PROTECT, null=True, related_name="+")
    taken_at = models.DateTimeField()
    result = models.CharField(max_length=8, blank=True)
    reason = models.CharField(max_length=16, blank=True)
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey("network.Person", on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    lifted_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["office", "person", "kind"],
                condition=models.Q(state="RECEIVED"),
                name="rights_one_open",
            )
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["office", "state", "due_on"], name="rights_request_due")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.asked_on}"
