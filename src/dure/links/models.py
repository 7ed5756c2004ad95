"""A link, and every use of it."""

from datetime import datetime
from typing import Any, ClassVar

from django.db import models

from dure.ledger.models import Kept

PURPOSES = ("CONSENT", "ANSWER", "CONFIRMATION", "SATISFACTION")
OUTCOMES = ("AGREED", "REFUSED", "ACCEPTED", "DECLINED", "CONFIRMED", "NOT_YET", "RATED")
WRONG_MOST = 5


class Link(Kept):
    """Lets one person answer one question about one case, once, until a day."""

    ref_type = "link"
    purpose = models.CharField(max_length=12)
    case = models.ForeignKey("cases.DifficultyCase", on_delete=models.PROTECT, related_name="links")
    referral = models.ForeignKey("cases.Referral", on_delete=models.PROTECT, null=True, related_name="links")
    person = models.ForeignKey("network.Person", on_delete=models.PROTECT, related_name="links")
    made_by = models.ForeignKey("network.Person", on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    until = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=12, blank=True)
    revoked_at = models.DateTimeField(null=True)
    wrong = models.SmallIntegerField(default=0)
    asked_again_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["purpose", "case", "referral", "person"], nulls_distinct=False,
                condition=models.Q(used_at=None, revoked_at=None), name="links_one_open",
            )
        ]  # fmt: skip
        indexes: ClassVar[list[Any]] = [models.Index(fields=["case", "-made_at"], name="links_of_case")]

    def __str__(self) -> str:
        return self.purpose

    def state(self, now: datetime) -> str:
        """What has become of it: OPEN, USED, REVOKED, LOCKED or EXPIRED."""
        if self.used_at:
            return "USED"
        if self.revoked_at:
            return "REVOKED"
        if self.wrong >= WRONG_MOST:
            return "LOCKED"
        return "OPEN" if now < self.until else "EXPIRED"


class Use(models.Model):
    """One use of a link: opened, digits wrong or right, answered; the access log of people without an account."""

    door: ClassVar[str] = "keeping"
    id = models.BigAutoField(primary_key=True)
    link = models.ForeignKey(Link, on_delete=models.PROTECT, related_name="uses")
    at = models.DateTimeField()
    what = models.CharField(max_length=12)
    address = models.GenericIPAddressField(null=True)

    class Meta:
        indexes: ClassVar[list[Any]] = [models.Index(fields=["link", "at"], name="links_use_of_link")]

    def __str__(self) -> str:
        return self.what
