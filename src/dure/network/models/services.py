"""Services: support programmes, agencies, authorities and hotlines that a firm can be sent to."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField, DateRangeField
from django.db import models

from dure.ledger.models import Kept


class Service(Kept):
    """Something that helps and is no person: whom for, on what conditions, when, where to ask."""

    ref_type = "service"
    KINDS: ClassVar[tuple[str, ...]] = ("PROGRAMME", "AGENCY", "AUTHORITY", "HOTLINE", "POOL")
    code = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=12)
    name = models.CharField(max_length=120)
    text = models.TextField()
    whom_for = models.CharField(max_length=300, blank=True)
    conditions = models.CharField(max_length=300, blank=True)
    needs = ArrayField(models.CharField(max_length=24), default=list)
    provider = models.ForeignKey("network.Organisation", on_delete=models.PROTECT, null=True)
    office = models.ForeignKey("network.Office", on_delete=models.PROTECT, null=True)
    open_during = DateRangeField(null=True)
    contact = models.CharField(max_length=200, blank=True)
    closed_on = models.DateField(null=True)

    def __str__(self) -> str:
        return self.name
