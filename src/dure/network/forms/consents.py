"""What somebody said about personal data and messages, written down by that person or by the office."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dure.ledger import clock
from dure.network.actions.consents import record_consents
from dure.network.forms.base import PrivacyTicks, RegisterForm
from dure.network.models import Person, PersonalConsent
from dure.network.privacy import TITLES
from dure.network.standing import Standing
from dure.network.words import CONSENT_SOURCES

TOLD_TO_STAFF = ("CALL", "MEETING", "PAPER")


class ConsentForm(RegisterForm):
    """Which purposes, yes or no, and how and when that was said."""

    purposes = forms.MultipleChoiceField(
        label=_("무엇에 대해"), choices=list(TITLES.items()), widget=PrivacyTicks,
        help_text=_("네 가지를 읽어 드린 뒤 하나씩 골라 주세요."),
        error_messages={"required": _("무엇에 대한 말인지 하나 넘게 골라 주세요.")},
    )  # fmt: skip
    agreed = forms.TypedChoiceField(
        label=_("뜻"), choices=[("yes", _("동의합니다")), ("no", _("거부하거나 거둡니다"))],
        coerce=lambda told: told == "yes", widget=forms.RadioSelect,
        error_messages={"required": _("동의인지 거부인지 골라 주세요.")},
    )  # fmt: skip
    source = forms.ChoiceField(
        label=_("어떻게 들었나요?"), choices=[(code, CONSENT_SOURCES[code]) for code in TOLD_TO_STAFF],
        widget=forms.RadioSelect,
    )  # fmt: skip
    said_on = forms.DateField(label=_("말한 날"), widget=forms.DateInput(attrs={"type": "date"}))
    basis = forms.CharField(
        label=_("근거"), required=False, max_length=200,
        help_text=_("통화 녹음 번호나 동의서를 둔 곳처럼 나중에 찾을 수 있게 적어 주세요."),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, by: Standing, person: Person) -> None:
        super().__init__(data, by=by, initial={"said_on": clock.today(), "source": "CALL"})
        self.person, self.own = person, person.pk == by.person_id
        if self.own:
            for name in ("source", "said_on", "basis"):
                del self.fields[name]

    def clean_said_on(self) -> date:
        """Nobody said it tomorrow."""
        said_on: date = self.cleaned_data["said_on"]
        if said_on > clock.today():
            raise forms.ValidationError(_("앞으로 올 날은 적을 수 없습니다. 말한 날을 적어 주세요."))
        return said_on

    def perform(self) -> list[PersonalConsent]:
        """Keep what was said about each purpose, all or nothing."""
        said = self.cleaned_data
        how = {"source": "ACCOUNT"} if self.own else {"source": said["source"], "basis": said["basis"]}
        return record_consents(
            of=self.person,
            purposes=said["purposes"],
            agreed=said["agreed"],
            on=said.get("said_on"),
            by=self.by,
            **how,
        )
