"""What somebody agreed to or refused about personal data and messages, each purpose apart."""

from typing import Any, ClassVar

from django.db import models

from dure.ledger.models import Kept

PURPOSES = ("COLLECTION", "SERVICE", "INVITATION", "PROVISION")
SOURCES = ("ACCOUNT", "LINK", "CALL", "MEETING", "PAPER", "IMPORT", "REGISTER", "SIGN_UP")


class PersonalConsent(Kept):
    """A yes or no of a person, or of a firm where nobody there is named; the newest said holds."""

    ref_type = "personal_consent"
    person = models.ForeignKey("network.Person", on_delete=models.PROTECT, null=True, related_name="consents")
    organisation = models.ForeignKey(
        "network.Organisation", on_delete=models.PROTECT, null=True, related_name="consents"
    )
    purpose = models.CharField(max_length=12)
    agreed = models.BooleanField()
    said_on = models.DateField()
    source = models.CharField(max_length=12)
    basis = models.CharField(max_length=200, blank=True)
    text_version = models.CharField(max_length=24)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("network.Person", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=models.Q(person=None, organisation__isnull=False)
                | models.Q(person__isnull=False, organisation=None),
                name="network_consent_of_one",
            )
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["person", "purpose", "-said_on"], name="network_consent_person"),
            models.Index(fields=["organisation", "purpose", "-said_on"], name="network_consent_org"),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.agreed}"
