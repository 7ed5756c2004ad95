"""What a person asked about the own data, and what is answered."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dure.ledger import clock
from dure.network.forms.base import RegisterForm, lines
from dure.network.models import Person
from dure.network.standing import Standing
from dure.rights.actions import answer_request, take_request
from dure.rights.models import SubjectRequest
from dure.rights.words import KINDS, REASONS, RESULTS, WAYS


class RequestForm(RegisterForm):
    """What was asked, by which way, on which day."""

    kind = forms.ChoiceField(
        label=_("무엇을 요구했나요?"), choices=list(KINDS.items()), widget=forms.RadioSelect
    )
    way = forms.ChoiceField(label=_("어떻게 받았나요?"), choices=list(WAYS.items()), widget=forms.RadioSelect)
    asked_on = forms.DateField(
        label=_("받은 날"), widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("이날부터 답할 날을 셉니다."),
    )  # fmt: skip
    words = forms.CharField(
        label=_("요구한 내용"), required=False, max_length=2000, widget=lines(4),
        help_text=_("무엇을 보거나 고치거나 멈추려는지 적어 주세요. 이름과 연락처는 적지 않아도 됩니다."),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, by: Standing, person: Person) -> None:
        super().__init__(data, by=by, initial={"asked_on": clock.today(), "way": "CALL"})
        self.person = person

    def perform(self) -> SubjectRequest:
        """Write the request down."""
        return take_request(person=self.person, by=self.by, **self.cleaned_data)


class AnswerForm(RegisterForm):
    """Granted, partly or not, why not, and what the person is told."""

    result = forms.ChoiceField(label=_("결과"), choices=list(RESULTS.items()), widget=forms.RadioSelect)
    reason = forms.ChoiceField(
        label=_("받아들이지 않는 까닭"), required=False, choices=[("", _("고르기")), *REASONS.items()],
        help_text=_("일부 허용과 거절에는 꼭 있어야 합니다."),
    )  # fmt: skip
    answer = forms.CharField(
        label=_("본인에게 알린 말"), required=False, max_length=2000, widget=lines(5),
        help_text=_("거절할 때는 이의를 낼 수 있다는 것도 함께 알려 주세요."),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, by: Standing, request: SubjectRequest) -> None:
        super().__init__(data, by=by)
        self.request = request

    def perform(self) -> SubjectRequest:
        """Answer the request."""
        return answer_request(request=self.request, by=self.by, **self.cleaned_data)
