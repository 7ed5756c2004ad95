"""Groups of one generic kind, their members over time, and the help members gave each other."""

from typing import Any, ClassVar

from django.contrib.postgres.fields import DateRangeField
from django.db import models

from dure.ledger.models import Kept


class Group(Kept):
    """A mini-cluster or any other group: nested, on one or several complexes."""

    ref_type = "group"
    kind = models.ForeignKey("network.GroupKind", on_delete=models.PROTECT)
    code = models.CharField(max_length=32, unique=True)
    name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)
    goal = models.TextField(blank=True)
    charter = models.TextField(blank=True)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="below")
    office = models.ForeignKey("network.Office", on_delete=models.PROTECT, related_name="groups")
    complexes = models.ManyToManyField("network.Complex", related_name="groups")
    trades = models.CharField(max_length=120, blank=True)
    founded_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    reported = models.BooleanField(default=False)

    class Meta:
        db_table = "network_cluster_group"

    def __str__(self) -> str:
        return self.name


class Membership(Kept):
    """An organisation or a person in a group, from a day to a day."""

    ref_type = "membership"
    OFFICERS: ClassVar[tuple[str, ...]] = ("CHAIR", "VICE_CHAIR", "GROUP_SECRETARY", "GROUP_AUDITOR")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(
        "network.Organisation", on_delete=models.PROTECT, null=True, related_name="memberships"
    )
    person = models.ForeignKey(
        "network.Person", on_delete=models.PROTECT, null=True, related_name="memberships"
    )
    office_held = models.CharField(max_length=20, blank=True)
    during = DateRangeField()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=models.Q(organisation__isnull=True) ^ models.Q(person__isnull=True),
                name="network_membership_of_one",
            )
        ]

    def __str__(self) -> str:
        return f"{self.group_id} {self.during}"


class MutualHelp(Kept):
    """품앗이: who helped whom, in hours, equipment or know-how."""

    ref_type = "mutual_help"
    KINDS: ClassVar[tuple[str, ...]] = ("HOURS", "EQUIPMENT", "KNOW_HOW")
    giver = models.ForeignKey("network.Organisation", on_delete=models.PROTECT, related_name="help_given")
    receiver = models.ForeignKey(
        "network.Organisation", on_delete=models.PROTECT, related_name="help_received"
    )
    group = models.ForeignKey(Group, on_delete=models.PROTECT, null=True, related_name="help")
    kind = models.CharField(max_length=12, default="HOURS")
    hours = models.DecimalField(max_digits=7, decimal_places=2, default=0)
    on = models.DateField()
    case_uid = models.UUIDField(null=True)
    note = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return f"{self.kind} {self.hours}"
