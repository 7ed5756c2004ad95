"""Files by content, who may open them and who did; agreements and consents."""

from typing import Any, ClassVar

from django.db import models

from dure.ledger.models import Kept

LEVELS = ("PUBLIC", "MEMBER", "CASE_TEAM", "OFFICE")
CONSENT_KINDS = ("ACCOUNT", "LINK", "SIGNATURE", "PAPER", "CALL", "EARLIER")


class File(Kept):
    """A file of an object; the bytes lie by their SHA-256 outside the web root."""

    ref_type = "file"
    owner_type = models.CharField(max_length=24)
    owner_uid = models.UUIDField()
    firm = models.ForeignKey("network.Organisation", on_delete=models.PROTECT, null=True)
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.BigIntegerField()
    media_type = models.CharField(max_length=100)
    level = models.CharField(max_length=12, default="CASE_TEAM")
    technical = models.BooleanField(default=False)
    added_by = models.ForeignKey("network.Person", on_delete=models.PROTECT, null=True)
    added_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar[list[Any]] = [models.Index(fields=["owner_uid"], name="papers_file_owner")]

    def __str__(self) -> str:
        return self.name


class Opening(models.Model):
    """Who opened what, when, from where, for which task (the access log of the privacy rules)."""

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    account_uid = models.UUIDField(null=True)
    person_uid = models.UUIDField(null=True)
    address = models.GenericIPAddressField(null=True)
    object_type = models.CharField(max_length=24)
    object_uid = models.UUIDField()
    subject_uid = models.UUIDField(null=True)
    part = models.CharField(max_length=12)
    task = models.CharField(max_length=24)
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["object_uid", "-at"], name="papers_opening_object")
        ]

    def __str__(self) -> str:
        return f"{self.object_type} {self.part}"


class Agreement(Kept):
    """A non-disclosure agreement with its seven fields, accepted by a helper for one object."""

    ref_type = "agreement"
    kind = models.CharField(max_length=12, default="NDA")
    object_type = models.CharField(max_length=24)
    object_uid = models.UUIDField()
    discloser = models.ForeignKey(
        "network.Organisation", on_delete=models.PROTECT, related_name="disclosures"
    )
    receiver_person = models.ForeignKey("network.Person", on_delete=models.PROTECT)
    purpose = models.CharField(max_length=200)
    scope = models.CharField(max_length=200)
    period_years = models.SmallIntegerField(default=3)
    duties = models.CharField(max_length=300)
    returning = models.CharField(max_length=200)
    text_version = models.CharField(max_length=24)
    accepted_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.kind} {self.accepted_at:%Y-%m-%d}"


class Consent(Kept):
    """A consent or confirmation of a firm, with how it came and on which text."""

    ref_type = "consent"
    subject = models.ForeignKey("network.Organisation", on_delete=models.PROTECT)
    person = models.ForeignKey("network.Person", on_delete=models.PROTECT, null=True)
    object_type = models.CharField(max_length=24)
    object_uid = models.UUIDField()
    purpose = models.CharField(max_length=24)
    kind = models.CharField(max_length=12)
    text_version = models.CharField(max_length=24)
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    file = models.ForeignKey(File, on_delete=models.PROTECT, null=True)

    class Meta:
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["object_uid", "purpose"], name="papers_consent_object")
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.kind}"
