"""Forms of what happens in a case without moving it."""

from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from dure.cases import actions as act
from dure.cases.forms.base import CONSENT_WAYS, SCORES, PickingForm, StepForm, day, lines, picked
from dure.cases.models import Difficulty, Effect, Referral, Tag
from dure.ledger import clock
from dure.ledger.errors import Refused
from dure.network.models import Organisation, Person
from dure.network.words import VISIT_PLACES

TAGS = [("JOINT_RESEARCH", _("공동연구")), ("LINKED_SUPPORT", _("지원사업 연계"))]
EFFECTS = [
    ("SALES", _("매출")),
    ("EXPORT", _("수출")),
    ("COST_SAVED", _("비용 절감")),
    ("TIME_SAVED", _("시간 절약")),
    ("JOBS", _("고용")),
    ("PATENT", _("특허")),
    ("DEFECT_RATE", _("불량률 감소")),
    ("COMMERCIALISED", _("사업화 앞당김")),
]
CERTAINTIES = [("CLAIM", _("기업의 말")), ("FORECAST", _("전망")), ("ACTUAL", _("실적"))]
UNITS = [
    ("KRW", _("원")),
    ("USD", _("미국 달러")),
    ("MONTH", _("개월")),
    ("DAY", _("일")),
    ("PERSON", _("명")),
    ("COUNT", _("건")),
    ("PERCENT", _("%포인트")),
]


class VisitForm(StepForm):
    """An entry of the guidance log."""

    noun: ClassVar[str] = "visit"
    on = forms.DateField(label=_("날짜"), widget=day(), required=False)
    starts_at = forms.TimeField(
        label=_("시작"), required=False, widget=forms.TimeInput(attrs={"type": "time"})
    )
    ends_at = forms.TimeField(label=_("끝"), required=False, widget=forms.TimeInput(attrs={"type": "time"}))
    place = forms.ChoiceField(
        label=_("곳"), choices=list(VISIT_PLACES.items()), initial="FIRM", required=False
    )
    people = forms.CharField(label=_("함께한 사람"), required=False, max_length=300)
    content = forms.CharField(label=_("한 일"), max_length=8000, widget=lines(4))
    next_step = forms.CharField(label=_("다음에 할 일"), required=False, max_length=2000, widget=lines(2))
    hours = forms.DecimalField(label=_("시간"), required=False, min_value=0, max_value=24, decimal_places=2)
    cost = forms.IntegerField(label=_("비용(원)"), required=False, min_value=0, max_value=10**12)

    def perform(self) -> None:
        said = self.cleaned_data
        note = act.VisitNote(
            content=said["content"], on=said["on"], starts_at=said["starts_at"], ends_at=said["ends_at"],
            hours=said["hours"] or Decimal(0), place=said["place"] or "FIRM", people=said["people"],
            next_step=said["next_step"], cost=said["cost"] or 0,
        )  # fmt: skip
        act.log_visit(case=self.case, note=note, by=self.by)


class DifficultyForm(StepForm):
    """One more problem."""

    noun: ClassVar[str] = "difficulty"
    text = forms.CharField(label=_("막힌 점"), max_length=500)

    def perform(self) -> None:
        act.add_difficulty(case=self.case, text=self.cleaned_data["text"], by=self.by)


class DifficultyStateForm(StepForm):
    """One problem solved, or open again."""

    noun: ClassVar[str] = "difficulty-state"
    difficulty = forms.UUIDField(widget=forms.HiddenInput)
    solved = forms.BooleanField(label=_("풀렸습니다"), required=False)

    def perform(self) -> None:
        found = Difficulty.objects.filter(case=self.case, pk=self.cleaned_data["difficulty"]).first()
        if found is None:
            raise Refused("difficulty_missing")
        act.mark_difficulty(difficulty=found, solved=self.cleaned_data["solved"], by=self.by)


class TitleForm(StepForm):
    """A title by hand."""

    noun: ClassVar[str] = "title"
    title = forms.CharField(label=_("제목"), max_length=200)

    def perform(self) -> None:
        act.change_title(case=self.case, title=self.cleaned_data["title"], by=self.by)


class SecrecyForm(StepForm):
    """Who may see the case beyond the office."""

    noun: ClassVar[str] = "secrecy"
    secrecy = forms.ChoiceField(
        label=_("누가 볼 수 있나요?"),
        choices=[("OFFICE", _("추진단만")), ("CASE_TEAM", _("추진단과 부탁받은 전문가"))],
    )

    def perform(self) -> None:
        act.change_secrecy(case=self.case, secrecy=self.cleaned_data["secrecy"], by=self.by)


