"""The case itself, its single difficulties, its number, and what is still being typed."""

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from dure.ledger.models import Kept

CHANNELS = ("PAGE", "PHONE", "VISIT", "MEETING", "MESSAGE", "GROUP", "PHOTO", "CALL_ME", "IMPORT")
STAGES = ("DEVELOPMENT", "PRODUCT", "MARKET")


class DifficultyCase(Kept):
    """One request of a firm from intake to end and effect."""

    ref_type = "case"
    number = models.CharField(max_length=20, unique=True)
    firm = models.ForeignKey("network.Organisation", on_delete=models.PROTECT, related_name="cases")
    office = models.ForeignKey("network.Office", on_delete=models.PROTECT, related_name="cases")
    group = models.ForeignKey("network.Group", on_delete=models.PROTECT, null=True, related_name="cases")
    writer = models.ForeignKey(
        "network.Person", on_delete=models.PROTECT, null=True, related_name="written_cases"
    )
    in_charge = models.ForeignKey("network.Person", on_delete=models.PROTECT, null=True, related_name="cases")
    state = models.CharField(max_length=16)
    paused_state = models.CharField(max_length=16, null=True)  # noqa: DJ001  (folded: cleared means none)
    next_look_on = models.DateField(null=True)
    channel = models.CharField(max_length=12)
    teller = models.CharField(max_length=120, blank=True)
    call_back = models.CharField(max_length=120, blank=True)
    language = models.CharField(max_length=8, default="ko")
    title = models.CharField(max_length=200)
    title_by_hand = models.BooleanField(default=False)
    text = models.TextField()
    product = models.CharField(max_length=200, blank=True)
    arose = models.CharField(max_length=200, blank=True)
    tried = models.TextField(blank=True)
    kind = models.ForeignKey("network.NeedKind", on_delete=models.PROTECT, null=True)
    stage = models.CharField(max_length=12, blank=True)
    fields = ArrayField(models.CharField(max_length=40), default=list)
    secrecy = models.CharField(max_length=12, default="CASE_TEAM")
    wanted_by = models.DateField(null=True)
    consented_at = models.DateTimeField(null=True)
    naming_allowed_at = models.DateTimeField(null=True)
    officers_may_see = models.BooleanField(default=False)
    finder_office = models.ForeignKey("network.Office", on_delete=models.PROTECT, related_name="found_cases")
    finder_person = models.ForeignKey(
        "network.Person", on_delete=models.PROTECT, null=True, related_name="found_cases"
    )
    received_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    request_key = models.UUIDField(null=True, unique=True)
    forwarding_due_on = models.DateField(null=True)
    follows = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="followed_by")
    imported = models.BooleanField(default=False)
    made_at = models.DateTimeField()

    class Meta:
        db_table = "cases_case"
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["office", "state"], name="cases_office_state"),
            models.Index(fields=["firm", "-received_at"], name="cases_firm"),
            models.Index(fields=["in_charge", "state"], name="cases_in_charge"),
            models.Index(fields=["group", "state"], name="cases_group"),
            models.Index(fields=["state", "ended_at"], name="cases_ended"),
        ]

    def __str__(self) -> str:
        return self.number


class Number(models.Model):
    """The last number given in an office and year."""

    door = "recording"
    office = models.ForeignKey("network.Office", on_delete=models.PROTECT)
    year = models.SmallIntegerField()
    last = models.IntegerField(default=0)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["office", "year"], name="cases_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"


class Difficulty(Kept):
    """One problem inside a case, solved or not."""

    ref_type = "difficulty"
    case = models.ForeignKey(DifficultyCase, on_delete=models.PROTECT, related_name="difficulties")
    text = models.CharField(max_length=500)
    solved = models.BooleanField(default=False)
    place = models.SmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar[list[str]] = ["place"]

    def __str__(self) -> str:
        return self.text


class Draft(models.Model):
    """What somebody is still typing: the state 작성 중; no fact yet, so no event."""

    door = "keeping"
    person = models.ForeignKey("network.Person", on_delete=models.CASCADE)
    form = models.CharField(max_length=60)
    fields = models.JSONField(default=dict)
    saved_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["person", "form"], name="cases_draft_once")
        ]

    def __str__(self) -> str:
        return self.form
