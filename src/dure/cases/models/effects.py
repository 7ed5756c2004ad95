"""Effects, tags and ratings."""

from decimal import Decimal
from typing import Any, ClassVar

from django.db import models

from dure.ledger.models import Kept


class Effect(Kept):
    """A figure the firm stated: a claim, forecast or actual value; attributable to the support, or of the whole firm."""

    ref_type = "effect"
    KINDS: ClassVar[tuple[str, ...]] = (
        "SALES", "EXPORT", "COST_SAVED", "TIME_SAVED", "JOBS", "PATENT", "DEFECT_RATE", "COMMERCIALISED",
    )  # fmt: skip
    CERTAINTIES: ClassVar[tuple[str, ...]] = ("CLAIM", "FORECAST", "ACTUAL")
    case = models.ForeignKey("cases.DifficultyCase", on_delete=models.PROTECT, related_name="effects")
    kind = models.CharField(max_length=16)
    certainty = models.CharField(max_length=10)
    attributable = models.BooleanField(default=True)
    value = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    unit = models.CharField(max_length=8, default="KRW")
    year = models.SmallIntegerField()
    base_year = models.SmallIntegerField(null=True)
    words = models.CharField(max_length=300, blank=True)
    round = models.SmallIntegerField(default=0)
    no_answer = models.BooleanField(default=False)
    entered_by = models.ForeignKey("network.Person", on_delete=models.PROTECT, null=True)
    entered_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.kind} {self.certainty} {self.value}"


class Tag(Kept):
    """공동연구 or 지원사업 연계: its own record beside the case."""

    ref_type = "tag"
    case = models.ForeignKey("cases.DifficultyCase", on_delete=models.PROTECT, related_name="tags")
    code = models.CharField(max_length=16)
    partners = models.CharField(max_length=300, blank=True)
    plan = models.TextField(blank=True)
    programme = models.CharField(max_length=200, blank=True)
    application_no = models.CharField(max_length=60, blank=True)
    amount = models.BigIntegerField(null=True)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    ip_rule = models.CharField(max_length=200, blank=True)
    result = models.TextField(blank=True)
    result_at = models.DateTimeField(null=True)
    set_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.code


class Rating(Kept):
    """How firm and helper found each other; seen by coordinators, from three on."""

    ref_type = "rating"
    referral = models.ForeignKey("cases.Referral", on_delete=models.PROTECT, related_name="ratings")
    of_helper = models.BooleanField(default=True)
    stars = models.SmallIntegerField()
    words = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["referral", "of_helper"], name="cases_rating_once"),
            models.CheckConstraint(condition=models.Q(stars__range=(1, 5)), name="cases_rating_stars"),
        ]

    def __str__(self) -> str:
        return str(Decimal(self.stars))


class Satisfaction(Kept):
    """How satisfied a firm was when its case ended: one tap, by whatever way."""

    ref_type = "satisfaction"
    case = models.OneToOneField("cases.DifficultyCase", on_delete=models.PROTECT, related_name="satisfaction")
    score = models.SmallIntegerField()
    words = models.CharField(max_length=300, blank=True)
    way = models.CharField(max_length=12)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(condition=models.Q(score__range=(1, 5)), name="cases_satisfaction_score")
        ]

    def __str__(self) -> str:
        return str(self.score)
