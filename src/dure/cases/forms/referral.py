"""Forms of a referral: proposing, asking, and what helpers answer."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from dure.cases import actions as act
from dure.cases.forms.base import PickingForm, ReferralForm, lines, picked
from dure.cases.queries.helpers import people_behind
from dure.ledger.errors import Refused
from dure.network.models import Group, Organisation, Person

DECLINES = [
    ("NO_TIME", _("시간이 없습니다")),
    ("NOT_MY_FIELD", _("제 분야가 아닙니다")),
    ("CONFLICT", _("이해관계가 있습니다")),
    ("OTHER", _("그 밖의 이유")),
]
PARTS = [("title", _("제목")), ("problem", _("막힌 점")), ("files", _("기술 자료"))]


class HelperFields(PickingForm):
    """Exactly one of a person, an organisation or a group."""

    person = picked(Person.objects.all(), _("전문가"))
    organisation = picked(Organisation.objects.all(), _("기관·기업"))
    group = picked(Group.objects.all(), _("미니클러스터"))

    def helper(self) -> act.Helper:
        """Who is meant."""
        said = self.cleaned_data
        return act.Helper(person=said["person"], organisation=said["organisation"], group=said["group"])


class CandidateForm(HelperFields):
    """Keeping somebody as a candidate."""

    noun: ClassVar[str] = "candidate"
    reasons = forms.JSONField(required=False, widget=forms.HiddenInput)

    def perform(self) -> Any:
        reasons = tuple(str(each) for each in self.cleaned_data["reasons"] or [])
        return act.propose_helper(case=self.case, helper=self.helper(), reasons=reasons, by=self.by)


class AskHelperForm(HelperFields):
    """Asking somebody for help."""

    noun: ClassVar[str] = "referral"
    words = forms.CharField(label=_("부탁하는 말"), required=False, max_length=2000, widget=lines(3))
    parts = forms.MultipleChoiceField(
        label=_("보여 줄 범위"), choices=PARTS, required=False, widget=forms.CheckboxSelectMultiple
    )

    def perform(self) -> Any:
        said = self.cleaned_data
        return act.ask_helper(
            case=self.case, helper=self.helper(), parts=tuple(said["parts"]), words=said["words"], by=self.by
        )


class AcceptanceForm(ReferralForm):
    """맡겠습니다: one tap."""

    noun: ClassVar[str] = "acceptance"
    states: ClassVar[tuple[str, ...]] = ("ASKED",)

    def perform(self) -> None:
        act.accept_referral(referral=self.find(), by=self.by)


class DeclineForm(ReferralForm):
    """이번엔 어렵습니다."""

    noun: ClassVar[str] = "decline"
    states: ClassVar[tuple[str, ...]] = ("ASKED",)
    reason = forms.ChoiceField(label=_("이유"), choices=DECLINES)
    words = forms.CharField(label=_("덧붙이는 말"), required=False, max_length=1000, widget=lines(2))
    someone_else = forms.CharField(label=_("다른 분을 추천하신다면"), required=False, max_length=200)

    def perform(self) -> None:
        said = self.cleaned_data
        act.decline_referral(
            referral=self.find(),
            reason=said["reason"],
            words=said["words"],
            someone_else=said["someone_else"],
            by=self.by,
        )


class ReferralWithdrawalForm(ReferralForm):
    """Taking a request back."""

    noun: ClassVar[str] = "referral-withdrawal"
    states: ClassVar[tuple[str, ...]] = ("ASKED", "ACCEPTED")

    def perform(self) -> None:
        act.withdraw_request(referral=self.find(), by=self.by)


class CandidateRemovalForm(ReferralForm):
    """Taking a candidate off the list."""

    noun: ClassVar[str] = "candidate-removal"
    states: ClassVar[tuple[str, ...]] = ("PROPOSED",)

    def perform(self) -> None:
        act.withdraw_request(referral=self.find(), by=self.by, reason="NOT_CHOSEN")


class ContactForm(ReferralForm):
    """First contact was made."""

    noun: ClassVar[str] = "contact"
    states: ClassVar[tuple[str, ...]] = ("ACCEPTED",)

    def perform(self) -> None:
        act.begin_work(referral=self.find(), by=self.by)


class ReferralEndForm(ReferralForm):
    """The helper's part is done."""

    noun: ClassVar[str] = "referral-end"
    states: ClassVar[tuple[str, ...]] = ("ACCEPTED", "WORKING")
    result = forms.CharField(label=_("결과"), required=False, max_length=4000, widget=lines(3))
    reason = forms.ChoiceField(
        label=_("구분"),
        choices=[("DONE", _("다 도왔습니다")), ("STEPPED_BACK", _("그만두게 되었습니다"))],
        initial="DONE",
    )

    def perform(self) -> None:
        said = self.cleaned_data
        act.end_referral(referral=self.find(), result=said["result"], reason=said["reason"], by=self.by)


class SecondRequestForm(ReferralForm):
    """Asking again after silence."""

    noun: ClassVar[str] = "second-request"
    states: ClassVar[tuple[str, ...]] = ("EXPIRED",)

    def perform(self) -> None:
        act.ask_again(referral=self.find(), by=self.by)


class OnwardReferralForm(ReferralForm):
    """A body or group passes it to somebody."""

    noun: ClassVar[str] = "onward-referral"
    states: ClassVar[tuple[str, ...]] = ("ASKED", "ACCEPTED")
    person = forms.ModelChoiceField(label=_("이어 줄 사람"), queryset=Person.objects.none())
    words = forms.CharField(label=_("부탁하는 말"), required=False, max_length=2000, widget=lines(2))

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.choose("person", people_behind(self.case, self.by))

    def perform(self) -> None:
        said = self.cleaned_data
        act.refer_on(
            referral=self.find(), helper=act.Helper(person=said["person"]), words=said["words"], by=self.by
        )


class HelperPersonForm(ReferralForm):
    """The person of a body who will do it."""

    noun: ClassVar[str] = "helper-person"
    states: ClassVar[tuple[str, ...]] = ("ACCEPTED", "WORKING")
    person = forms.ModelChoiceField(label=_("담당할 사람"), queryset=Person.objects.none())

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.choose("person", people_behind(self.case, self.by))

    def perform(self) -> None:
        referral = self.find()
        person = self.cleaned_data["person"]
        if referral.organisation and not person.posts.filter(organisation=referral.organisation).exists():
            raise Refused("not_of_this_body")
        act.name_person(referral=referral, person=person, by=self.by)


class ViewForm(ReferralForm):
    """What a helper may see."""

    noun: ClassVar[str] = "view"
    states: ClassVar[tuple[str, ...]] = ("ASKED", "ACCEPTED", "WORKING")
    parts = forms.MultipleChoiceField(
        label=_("보여 줄 범위"), choices=PARTS, widget=forms.CheckboxSelectMultiple
    )

    def perform(self) -> None:
        act.change_view(referral=self.find(), parts=tuple(self.cleaned_data["parts"]), by=self.by)


class NdaForm(ReferralForm):
    """One click that refers to the standing pledge."""

    noun: ClassVar[str] = "nda"
    states: ClassVar[tuple[str, ...]] = ("ASKED", "ACCEPTED", "WORKING")

    def perform(self) -> None:
        act.accept_nda(referral=self.find(), by=self.by)