class NamingForm(StepForm):
    """The firm may be named to helpers."""

    noun: ClassVar[str] = "naming"
    kind = forms.ChoiceField(label=_("동의를 받은 방법"), choices=CONSENT_WAYS, initial="ACCOUNT")

    def perform(self) -> None:
        act.allow_name(case=self.case, kind=self.cleaned_data["kind"], by=self.by)


class OfficersForm(StepForm):
    """The officers of the group may see it, or no longer."""

    noun: ClassVar[str] = "officers"
    may_see = forms.BooleanField(label=_("회장단에 보입니다"), required=False)

    def perform(self) -> None:
        act.tick_officers(case=self.case, may_see=self.cleaned_data["may_see"], by=self.by)


class BlockedPartyForm(StepForm):
    """Somebody to be kept out."""

    noun: ClassVar[str] = "blocked-party"
    kind = forms.ChoiceField(
        label=_("어떤 곳인가요?"),
        choices=[
            ("COMPETITOR", _("경쟁사")),
            ("CUSTOMER", _("원청·거래처")),
            ("PERSON", _("사람")),
            ("OTHER", _("그 밖")),
        ],
    )
    name = forms.CharField(label=_("이름"), max_length=120)

    def perform(self) -> None:
        said = self.cleaned_data
        known = Organisation.objects.filter(name__iexact=said["name"].strip()).first()
        act.block_party_for_case(
            case=self.case,
            kind=said["kind"],
            organisation=known,
            words="" if known else said["name"],
            by=self.by,
        )


class EnquiryForm(PickingForm):
    """One expert asked without names."""

    noun: ClassVar[str] = "enquiry"
    people_only: ClassVar[bool] = True
    person = picked(Person.objects.filter(expert__isnull=False), _("전문가"), required=True)
    text = forms.CharField(label=_("물어볼 글"), max_length=4000, widget=lines(4))

    def perform(self) -> None:
        said = self.cleaned_data
        act.enquire_anonymously(case=self.case, person=said["person"], text=said["text"], by=self.by)


class EnquiryAnswerForm(StepForm):
    """The expert's answer."""

    noun: ClassVar[str] = "enquiry-answer"
    text = forms.CharField(label=_("받은 답"), max_length=4000, widget=lines(4))

    def perform(self) -> None:
        act.answer_enquiry(case=self.case, text=self.cleaned_data["text"], by=self.by)


