"""What is told on the first page: the office, its head, its staff and its first groups."""

import re
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from dure.network.actions.founding import Colleague, Founding
from dure.network.forms.fields import PhoneField
from dure.network.models import Role
from dure.network.words import ROLE_CODES
from dure.public.code import is_start_code

STAFF_ROWS = 4
LONGEST_NAME = 120


def role_choices() -> list[tuple[str, Any]]:
    """The roles of an office."""
    return [(code, ROLE_CODES[code]) for code in Role.OFFICE_ROLES]


class StartForm(forms.Form):
    """Everything that the first office needs to begin."""

    code = forms.CharField(
        max_length=20,
        label=_("시작 부호"),
        help_text=_("서버를 켤 때 화면에 나온 글자 12개입니다."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )
    operator = forms.CharField(
        max_length=120,
        label=_("운영 기관"),
        help_text=_("개인정보 처리방침에 나옵니다. 나중에 바꿀 수 있습니다."),
    )
    office = forms.CharField(max_length=120, label=_("추진단 이름"))
    office_code = forms.RegexField(
        r"^[A-Z][A-Z0-9]{1,5}$",
        label=_("추진단 부호"),
        help_text=_("접수번호에 쓰입니다. 영문 대문자와 숫자 2~6자, 예: GJ. 나중에 바꿀 수 없습니다."),
        error_messages={"invalid": _("영문 대문자로 시작하는 2~6자로 적어 주세요. 예: GJ")},
    )
    phone = PhoneField(max_length=20, required=False, label=_("추진단 전화"))
    complexes = forms.CharField(
        max_length=2000,
        label=_("맡은 산업단지"),
        help_text=_("한 줄에 하나씩 적어 주세요."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    groups = forms.CharField(
        max_length=4000,
        required=False,
        label=_("처음 만들 미니클러스터"),
        help_text=_("한 줄에 하나씩 적어 주세요. 나중에 더할 수 있습니다."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    name = forms.CharField(max_length=80, label=_("내 이름"))
    email = forms.EmailField(label=_("내 메일"), help_text=_("로그인할 때 씁니다."))
    password = forms.CharField(
        label=_("비밀번호"),
        help_text=_("열 글자 이상으로 정해 주세요."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("비밀번호 한 번 더"), widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )
    roles = forms.MultipleChoiceField(
        choices=role_choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=_("추진단장 말고 내가 함께 맡는 일"),
        help_text=_("작은 추진단에서는 한 사람이 여러 일을 맡습니다."),
    )

    def clean_code(self) -> str:
        """Only who runs the server knows it."""
        told: str = self.cleaned_data["code"]
        if not is_start_code(told):
            raise ValidationError(_("시작 부호가 맞지 않습니다. 서버 화면에서 다시 확인해 주세요."))
        return told

    def clean_complexes(self) -> list[str]:
        """One a line."""
        return _lines(self.cleaned_data["complexes"])

    def clean_groups(self) -> list[str]:
        """One a line."""
        return _lines(self.cleaned_data["groups"])

    def clean_password(self) -> str:
        """As hard to guess as every other one."""
        told: str = self.cleaned_data["password"]
        validate_password(told)
        return told

    def clean(self) -> dict[str, Any]:
        """The same password twice."""
        told = super().clean() or {}
        if "password" in told and told.get("again") != told["password"]:
            self.add_error("again", _("두 번 적은 비밀번호가 다릅니다."))
        return told


class ColleagueForm(forms.Form):
    """Somebody else who works here; a row left empty is nobody."""

    name = forms.CharField(max_length=80, required=False, label=_("이름"))
    email = forms.EmailField(required=False, label=_("메일"))
    roles = forms.MultipleChoiceField(
        choices=role_choices, required=False, widget=forms.CheckboxSelectMultiple, label=_("맡는 일")
    )

    def clean(self) -> dict[str, Any]:
        """All three or none."""
        told = super().clean() or {}
        given = [bool(told.get(name)) for name in ("name", "email", "roles")]
        if any(given) and not all(given) and not self.errors:
            raise ValidationError(_("이름과 메일을 적고 맡는 일을 하나 이상 골라 주세요."))
        return told


ColleagueRows = forms.formset_factory(ColleagueForm, extra=STAFF_ROWS, max_num=STAFF_ROWS)


def founding(form: StartForm, rows: Any) -> Founding:
    """What both say together."""
    told = form.cleaned_data
    head = Colleague(told["name"], told["email"], told["roles"], password=told["password"])
    others = [
        Colleague(each["name"], each["email"], each["roles"])
        for each in rows.cleaned_data
        if each.get("name")
    ]
    return Founding(
        operator=told["operator"],
        office=told["office"],
        code=told["office_code"],
        phone=told["phone"],
        complexes=told["complexes"],
        groups=told["groups"],
        staff=[head, *others],
    )


def _lines(text: str) -> list[str]:
    found = [" ".join(line.split()) for line in re.split(r"[\r\n]+", text)]
    if any(len(line) > LONGEST_NAME for line in found):
        raise ValidationError(_("한 줄이 너무 깁니다. 이름만 적어 주세요."))
    return list(dict.fromkeys(line for line in found if line))
