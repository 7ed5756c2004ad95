"""Roles in an office, group or organisation, and grants on single objects."""

from typing import Any, ClassVar

from django.contrib.postgres.fields import DateRangeField
from django.db import models

from dure.ledger.models import Kept


class Role(Kept):
    """What a person may act as, where, for how long."""

    ref_type = "role"
    OFFICE_ROLES: ClassVar[tuple[str, ...]] = (
        "COORDINATOR",
        "OFFICE_HEAD",
        "SECRETARIAT",
        "STAFF",
        "APPROVER",
    )
    CODES: ClassVar[tuple[str, ...]] = (*OFFICE_ROLES, "HEADQUARTERS", "OFFICER", "FIRM", "BODY")
    person = models.ForeignKey("network.Person", on_delete=models.PROTECT, related_name="roles")
    code = models.CharField(max_length=16)
    office = models.ForeignKey("network.Office", on_delete=models.PROTECT, null=True, related_name="roles")
    group = models.ForeignKey("network.Group", on_delete=models.PROTECT, null=True, related_name="roles")
    organisation = models.ForeignKey(
        "network.Organisation", on_delete=models.PROTECT, null=True, related_name="roles"
    )
    during = DateRangeField()

    class Meta:
        indexes: ClassVar[list[Any]] = [models.Index(fields=["person", "code"], name="network_role_person")]

    def __str__(self) -> str:
        return self.code


class Grant(Kept):
    """Who sees what beyond their own office, firm or group."""

    ref_type = "grant"
    PARTS: ClassVar[tuple[str, ...]] = ("title", "problem", "files")
    TIERS: ClassVar[tuple[str, ...]] = ("view", "assist", "own")
    grantee_type = models.CharField(max_length=16)
    grantee_uid = models.UUIDField()
    object_type = models.CharField(max_length=24)
    object_uid = models.UUIDField()
    part = models.CharField(max_length=8)
    tier = models.CharField(max_length=8, default="view")
    reason = models.CharField(max_length=24)
    given_at = models.DateTimeField()
    until = models.DateField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar[list[Any]] = [
            models.Index(
                fields=["grantee_uid", "object_type"],
                condition=models.Q(revoked_at__isnull=True),
                name="network_grant_live",
            ),
            models.Index(fields=["object_uid"], name="network_grant_object"),
        ]

    def __str__(self) -> str:
        return f"{self.part} {self.tier}"
