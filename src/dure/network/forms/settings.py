"""Settings with validity, and days off; kept by headquarters."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from dure.ledger import clock
from dure.ledger.errors import Refused
from dure.network import actions as act
from dure.network.defaults import DEFAULTS, TEXT, UNITS
from dure.network.forms.base import RegisterForm
from dure.network.forms.fields import day
from dure.network.models import DayOff, Setting
from dure.network.queries.settings import setting
from dure.network.sentences import sentence

MOST = 3650


class SettingForm(RegisterForm):
    """A new value from a day on."""

    value = forms.CharField(max_length=200, label=_("새 값"))
    since = forms.DateField(widget=day(), label=_("언제부터"))
    basis = forms.CharField(
        max_length=200, required=False, label=_("근거"), help_text=_("규정이나 회의 이름")
    )

    def __init__(self, data: Any = None, *, key: str, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.key, self.default = key, DEFAULTS[key]
        now = setting(key)
        field = self.fields["value"]
        field.initial = ", ".join(map(str, now)) if isinstance(now, list) else now
        if self.default.unit == TEXT:
            field.required = False
        else:
            unit = str(UNITS[self.default.unit]) or _("수")
            several = isinstance(self.default.value, list)
            field.help_text = (
                _("숫자를 쉼표로 나눠 적어 주세요. 단위: {unit}") if several else _("단위: {unit}")
            )
            field.help_text = str(field.help_text).format(unit=unit)
        self.fields["since"].initial = clock.today

    def clean_value(self) -> Any:
        """A value of the same kind as the one shipped."""
        said = self.cleaned_data["value"].strip()
        if self.default.unit == TEXT:
            return said
        parts = said.split(",") if isinstance(self.default.value, list) else [said]
        try:
            numbers = [int(part) for part in parts]
        except ValueError:
            raise ValidationError(_("숫자가 필요합니다.")) from None
        if not all(0 <= number <= MOST for number in numbers):
            raise ValidationError(_("0에서 3650 사이의 숫자를 적어 주세요."))
        return numbers if isinstance(self.default.value, list) else numbers[0]

    def clean_since(self) -> Any:
        """What held on past days stays as it was."""
        if self.cleaned_data["since"] < clock.today():
            raise ValidationError(sentence(Refused("setting_since_past")))
        return self.cleaned_data["since"]

    def perform(self) -> Setting:
        return act.change_setting(key=self.key, by=self.by.actor, **self.cleaned_data)


class DayOffForm(RegisterForm):
    """A day on which public offices do not work."""

    on = forms.DateField(widget=day(), label=_("쉬는 날"))
    ko = forms.CharField(max_length=80, label=_("이름"))

    def perform(self) -> DayOff:
        return act.add_day_off(by=self.by.actor, **self.cleaned_data)
