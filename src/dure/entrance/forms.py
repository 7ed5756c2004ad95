"""Where a code shall go, its digits, and what an account opens."""

import re
import unicodedata
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from dure.engines.identifiers.numbers import NumberFault
from dure.entrance.actions import invite_person
from dure.entrance.addresses import Address, address_told, addresses_of
from dure.entrance.codes import DIGITS
from dure.ledger.errors import DureError
from dure.messages.models import Message
from dure.messages.words import WAYS
from dure.network.forms.base import RegisterForm
from dure.network.models import Person
from dure.network.queries.people import places_kept
from dure.network.sentences import sentence
from dure.network.standing import Standing


class AddressForm(forms.Form):
    """An e-mail address or a mobile number, however it is written."""

    address = forms.CharField(
        label=_("메일 주소나 휴대전화 번호"), max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )  # fmt: skip

    def clean_address(self) -> Address:
        """The address in its one form."""
        try:
            return address_told(self.cleaned_data["address"])
        except NumberFault as fault:
            raise ValidationError(sentence(DureError(fault.code, **fault.found))) from fault


class DigitsForm(forms.Form):
    """The six digits, with whatever blanks somebody types between them."""

    digits = forms.CharField(
        label=_("인증번호 여섯 자리"), max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )  # fmt: skip

    def clean_digits(self) -> str:
        """Six digits and nothing else."""
        told = re.sub(r"[\s-]", "", unicodedata.normalize("NFKC", self.cleaned_data["digits"]))
        if not re.fullmatch(rf"[0-9]{{{DIGITS}}}", told):
            raise ValidationError(_("숫자 여섯 자리가 필요합니다."))
        return told


class InviteForm(RegisterForm):
    """With what somebody signs in, for whom they act, and how they are told."""

    ways = forms.MultipleChoiceField(
        label=_("무엇으로 들어오나요?"), widget=forms.CheckboxSelectMultiple,
        help_text=_("비밀번호는 필요 없습니다. 들어올 때마다 이 주소나 번호로 인증번호가 갑니다."),
    )  # fmt: skip
    firms = forms.MultipleChoiceField(
        label=_("어느 곳의 일을 맡나요?"), widget=forms.CheckboxSelectMultiple, required=False,
        help_text=_("고른 곳이 맡긴 애로를 모두 봅니다. 고르지 않으면 본인이 부탁받은 일만 봅니다."),
    )  # fmt: skip
    tell_by = forms.ChoiceField(
        label=_("어떻게 알리나요?"), choices=list(WAYS.items()), initial="COPY", widget=forms.RadioSelect
    )

    def __init__(self, data: Any = None, *, by: Standing, person: Person) -> None:
        super().__init__(data, by=by)
        self.person = person
        known = addresses_of(person)
        ways: Any = self.fields["ways"]
        ways.choices, ways.initial = (
            [(each.way, each.shown()) for each in known],
            [each.way for each in known],
        )
        places, firms = places_kept(by, person), self.fields["firms"]
        firms.choices = [(str(place.pk), place.name) for place in places]  # type: ignore[attr-defined]
        firms.initial = [str(place.pk) for place in places if place.kind == "FIRM"]

    def perform(self) -> Message:
        """Open the account and write how to come in."""
        said = self.cleaned_data
        return invite_person(
            person=self.person, ways=said["ways"], firms=[UUID(key) for key in said["firms"]],
            tell_by=said["tell_by"], by=self.by,
        )  # fmt: skip
