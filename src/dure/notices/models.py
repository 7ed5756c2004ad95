"""Notices to one person each, made from the ledger; what was read, and what became of each letter."""

from typing import Any, ClassVar

from django.db import models

from dure.ledger.refs import new_uid


class Notice(models.Model):
    """Something that concerns one person; the words are chosen when it is shown or sent."""

    door: ClassVar[str] = "projecting"
    id = models.UUIDField(primary_key=True, default=new_uid, editable=False)
    number = models.BigIntegerField()
    at = models.DateTimeField()
    person = models.ForeignKey("network.Person", on_delete=models.CASCADE, related_name="notices")
    code = models.CharField(max_length=60)
    params = models.JSONField(default=dict)
    case_uid = models.UUIDField(null=True)
    office_uid = models.UUIDField(null=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["person", "number", "code"], name="notices_once")
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["person", "-at", "-number"], name="notices_by_person"),
            models.Index(fields=["at"], name="notices_by_time"),
        ]

    def __str__(self) -> str:
        return self.code


class ReadMark(models.Model):
    """Up to which entry a person has read notices; survives when they are made anew."""

    door: ClassVar[str] = "keeping"
    person = models.OneToOneField(
        "network.Person", on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    number = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.number)


class MailChoice(models.Model):
    """Whether a person wants notices by e-mail; without a row: yes."""

    door: ClassVar[str] = "keeping"
    person = models.OneToOneField(
        "network.Person", on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    wanted = models.BooleanField(default=True)

    def __str__(self) -> str:
        return str(self.wanted)


class Letter(models.Model):
    """What became of the e-mail of a notice, by its natural key; what was sent stays sent."""

    door: ClassVar[str] = "keeping"
    SENT, WAITING, GIVEN_UP, LEFT_OUT = "SENT", "WAITING", "GIVEN_UP", "LEFT_OUT"
    id = models.BigAutoField(primary_key=True)
    number = models.BigIntegerField()
    person = models.ForeignKey("network.Person", on_delete=models.CASCADE, related_name="+")
    code = models.CharField(max_length=60)
    office_uid = models.UUIDField(null=True)
    state = models.CharField(max_length=8, default=WAITING)
    tries = models.SmallIntegerField(default=0)
    next_try_at = models.DateTimeField()
    error = models.CharField(max_length=200, blank=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["person", "number", "code"], name="notices_letter_once")
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(
                fields=["next_try_at"], condition=models.Q(state="WAITING"), name="notices_letters_waiting"
            ),
            models.Index(
                fields=["office_uid"], condition=models.Q(state="GIVEN_UP"), name="notices_letters_given_up"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.state}"
