"""Forms of passing a difficulty on to the body in charge, and of its answer."""

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from dure.cases import actions as act
from dure.cases.forms.base import StepForm, day, lines
from dure.network.words import BODY_ANSWERS, FORWARDING_KINDS


class ForwardingProposalForm(StepForm):
    """Proposing to forward the case."""

    noun: ClassVar[str] = "forwarding-proposal"
    kind = forms.ChoiceField(label=_("구분"), choices=list(FORWARDING_KINDS.items()))
    body = forms.CharField(label=_("받는 기관"), max_length=120)
    text = forms.CharField(label=_("내용"), max_length=4000, widget=lines(5))
    with_name = forms.BooleanField(label=_("기업 이름을 적어 보냅니다"), required=False)
    due_on = forms.DateField(label=_("답을 기다리는 날"), required=False, widget=day())

    def perform(self) -> None:
        said = self.said()
        act.propose_forwarding(case=self.case, by=self.by, **said)


class ForwardingForm(StepForm):
    """Approving what was proposed."""

    noun: ClassVar[str] = "forwarding"
    document_no = forms.CharField(label=_("문서번호"), required=False, max_length=60)
    dispatched_on = forms.DateField(label=_("시행일"), required=False, widget=day())

    def perform(self) -> None:
        said = self.cleaned_data
        act.approve_forwarding(
            case=self.case, document_no=said["document_no"], dispatched_on=said["dispatched_on"], by=self.by
        )


class ForwardingAnswerForm(StepForm):
    """What the other body answered."""

    noun: ClassVar[str] = "forwarding-answer"
    answer = forms.ChoiceField(
        label=_("답"),
        choices=list(BODY_ANSWERS.items()),
    )
    text = forms.CharField(label=_("답의 내용"), max_length=4000, widget=lines(4))
    document_no = forms.CharField(label=_("문서번호"), required=False, max_length=60)

    def perform(self) -> None:
        said = self.cleaned_data
        act.record_forwarding_answer(
            case=self.case,
            answer=said["answer"],
            text=said["text"],
            document_no=said["document_no"],
            by=self.by,
        )


class ForwardingChaseForm(StepForm):
    """Asking the other body once more."""

    noun: ClassVar[str] = "forwarding-chase"
    words = forms.CharField(
        label=_("물어본 내용"),
        help_text=_("누구에게 어떻게 물었고 무엇이라고 했는지 적어 주세요."),
        max_length=2000,
        widget=lines(3),
    )
    due_on = forms.DateField(
        label=_("새로 약속한 날"),
        help_text=_("비워 두면 보통의 기한이 다시 시작됩니다."),
        required=False,
        widget=day(),
    )

    def perform(self) -> None:
        act.chase_answer(case=self.case, by=self.by, **self.said())
