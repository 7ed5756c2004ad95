"""Tables of the ledger: entries, what they touch, how far each reader has come."""

from typing import Any, ClassVar

from django.db import models

from dure.ledger.refs import Ref, new_uid


class Kept(models.Model):
    """A row with a key that sorts by time; every table of every room is one."""

    door: ClassVar[str] = "recording"
    ref_type: ClassVar[str] = ""
    id = models.UUIDField(primary_key=True, default=new_uid, editable=False)

    class Meta:
        abstract = True

    @property
    def ref(self) -> Ref:
        """How entries name this row."""
        return Ref(self.ref_type, self.pk)


class Entry(models.Model):
    """One thing that happened; written once, numbered after commit, sealed later."""

    door: ClassVar[str] = "recording"
    id = models.BigAutoField(primary_key=True)
    uid = models.UUIDField(default=new_uid, unique=True, editable=False)
    origin = models.CharField(max_length=40)
    number = models.BigIntegerField(null=True, unique=True)
    recorded_at = models.DateTimeField()
    occurred_at = models.DateTimeField()
    type = models.CharField(max_length=60)
    version = models.SmallIntegerField(default=1)
    actor_kind = models.CharField(max_length=12)
    actor_uid = models.UUIDField(null=True)
    scope = models.UUIDField(null=True)
    cause = models.UUIDField(null=True)
    reaction = models.CharField(max_length=60, blank=True)
    step = models.SmallIntegerField(default=0)
    request = models.CharField(max_length=40, blank=True)
    payload = models.JSONField(null=True)
    digest = models.CharField(max_length=64)
    seal = models.CharField(max_length=64, null=True)  # noqa: DJ001  (null until it is sealed)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["cause", "reaction", "step"],
                condition=models.Q(cause__isnull=False),
                name="ledger_reaction_once",
            )
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["id"], condition=models.Q(number__isnull=True), name="ledger_unnumbered"),
            models.Index(fields=["number"], condition=models.Q(seal__isnull=True), name="ledger_unsealed"),
            models.Index(fields=["type", "number"], name="ledger_by_type"),
            models.Index(fields=["scope", "number"], name="ledger_by_scope"),
        ]

    def __str__(self) -> str:
        return f"{self.number or '-'} {self.type}"


class Touch(models.Model):
    """An object that an entry touches, in a role."""

    door: ClassVar[str] = "recording"
    id = models.BigAutoField(primary_key=True)
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="touches")
    type = models.CharField(max_length=24)
    uid = models.UUIDField()
    role = models.CharField(max_length=24)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["entry", "role", "uid"], name="ledger_touch_once")
        ]
        indexes: ClassVar[list[Any]] = [models.Index(fields=["uid", "-entry"], name="ledger_by_object")]

    def __str__(self) -> str:
        return f"{self.role}: {self.type}"


class Cursor(models.Model):
    """How far a reader has come."""

    door: ClassVar[str] = "projecting"
    reader = models.CharField(max_length=60, primary_key=True)
    number = models.BigIntegerField(default=0)
    moved_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.reader} at {self.number}"


class Parked(models.Model):
    """An entry that a reader could not take after five tries; an alarm until somebody looks."""

    door: ClassVar[str] = "projecting"
    id = models.BigAutoField(primary_key=True)
    reader = models.CharField(max_length=60)
    number = models.BigIntegerField()
    tries = models.SmallIntegerField(default=0)
    error = models.TextField(blank=True)
    parked_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["reader", "number"], name="ledger_parked_once")
        ]

    def __str__(self) -> str:
        return f"{self.reader}: {self.number}"
