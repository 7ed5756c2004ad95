"""Editable code lists: kinds of need and of group, trades, settings with validity, days off."""

from typing import Any, ClassVar

from django.contrib.postgres.fields import DateRangeField
from django.db import models

from dure.ledger.models import Kept
from dure.network.models.named import Named


class NeedKind(Named, models.Model):
    """A kind of difficulty (경영지원, 금융·회계, 기술 …)."""

    code = models.CharField(max_length=24, primary_key=True)
    ko = models.CharField(max_length=60)
    en = models.CharField(max_length=60)
    ja = models.CharField(max_length=60)
    zh = models.CharField(max_length=60)
    place = models.SmallIntegerField(default=0)
    closed = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar[list[str]] = ["place"]

    def __str__(self) -> str:
        return self.name


class GroupKind(Named, models.Model):
    """A kind of group: data, not code."""

    code = models.CharField(max_length=32, primary_key=True)
    ko = models.CharField(max_length=60)
    en = models.CharField(max_length=60)
    ja = models.CharField(max_length=60)
    zh = models.CharField(max_length=60)
    takes_requests = models.BooleanField(default=False)
    closed = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name


class Trade(models.Model):
    """A class of the industry classification, with its edition (KSIC 10)."""

    code = models.CharField(max_length=8, primary_key=True)
    edition = models.CharField(max_length=8, default="KSIC10")
    ko = models.CharField(max_length=120)

    def __str__(self) -> str:
        return f"{self.code} {self.ko}"


class Setting(Kept):
    """A limit or choice with its period of validity; the newest that covers a day holds on it."""

    ref_type = "setting"
    key = models.CharField(max_length=80)
    value = models.JSONField()
    during = DateRangeField()
    basis = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes: ClassVar[list[Any]] = [models.Index(fields=["key"], name="network_setting_key")]

    def __str__(self) -> str:
        return f"{self.key} = {self.value}"


class DayOff(models.Model):
    """A day on which public offices do not work."""

    on = models.DateField(primary_key=True)
    ko = models.CharField(max_length=80)

    def __str__(self) -> str:
        return f"{self.on} {self.ko}"
