"""What somebody answers through a link: one question, few fields."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from dure.cases.forms.base import SCORES, lines
from dure.cases.forms.referral import DECLINES
from dure.links.models import Link


class DigitsForm(forms.Form):
    """The last four digits of one's own telephone."""

    digits = forms.RegexField(
        r"^\d{4}$", label=_("본인 전화번호 끝 네 자리"),
        error_messages={"invalid": _("숫자 네 자리가 필요합니다.")},
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "off", "maxlength": 4, "pattern": "[0-9]{4}"}
        ),
    )  # fmt: skip


class AnswerForm(forms.Form):
    """An answer with what it needs; each purpose shows only its own fields."""

    outcomes: ClassVar[tuple[str, ...]] = ()
    outcome = forms.CharField(max_length=12)
    words = forms.CharField(required=False, max_length=1000, widget=lines(3))

    def clean_outcome(self) -> str:
        """One of the answers that this question has."""
        told: str = self.cleaned_data["outcome"]
        if told not in self.outcomes:
            raise forms.ValidationError(_("단추 가운데 하나를 눌러 주세요."))
        return told

    def told(self) -> dict[str, Any]:
        """What goes with the answer."""
        return {name: value for name, value in self.cleaned_data.items() if name != "outcome"}


class ConsentAnswer(AnswerForm):
    """Whether the firm wants its difficulty to be worked on."""

    outcomes = ("AGREED", "REFUSED")
    name_may_be_told = forms.BooleanField(label=_("부탁할 곳에 기업 이름을 알려도 됩니다"), required=False)
    field_order = ("name_may_be_told",)


class HelperAnswer(AnswerForm):
    """Whether a helper takes it."""

    outcomes = ("ACCEPTED", "DECLINED")
    reason = forms.ChoiceField(
        label=_("어려운 까닭"), choices=DECLINES, required=False, widget=forms.RadioSelect
    )

    def clean(self) -> dict[str, Any]:
        """A decline says why."""
        said: dict[str, Any] = super().clean() or {}
        if said.get("outcome") == "DECLINED" and not said.get("reason"):
            self.add_error("reason", _("어려운 까닭을 하나 골라 주세요."))
        return said


class ConfirmationAnswer(AnswerForm):
    """Whether it is solved."""

    outcomes = ("CONFIRMED", "NOT_YET")

    def clean(self) -> dict[str, Any]:
        """What is missing is said in a word."""
        said: dict[str, Any] = super().clean() or {}
        if said.get("outcome") == "NOT_YET" and not said.get("words", "").strip():
            self.add_error("words", _("무엇이 아직 안 되는지 한 줄 적어 주세요."))
        return said


class SatisfactionAnswer(AnswerForm):
    """How satisfied the firm was."""

    outcomes = ("RATED",)
    score = forms.TypedChoiceField(label=_("얼마나 도움이 되었나요?"), choices=SCORES, coerce=int)


FORMS: dict[str, type[AnswerForm]] = {
    "CONSENT": ConsentAnswer,
    "ANSWER": HelperAnswer,
    "CONFIRMATION": ConfirmationAnswer,
    "SATISFACTION": SatisfactionAnswer,
}


def form_of(link: Link, data: Any = None) -> AnswerForm:
    """The form of the question that a link asks."""
    return FORMS[link.purpose](data)
