"""Notices to one person each, made from the ledger, and which of them were read."""

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
    mail_state = models.CharField(max_length=10, default="NONE")
    mailed_at = models.DateTimeField(null=True)
    mail_tries = models.SmallIntegerField(default=0)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["number", "person", "code"], name="notices_once")
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["person", "-at"], name="notices_by_person"),
            models.Index(fields=["at"], condition=models.Q(mail_state="WAITING"), name="notices_to_mail"),
        ]

    def __str__(self) -> str:
        return self.code


class ReadMark(models.Model):
    """Up to when a person has read notices."""

    door: ClassVar[str] = "keeping"
    person = models.OneToOneField(
        "network.Person", on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    read_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.read_at}"
