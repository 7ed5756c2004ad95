"""Forms of joint tasks."""

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from dure.cases import actions as act
from dure.cases.forms.base import StepForm, day, lines

KINDS = [("ON_SITE", _("현장 기술애로")), ("PATENT", _("특허 사업화"))]


class TaskProposalForm(StepForm):
    """What is to be done together."""

    noun: ClassVar[str] = "task-proposal"
    kind = forms.ChoiceField(label=_("구분"), choices=KINDS)
    title = forms.CharField(label=_("과제 이름"), max_length=200)
    partners = forms.CharField(label=_("함께하는 곳"), max_length=300)
    plan = forms.CharField(label=_("계획"), max_length=4000, widget=lines(4))
    starts_on = forms.DateField(label=_("시작"), widget=day())
    ends_on = forms.DateField(label=_("끝"), widget=day())

    def perform(self) -> None:
        act.propose_task(case=self.case, plan=act.TaskPlan(**self.said()), by=self.by)


class TaskApprovalForm(StepForm):
    """Approving what was proposed."""

    noun: ClassVar[str] = "task-approval"

    def perform(self) -> None:
        act.approve_task(case=self.case, by=self.by)


class TaskReturnForm(StepForm):
    """Sending it back with a reason."""

    noun: ClassVar[str] = "task-return"
    reason = forms.CharField(label=_("까닭"), max_length=300, widget=lines(2))

    def perform(self) -> None:
        act.send_task_back(case=self.case, reason=self.cleaned_data["reason"], by=self.by)


class TaskResultForm(StepForm):
    """What came of it."""

    noun: ClassVar[str] = "task-result"
    result = forms.CharField(label=_("결과"), max_length=4000, widget=lines(3))

    def perform(self) -> None:
        act.record_task_result(case=self.case, result=self.cleaned_data["result"], by=self.by)
