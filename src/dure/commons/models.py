"""Policy proposals and what they rest on."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from dure.ledger.models import Kept


class PolicyProposal(Kept):
    """정책제안: a change that several firms wish for, with the cases behind it."""

    ref_type = "proposal"
    STATES: ClassVar[tuple[str, ...]] = ("DRAFT", "OFFICE_REVIEW", "FORWARDED", "ANSWERED", "REJECTED")
    ANSWERS: ClassVar[tuple[str, ...]] = ("ACCEPTED", "PARTLY", "LONG_TERM", "NOT_ACCEPTED")
    office = models.ForeignKey("network.Office", on_delete=models.PROTECT, related_name="proposals")
    title = models.CharField(max_length=200)
    text = models.TextField()
    body = models.CharField(max_length=120)
    cases = ArrayField(models.UUIDField(), default=list)
    firms = models.IntegerField()
    state = models.CharField(max_length=16, default="DRAFT")
    drafted_by = models.ForeignKey("network.Person", on_delete=models.PROTECT, null=True, related_name="+")
    drafted_at = models.DateTimeField()
    approved_by = models.ForeignKey("network.Person", on_delete=models.PROTECT, null=True, related_name="+")
    forwarded_on = models.DateField(null=True)
    document_no = models.CharField(max_length=60, blank=True)
    answer = models.CharField(max_length=16, blank=True)
    answer_text = models.TextField(blank=True)
    reason = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return self.title