class TagForm(StepForm):
    """Joint research or a linked programme."""

    noun: ClassVar[str] = "tag"
    code = forms.ChoiceField(label=_("구분"), choices=TAGS)
    partners = forms.CharField(label=_("함께하는 곳"), required=False, max_length=300)
    plan = forms.CharField(label=_("계획"), required=False, max_length=4000, widget=lines(3))
    programme = forms.CharField(label=_("사업 이름과 기관"), required=False, max_length=200)
    application_no = forms.CharField(label=_("접수번호"), required=False, max_length=60)
    amount = forms.IntegerField(label=_("금액(원)"), required=False, min_value=0, max_value=10**15)
    starts_on = forms.DateField(label=_("시작"), required=False, widget=day())
    ends_on = forms.DateField(label=_("끝"), required=False, widget=day())
    ip_rule = forms.CharField(label=_("지식재산 약속"), required=False, max_length=200)

    def clean(self) -> dict[str, Any]:
        """It cannot end before it starts."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if said.get("starts_on") and said.get("ends_on") and said["ends_on"] < said["starts_on"]:
            self.add_error("ends_on", _("시작보다 앞선 날입니다."))
        return said

    def perform(self) -> None:
        said = self.said()
        act.set_tag(case=self.case, tag=Tag(**said), by=self.by)


class TagResultForm(StepForm):
    """What came of it."""

    noun: ClassVar[str] = "tag-result"
    tag = forms.UUIDField(required=False, widget=forms.HiddenInput)
    result = forms.CharField(label=_("결과"), max_length=4000, widget=lines(4))

    def perform(self) -> None:
        tags = Tag.objects.filter(case=self.case, result_at=None)
        if key := self.cleaned_data["tag"]:
            tags = tags.filter(pk=key)
        found = tags.order_by("set_at").first()
        if found is None:
            raise Refused("no_tag_open")
        act.record_tag_result(tag=found, result=self.cleaned_data["result"], by=self.by)


class EffectForm(StepForm):
    """One figure as the firm states it."""

    noun: ClassVar[str] = "effect"
    kind = forms.ChoiceField(label=_("무엇이 좋아졌나요?"), choices=EFFECTS)
    certainty = forms.ChoiceField(label=_("구분"), choices=CERTAINTIES)
    value = forms.DecimalField(label=_("숫자"), required=False, max_digits=18, decimal_places=2, min_value=0)
    unit = forms.ChoiceField(label=_("단위"), choices=UNITS, initial="KRW")
    year = forms.IntegerField(label=_("어느 해"), min_value=2000, max_value=2100)
    base_year = forms.IntegerField(label=_("기준 해"), required=False, min_value=1990, max_value=2100)
    attributable = forms.BooleanField(label=_("이 지원 덕분인 몫입니다"), required=False, initial=True)
    words = forms.CharField(label=_("한 줄 설명"), required=False, max_length=300)
    round = forms.IntegerField(required=False, widget=forms.HiddenInput, min_value=0, max_value=9)
    no_answer = forms.BooleanField(label=_("답을 받지 못했습니다"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].initial = clock.today().year

    def perform(self) -> None:
        said = self.said()
        said["round"] = said["round"] or 0
        act.enter_effect(case=self.case, effect=Effect(**said), by=self.by)


class RatingForm(StepForm):
    """How the support was."""

    noun: ClassVar[str] = "rating"
    referral = forms.UUIDField(required=False, widget=forms.HiddenInput)
    stars = forms.IntegerField(label=_("별점"), min_value=1, max_value=5)
    words = forms.CharField(label=_("한마디"), required=False, max_length=300)

    def perform(self) -> None:
        rows = Referral.objects.filter(case=self.case, state="ENDED").select_related("case")
        if key := self.cleaned_data["referral"]:
            rows = rows.filter(pk=key)
        found = rows.first()
        if found is None:
            raise Refused("referral_missing")
        act.rate_support(
            referral=found, stars=self.cleaned_data["stars"], words=self.cleaned_data["words"], by=self.by
        )


class SatisfactionForm(StepForm):
    """How satisfied the firm was, in its own words to its office."""

    noun: ClassVar[str] = "satisfaction"
    score = forms.IntegerField(
        label=_("얼마나 도움이 되었나요?"), min_value=1, max_value=5, widget=forms.RadioSelect(choices=SCORES)
    )
    words = forms.CharField(label=_("한마디"), required=False, max_length=300)
    way = forms.ChoiceField(label=_("어떻게 들었나요?"), choices=CONSENT_WAYS, initial="ACCOUNT")

    def perform(self) -> None:
        act.say_satisfaction(case=self.case, by=self.by, **self.said())


class StoryForm(StepForm):
    """The story without secrets."""

    noun: ClassVar[str] = "story"
    title = forms.CharField(label=_("제목"), max_length=200)
    problem = forms.CharField(label=_("막힌 점"), max_length=4000, widget=lines(4))
    solution = forms.CharField(label=_("풀린 방법"), max_length=4000, widget=lines(4))
    language = forms.ChoiceField(
        label=_("언어"),
        choices=[("ko", "한국어"), ("en", "English"), ("ja", "日本語"), ("zh-hans", "简体中文")],
        initial="ko",
    )
    effect_words = forms.CharField(label=_("효과 한 줄"), required=False, max_length=300)

    def perform(self) -> None:
        said = self.cleaned_data
        wording = act.Wording(
            title=said["title"], problem=said["problem"], solution=said["solution"], language=said["language"]
        )
        act.draft_story(case=self.case, wording=wording, effect_words=said["effect_words"], by=self.by)


class StoryApprovalForm(StepForm):
    """The firm lets the story be published."""

    noun: ClassVar[str] = "story-approval"
    with_name = forms.BooleanField(label=_("우리 회사 이름을 함께 실어도 됩니다"), required=False)

    def perform(self) -> None:
        act.approve_story(case=self.case, with_name=self.cleaned_data["with_name"], by=self.by)


class StoryPublicationForm(StepForm):
    """Publishing an approved story."""

    noun: ClassVar[str] = "story-publication"

    def perform(self) -> None:
        act.publish_story(case=self.case, by=self.by)
