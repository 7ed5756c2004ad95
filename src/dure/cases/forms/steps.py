"""Forms of the steps that move a case."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from dure.cases import actions as act
from dure.cases.forms.base import CONSENT_WAYS, StepForm, day, lines
from dure.network.models import Field, Group, NeedKind, Office, Person, Service
from dure.network.queries.people import colleagues

STAGES = [
    ("", _("해당 없음")),
    ("DEVELOPMENT", _("기술개발")),
    ("PRODUCT", _("제품화")),
    ("MARKET", _("시장화")),
]


REASON: Any = _("이유")


def reason_field(label: Any = REASON, *, required: bool = True) -> forms.CharField:
    """A box for the reason of an end or a pause."""
    return forms.CharField(label=label, required=required, max_length=2000, widget=lines(3))


class ConsentForm(StepForm):
    """The firm's consent, by itself or as staff received it."""

    noun: ClassVar[str] = "consent"
    kind = forms.ChoiceField(label=_("동의를 받은 방법"), choices=CONSENT_WAYS, initial="ACCOUNT")
    name_may_be_told = forms.BooleanField(label=_("부탁할 곳에 기업 이름을 알려도 됩니다"), required=False)

    def perform(self) -> None:
        said = self.cleaned_data
        act.give_consent(
            case=self.case, kind=said["kind"], by=self.by, name_may_be_told=said["name_may_be_told"]
        )


class RefusalForm(StepForm):
    """The firm does not want the case registered."""

    noun: ClassVar[str] = "refusal"
    reason = reason_field(required=False)

    def perform(self) -> None:
        act.refuse_consent(case=self.case, by=self.by, reason=self.cleaned_data["reason"])


class TriageForm(StepForm):
    """Taking up: what kind it is, and a first word to the firm."""

    noun: ClassVar[str] = "triage"
    kind = forms.ModelChoiceField(label=_("종류"), queryset=NeedKind.objects.filter(closed=False))
    stage = forms.ChoiceField(label=_("단계"), choices=STAGES, required=False)
    fields_wanted = forms.ModelMultipleChoiceField(
        label=_("필요한 분야"), queryset=Field.objects.all(), required=False
    )
    words = forms.CharField(
        label=_("기업에 드리는 첫 답변"), required=False, max_length=4000, widget=lines(3),
        help_text=_("비워 두면 담당자 이름과 전화번호만 알립니다."),
    )  # fmt: skip

    def perform(self) -> None:
        said = self.cleaned_data
        act.take_up_case(
            case=self.case, kind=said["kind"], stage=said["stage"], words=said["words"], by=self.by,
            fields=tuple(each.code for each in said["fields_wanted"]),
        )  # fmt: skip


class ReplyForm(StepForm):
    """A word to the firm that ends nothing."""

    noun: ClassVar[str] = "reply"
    text = forms.CharField(label=_("기업에 드리는 답"), max_length=4000, widget=lines(4))

    def perform(self) -> None:
        act.reply_to_firm(case=self.case, text=self.cleaned_data["text"], by=self.by)


class AnswerForm(StepForm):
    """The answer after which nothing more is needed."""

    noun: ClassVar[str] = "answer"
    text = forms.CharField(label=_("기업에 드리는 답"), max_length=4000, widget=lines(5))
    source = forms.CharField(label=_("답의 출처"), required=False, max_length=200)
    service = forms.ModelChoiceField(
        label=_("안내한 지원사업"), queryset=Service.objects.all(), required=False
    )
    minutes = forms.IntegerField(label=_("걸린 시간(분)"), required=False, min_value=0, max_value=600)

    def perform(self) -> None:
        said = self.cleaned_data
        act.answer_case(
            case=self.case, text=said["text"], source=said["source"], service=said["service"],
            minutes=said["minutes"], by=self.by,
        )  # fmt: skip


class OutOfScopeForm(StepForm):
    """Not for this programme, and where to go instead."""

    noun: ClassVar[str] = "out-of-scope"
    reason = reason_field()
    suggestion = forms.CharField(label=_("안내한 곳"), max_length=2000, widget=lines(2))

    def perform(self) -> None:
        said = self.cleaned_data
        act.declare_out_of_scope(
            case=self.case, reason=said["reason"], suggestion=said["suggestion"], by=self.by
        )


class OwnSupportForm(StepForm):
    """The office helps by itself."""

    noun: ClassVar[str] = "own-support"
    words = forms.CharField(label=_("무엇을 지원하나요?"), max_length=2000, widget=lines(3))

    def perform(self) -> None:
        act.support_ourselves(case=self.case, words=self.cleaned_data["words"], by=self.by)


class UnsolvedForm(StepForm):
    """Nobody found, or not solvable; told by a person, with what can be done next."""

    noun: ClassVar[str] = "unsolved"
    reason = reason_field()
    suggestion = forms.CharField(
        label=_("기업에 드리는 다음 제안"), required=False, max_length=2000, widget=lines(2)
    )

    def perform(self) -> None:
        said = self.cleaned_data
        act.end_unsolved(case=self.case, reason=said["reason"], suggestion=said["suggestion"], by=self.by)


