"""What a group says of itself, in Korean and in other languages, and its end."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dure.ledger import clock
from dure.network.actions.charters import WORDED, change_group, end_group, word_group
from dure.network.forms.base import RegisterForm, lines
from dure.network.forms.fields import day
from dure.network.models import Complex, Group, Wording

FACTS = ("name", "name_en", "parent", "goal", "charter")
LANGUAGES = {"en": _("영어"), "ja": _("일본어"), "zh": _("중국어")}


class GroupForm(RegisterForm):
    """Facts about a group and the complexes it lies on."""

    name = forms.CharField(max_length=120, label=_("이름"))
    name_en = forms.CharField(max_length=120, required=False, label=_("영문 이름"))
    complexes = forms.ModelMultipleChoiceField(
        Complex.objects.order_by("name"), widget=forms.CheckboxSelectMultiple, label=_("단지")
    )
    parent = forms.ModelChoiceField(Group.objects.none(), required=False, label=_("위 모임"))
    goal = forms.CharField(required=False, max_length=2000, widget=lines(2), label=_("함께 이루려는 것"))
    charter = forms.CharField(required=False, max_length=20000, widget=lines(6), label=_("회칙"))

    def __init__(self, data: Any = None, *, group: Group, **kwargs: Any) -> None:
        told = {name: getattr(group, name) for name in FACTS}
        super().__init__(data, initial={**told, "complexes": list(group.complexes.all())}, **kwargs)
        self.group = group
        above = Group.objects.filter(ended_on=None, office=group.office_id).exclude(pk=group.pk)
        self.fields["parent"].queryset = above.order_by("name")  # type: ignore[attr-defined]

    def perform(self) -> Group:
        said = {**self.cleaned_data, "complexes": list(self.cleaned_data["complexes"])}
        return change_group(group=self.group, by=self.by, **said)


class WordsForm(RegisterForm):
    """The public texts of a group in one language."""

    name = forms.CharField(max_length=120, required=False, label=_("이름"))
    goal = forms.CharField(required=False, max_length=2000, widget=lines(2), label=_("함께 이루려는 것"))
    charter = forms.CharField(required=False, max_length=20000, widget=lines(6), label=_("회칙"))

    def __init__(self, data: Any = None, *, group: Group, language: str, **kwargs: Any) -> None:
        rows = Wording.objects.filter(object_uid=group.pk, language=language)
        super().__init__(data, initial=dict(rows.values_list("field", "text")), **kwargs)
        self.group, self.language = group, language
        for name in WORDED:
            self.fields[name].help_text = getattr(group, name)[:300]

    def perform(self) -> None:
        word_group(group=self.group, language=self.language, texts=self.cleaned_data, by=self.by)


class GroupEndForm(RegisterForm):
    """The last day of a group."""

    on = forms.DateField(
        widget=day(), label=_("마지막 날"),
        help_text=_("이날 회원과 맡은 일도 함께 끝납니다. 있었던 일은 그대로 남습니다."),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, group: Group, **kwargs: Any) -> None:
        super().__init__(data, initial={"on": clock.today()}, **kwargs)
        self.group = group

    def perform(self) -> Group:
        return end_group(group=self.group, by=self.by, on=self.cleaned_data["on"])
