"""Complexes and the offices that serve them."""

from typing import ClassVar

from django.contrib.postgres.fields import DateRangeField
from django.db import models

from dure.ledger.models import Kept
from dure.network.models.named import Named


class Complex(Kept):
    """A designated industrial area."""

    ref_type = "complex"
    code = models.CharField(max_length=24, unique=True)
    name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)
    kind = models.CharField(max_length=16, default="NATIONAL")
    managing_body = models.CharField(max_length=120, blank=True)
    region = models.CharField(max_length=40, blank=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    pilot = models.BooleanField(default=False)
    reported = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name


class Specialisation(Named, Kept):
    """A specialised industry of a complex, for a time."""

    ref_type = "specialisation"
    complex = models.ForeignKey(Complex, on_delete=models.PROTECT, related_name="specialisations")
    ko = models.CharField(max_length=80)
    en = models.CharField(max_length=80, blank=True)
    during = DateRangeField()

    def __str__(self) -> str:
        return self.name


class Office(Kept):
    """A promotion office, a regional headquarters above it, or the programme's headquarters."""

    ref_type = "office"
    KINDS: ClassVar[dict[str, str]] = {"HQ": "본부", "REGIONAL_HQ": "지역본부", "OFFICE": "추진단"}
    kind = models.CharField(max_length=16, default="OFFICE")
    code = models.CharField(max_length=8, unique=True)
    name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)
    label = models.CharField(max_length=24, default="추진단")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="below")
    complexes = models.ManyToManyField(Complex, related_name="offices")
    territory = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)
    small = models.BooleanField(default=True)

    def __str__(self) -> str:
        return self.name


class HeadAppointment(Kept):
    """The head of an office for a term; a person from outside, apart from the permanent staff."""

    ref_type = "head_appointment"
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="heads")
    person = models.ForeignKey("network.Person", on_delete=models.PROTECT)
    title = models.CharField(max_length=80)
    home = models.ForeignKey("network.Organisation", on_delete=models.PROTECT, null=True)
    during = DateRangeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["-during"]

    def __str__(self) -> str:
        return f"{self.title} {self.during}"
