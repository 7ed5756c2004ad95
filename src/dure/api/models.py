"""Tokens of programs, answers remembered by idempotency key, and how often somebody calls."""

from typing import Any, ClassVar

from django.db import models


class Token(models.Model):
    """A token a program signs in with; only its digest is kept."""

    door: ClassVar[str] = "keeping"
    id = models.BigAutoField(primary_key=True)
    digest = models.CharField(max_length=64, unique=True)
    account = models.ForeignKey("network.Account", on_delete=models.CASCADE)
    name = models.CharField(max_length=80, blank=True)
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.account_id}"


class IdempotencyKey(models.Model):
    """The answer once given to a call, given again to the same call."""

    door: ClassVar[str] = "keeping"
    id = models.BigAutoField(primary_key=True)
    account = models.ForeignKey("network.Account", on_delete=models.CASCADE)
    key = models.CharField(max_length=128)
    call = models.CharField(max_length=200)
    body_digest = models.CharField(max_length=64)
    status = models.SmallIntegerField(null=True)
    answer = models.JSONField(null=True)
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["account", "key"], name="api_idempotency_once")
        ]

    def __str__(self) -> str:
        return self.key


class Allowance(models.Model):
    """How many calls an account has made in the present minute."""

    door: ClassVar[str] = "keeping"
    account = models.OneToOneField(
        "network.Account", on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    minute = models.DateTimeField()
    calls = models.IntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.calls} at {self.minute:%H:%M}"