class NobodyFoundForm(UnsolvedForm):
    """Nobody could be found."""

    noun: ClassVar[str] = "nobody-found"


class ConfirmationRequestForm(StepForm):
    """Support is done; the firm is asked."""

    noun: ClassVar[str] = "confirmation-request"
    result = forms.CharField(label=_("한 일과 결과"), required=False, max_length=4000, widget=lines(4))
    reason = reason_field(_("다른 지원자가 아직 돕고 있다면 이유"), required=False)

    def perform(self) -> None:
        said = self.cleaned_data
        act.ask_confirmation(case=self.case, result=said["result"], reason=said["reason"], by=self.by)


class ResolutionForm(StepForm):
    """The firm's word that it is solved."""

    noun: ClassVar[str] = "resolution"
    kind = forms.ChoiceField(label=_("확인한 방법"), choices=CONSENT_WAYS, initial="ACCOUNT")
    note = forms.CharField(label=_("어떻게 풀렸나요?"), required=False, max_length=4000, widget=lines(3))
    method = forms.CharField(label=_("기술·방법"), required=False, max_length=4000, widget=lines(2))
    confirmed_by = forms.CharField(label=_("확인한 사람"), required=False, max_length=80)

    def perform(self) -> None:
        said = self.said()
        act.confirm_solution(case=self.case, by=self.by, **said)


class ReworkForm(StepForm):
    """Not yet solved."""

    noun: ClassVar[str] = "rework"
    missing = forms.CharField(label=_("무엇이 아직 안 풀렸나요?"), max_length=2000, widget=lines(3))

    def perform(self) -> None:
        act.say_not_yet(case=self.case, missing=self.cleaned_data["missing"], by=self.by)


class PostponementForm(StepForm):
    """More time to judge."""

    noun: ClassVar[str] = "postponement"
    until = forms.DateField(label=_("언제까지 살펴볼까요?"), widget=day())

    def perform(self) -> None:
        act.ask_more_time(case=self.case, until=self.cleaned_data["until"], by=self.by)


class HoldForm(StepForm):
    """On hold with a reason and a day."""

    noun: ClassVar[str] = "hold"
    reason = reason_field()
    next_look_on = forms.DateField(label=_("다시 살펴볼 날"), widget=day())

    def perform(self) -> None:
        said = self.cleaned_data
        act.pause_case(case=self.case, reason=said["reason"], next_look_on=said["next_look_on"], by=self.by)


class ResumptionForm(StepForm):
    """Going on; a late consent may come with it."""

    noun: ClassVar[str] = "resumption"
    consent_kind = forms.ChoiceField(
        label=_("동의를 받았다면 그 방법"), choices=[("", _("해당 없음")), *CONSENT_WAYS], required=False
    )

    def perform(self) -> None:
        act.resume_case(case=self.case, consent_kind=self.cleaned_data["consent_kind"], by=self.by)


class SupportedClosureForm(StepForm):
    """Closing from a hold after support was given."""

    noun: ClassVar[str] = "supported-closure"
    reason = reason_field()

    def perform(self) -> None:
        act.close_on_hold(case=self.case, reason=self.cleaned_data["reason"], supported=True, by=self.by)


class UnsupportedClosureForm(StepForm):
    """Closing from a hold without support."""

    noun: ClassVar[str] = "unsupported-closure"
    reason = reason_field()

    def perform(self) -> None:
        act.close_on_hold(case=self.case, reason=self.cleaned_data["reason"], supported=False, by=self.by)


class WithdrawalForm(StepForm):
    """The firm withdraws."""

    noun: ClassVar[str] = "withdrawal"
    reason = reason_field(required=False)

    def perform(self) -> None:
        act.withdraw_case(case=self.case, reason=self.cleaned_data["reason"], by=self.by)


class ReopeningForm(StepForm):
    """Opening again."""

    noun: ClassVar[str] = "reopening"
    reason = reason_field()

    def perform(self) -> None:
        act.reopen_case(case=self.case, reason=self.cleaned_data["reason"], by=self.by)


class HandoverForm(StepForm):
    """Asking another office to take it."""

    noun: ClassVar[str] = "handover"
    office = forms.ModelChoiceField(label=_("받을 곳"), queryset=Office.objects.filter(kind="OFFICE"))
    group = forms.ModelChoiceField(label=_("받을 미니클러스터"), queryset=Group.objects.all(), required=False)
    reason = reason_field()

    def perform(self) -> None:
        said = self.cleaned_data
        act.offer_handover(
            case=self.case, to=said["office"], group=said["group"], reason=said["reason"], by=self.by
        )


class HandoverTakingForm(StepForm):
    """Taking a case that was offered."""

    noun: ClassVar[str] = "handover-taking"

    def perform(self) -> None:
        act.take_handover(case=self.case, by=self.by)


class PersonInChargeForm(StepForm):
    """Putting a colleague in charge."""

    noun: ClassVar[str] = "person-in-charge"
    person = forms.ModelChoiceField(label=_("새 담당자"), queryset=Person.objects.none())

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.choose("person", colleagues(self.case.office_id))

    def perform(self) -> None:
        act.reassign_case(case=self.case, to=self.cleaned_data["person"], by=self.by)
