"""Referrals and the log of guidance and visits."""

from decimal import Decimal
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from dure.ledger.models import Kept

DECLINE_REASONS = ("NO_TIME", "NOT_MY_FIELD", "CONFLICT", "OTHER")
PLACES = ("FIRM", "OFFICE", "LAB", "ONLINE", "PHONE")


class Referral(Kept):
    """One helper asked for one case: a person, an organisation or a group."""

    ref_type = "referral"
    case = models.ForeignKey("cases.DifficultyCase", on_delete=models.PROTECT, related_name="referrals")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")
    person = models.ForeignKey(
        "network.Person", on_delete=models.PROTECT, null=True, related_name="referrals"
    )
    organisation = models.ForeignKey(
        "network.Organisation", on_delete=models.PROTECT, null=True, related_name="referrals"
    )
    group = models.ForeignKey("network.Group", on_delete=models.PROTECT, null=True, related_name="referrals")
    own_office = models.BooleanField(default=False)
    state = models.CharField(max_length=12, default="PROPOSED")
    parts = ArrayField(models.CharField(max_length=8), default=list)
    named = models.BooleanField(default=False)
    reasons = models.JSONField(default=list)
    request_words = models.TextField(blank=True)
    asked_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    answer_reason = models.CharField(max_length=16, blank=True)
    answer_words = models.TextField(blank=True)
    someone_else = models.CharField(max_length=200, blank=True)
    result = models.TextField(blank=True)
    hours = models.DecimalField(max_digits=7, decimal_places=2, default=Decimal(0))
    ended_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["person", "state"], name="cases_referral_person"),
            models.Index(fields=["organisation", "state"], name="cases_referral_org"),
            models.Index(fields=["group", "state"], name="cases_referral_group"),
        ]

    def __str__(self) -> str:
        return self.state


class Visit(Kept):
    """An entry of the guidance log: who was where, how long, what was done, what comes next."""

    ref_type = "visit"
    case = models.ForeignKey("cases.DifficultyCase", on_delete=models.PROTECT, related_name="visits")
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, null=True, related_name="visits")
    by = models.ForeignKey("network.Person", on_delete=models.PROTECT, null=True)
    on = models.DateField()
    starts_at = models.TimeField(null=True)
    ends_at = models.TimeField(null=True)
    hours = models.DecimalField(max_digits=5, decimal_places=2, default=Decimal(0))
    place = models.CharField(max_length=8, default="FIRM")
    people = models.CharField(max_length=300, blank=True)
    content = models.TextField()
    next_step = models.TextField(blank=True)
    cost = models.BigIntegerField(default=0)
    made_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["-on", "-id"]

    def __str__(self) -> str:
        return f"{self.on}"
