"""What an expert says of oneself."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dure.network.actions.experts import add_evidence, change_profile
from dure.network.forms.base import RegisterForm, lines
from dure.network.models import Evidence, ExpertProfile, Field, NeedKind
from dure.network.standing import Standing
from dure.network.words import EVIDENCE_KINDS

PLAIN = ("title", "about", "capacity", "available", "away_until")


class ProfileForm(RegisterForm):
    """Fields, text, capacity, and whether others see it."""

    title = forms.CharField(label=_("직함"), required=False, max_length=80)
    about = forms.CharField(
        label=_("무엇을 도울 수 있나요?"), required=False, max_length=8000, widget=lines(6),
        help_text=_("기업이 읽습니다. 해 본 일과 쓸 수 있는 장비를 적으면 더 잘 찾습니다."),
    )  # fmt: skip
    needs = forms.ModelMultipleChoiceField(
        label=_("도울 수 있는 종류"), required=False, queryset=NeedKind.objects.filter(closed=False),
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    fields_known = forms.ModelMultipleChoiceField(
        label=_("분야"), required=False, queryset=Field.objects.order_by("ko"),
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    capacity = forms.IntegerField(
        label=_("한 번에 맡을 수 있는 건수"), min_value=0, max_value=50,
        help_text=_("이만큼 맡고 있으면 새로 부탁하지 않습니다."),
    )  # fmt: skip
    available = forms.BooleanField(label=_("지금 부탁을 받습니다"), required=False)
    away_until = forms.DateField(
        label=_("돌아오는 날"), required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("자리를 비울 때만 적습니다. 그날부터 다시 부탁을 받습니다."),
    )  # fmt: skip
    published = forms.BooleanField(label=_("전문가 목록에 공개합니다"), required=False)

    def __init__(self, data: Any = None, *, by: Standing, expert: ExpertProfile) -> None:
        told: dict[str, Any] = {name: getattr(expert, name) for name in (*PLAIN, "needs", "published")}
        super().__init__(data, by=by, initial=told | {"fields_known": list(expert.fields.all())})
        self.expert = expert

    def perform(self) -> ExpertProfile:
        """Say it anew."""
        said = self.cleaned_data
        return change_profile(
            expert=self.expert, by=self.by, fields=said["fields_known"], published=said["published"],
            needs=[kind.code for kind in said["needs"]], **{name: said[name] for name in PLAIN},
        )  # fmt: skip


class EvidenceForm(RegisterForm):
    """One piece of evidence."""

    kind = forms.ChoiceField(label=_("종류"), choices=list(EVIDENCE_KINDS.items()))
    text = forms.CharField(label=_("내용"), max_length=4000, widget=lines(3))

    def __init__(self, data: Any = None, *, by: Standing, expert: ExpertProfile) -> None:
        super().__init__(data, by=by)
        self.expert = expert

    def perform(self) -> Evidence:
        """Add it."""
        said = self.cleaned_data
        return add_evidence(expert=self.expert, kind=said["kind"], text=said["text"], by=self.by)
