"""Experts: what they know, how it is known, and whether they have time."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from dure.ledger.models import Kept
from dure.network.models.named import Named

SHOWN = models.Q(published=True, person__suspended_on=None)


class Field(Named, models.Model):
    """A field of expertise (주조, 원가 관리, 수출 통관 …)."""

    code = models.CharField(max_length=40, primary_key=True)
    ko = models.CharField(max_length=80)
    en = models.CharField(max_length=80)
    ja = models.CharField(max_length=80, blank=True)
    zh = models.CharField(max_length=80, blank=True)
    needs = ArrayField(models.CharField(max_length=24), default=list)

    def __str__(self) -> str:
        return self.name


class ExpertProfile(Kept):
    """A person who can help: fields, capacity, availability; shown to firms when published."""

    ref_type = "expert"
    person = models.OneToOneField("network.Person", on_delete=models.PROTECT, related_name="expert")
    organisation = models.ForeignKey("network.Organisation", on_delete=models.PROTECT, related_name="experts")
    title = models.CharField(max_length=80, blank=True)
    fields = models.ManyToManyField(Field, related_name="experts")
    needs = ArrayField(models.CharField(max_length=24), default=list)
    about = models.TextField(blank=True)
    capacity = models.SmallIntegerField(default=3)
    available = models.BooleanField(default=True)
    away_until = models.DateField(null=True)
    published = models.BooleanField(default=False)
    pledged_on = models.DateField(null=True)

    def __str__(self) -> str:
        return str(self.person)

    @property
    def shown(self) -> bool:
        """Whether the network knows this expert: published, and nobody had the use of the data stopped."""
        return self.published and self.person.suspended_on is None


class Evidence(Kept):
    """A text that shows what an expert or body knows."""

    ref_type = "evidence"
    KINDS: ClassVar[tuple[str, ...]] = ("PAPER", "PATENT", "PROJECT", "CAREER", "CASE", "EQUIPMENT")
    expert = models.ForeignKey(ExpertProfile, on_delete=models.PROTECT, null=True, related_name="evidence")
    organisation = models.ForeignKey(
        "network.Organisation", on_delete=models.PROTECT, null=True, related_name="evidence"
    )
    kind = models.CharField(max_length=12)
    text = models.TextField()
    language = models.CharField(max_length=8, default="ko")
    since = models.DateField(null=True)

    def __str__(self) -> str:
        return self.text[:40]
