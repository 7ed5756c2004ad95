"""Organisations, people, who works where, and whom a firm wants kept out."""

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField, DateRangeField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from dure.ledger.models import Kept


class Organisation(Kept):
    """A firm, university, institute, support body, financial body or authority."""

    ref_type = "organisation"
    KINDS = ("FIRM", "UNIVERSITY", "INSTITUTE", "SUPPORT_BODY", "FINANCE_BODY", "GOVERNMENT")
    kind = models.CharField(max_length=16, default="FIRM")
    name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)
    business_no = models.CharField(max_length=10, null=True, unique=True)  # noqa: DJ001  (unique where known)
    corporate_no = models.CharField(max_length=13, blank=True)
    complex = models.ForeignKey(
        "network.Complex", on_delete=models.PROTECT, null=True, related_name="tenants"
    )
    office = models.ForeignKey(
        "network.Office", on_delete=models.PROTECT, null=True, related_name="organisations"
    )
    coordinator = models.ForeignKey(
        "network.Person", on_delete=models.PROTECT, null=True, related_name="looks_after"
    )
    corporate_group = models.CharField(max_length=120, blank=True)
    head_name = models.CharField(max_length=60, blank=True)
    address = models.CharField(max_length=200, blank=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    website = models.URLField(blank=True)
    trade = models.CharField(max_length=8, blank=True)
    products = models.CharField(max_length=300, blank=True)
    about = models.TextField(blank=True)
    employees = models.IntegerField(null=True)
    anchor = models.BooleanField(default=False)
    reported = models.BooleanField(default=False)
    language = models.CharField(max_length=8, default="ko")
    registered_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    sought = models.GeneratedField(
        expression=models.Func("name", "name_en", "products", function="network_sought"),
        output_field=models.TextField(),
        db_persist=True,
    )

    class Meta:
        indexes: ClassVar[list[Any]] = [
            GinIndex(models.Func("sought", function="network_bigrams"), name="network_org_sought"),
            models.Index(fields=["trade"], name="network_org_trade"),
            models.Index(fields=["office", "kind"], name="network_org_office"),
            models.Index(fields=["phone"], name="network_org_phone"),
            models.Index(fields=["name", "id"], name="network_org_name"),
        ]

    def __str__(self) -> str:
        return self.name


class Person(Kept):
    """Somebody in the network, with or without an account."""

    ref_type = "person"
    name = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=8, default="ko")
    consented_on = models.DateField(null=True)
    consent_basis = models.CharField(max_length=40, blank=True)
    erased_on = models.DateField(null=True)
    suspended_on = models.DateField(null=True)

    class Meta:
        indexes: ClassVar[list[Any]] = [models.Index(fields=["phone"], name="network_person_phone")]

    def __str__(self) -> str:
        return self.name


class Post(Kept):
    """Where a person works, as what, since when."""

    ref_type = "post"
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="posts")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="posts")
    title = models.CharField(max_length=60, blank=True)
    scope = ArrayField(models.CharField(max_length=24), default=list)
    during = DateRangeField()

    def __str__(self) -> str:
        return self.title


class Block(Kept):
    """A party that must not see or get what a firm asks: competitor, customer (원청) or person."""

    ref_type = "block"
    KINDS = ("COMPETITOR", "CUSTOMER", "PERSON", "OTHER")
    firm = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="blocks")
    kind = models.CharField(max_length=12)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, related_name="blocked_by"
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="blocked_by")
    words = models.CharField(max_length=120, blank=True)
    named_at = models.DateTimeField()
    cleared_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar[list[Any]] = [
            models.Index(
                fields=["organisation"], condition=models.Q(cleared_at__isnull=True), name="network_block_org"
            ),
        ]

    def __str__(self) -> str:
        return self.kind
