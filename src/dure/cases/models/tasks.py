"""협력과제: a difficulty that becomes a joint task of several parties."""

from django.db import models

from dure.ledger.models import Kept


class CooperationTask(Kept):
    """A joint task out of a case: proposed by one, approved or sent back by another, with its result."""

    ref_type = "task"
    KINDS = ("PATENT", "ON_SITE")
    case = models.ForeignKey("cases.DifficultyCase", on_delete=models.PROTECT, related_name="tasks")
    kind = models.CharField(max_length=8)
    title = models.CharField(max_length=200)
    plan = models.TextField()
    partners = models.CharField(max_length=300)
    starts_on = models.DateField()
    ends_on = models.DateField()
    proposed_by = models.ForeignKey("network.Person", on_delete=models.PROTECT, null=True, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey("network.Person", on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    approved = models.BooleanField(default=False)
    reason = models.CharField(max_length=300, blank=True)
    result = models.TextField(blank=True)
    result_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.title
