"""Founding groups, keeping their members, booking help."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from dure.ledger import clock
from dure.network import actions as act
from dure.network.forms.base import RegisterForm, lines
from dure.network.forms.fields import OrganisationField, PersonField, code_field, day
from dure.network.models import (
    Complex,
    Group,
    GroupKind,
    Membership,
    MutualHelp,
    Office,
    Organisation,
    Person,
)
from dure.network.rules import may_found_groups
from dure.network.words import EXPORT_REASONS, GROUP_OFFICES, HELP_KINDS


class FoundForm(RegisterForm):
    """A new group of any kind, on one or several complexes, below another or not."""

    kind = forms.ModelChoiceField(GroupKind.objects.none(), label=_("종류"))
    name = forms.CharField(max_length=120, label=_("이름"))
    name_en = forms.CharField(max_length=120, required=False, label=_("영문 이름"))
    code = code_field(max_length=32)
    office = forms.ModelChoiceField(Office.objects.none(), label=_("맡는 곳"))
    complexes = forms.ModelMultipleChoiceField(
        Complex.objects.none(), widget=forms.CheckboxSelectMultiple, label=_("단지")
    )
    parent = forms.ModelChoiceField(
        Group.objects.none(),
        required=False,
        label=_("위 모임"),
        help_text=_("다른 모임 아래에 둘 때만 고릅니다."),
    )
    goal = forms.CharField(required=False, max_length=2000, widget=lines(2), label=_("함께 이루려는 것"))
    charter = forms.CharField(required=False, max_length=20000, widget=lines(6), label=_("회칙"))
    founded_on = forms.DateField(widget=day(), label=_("창립일"))

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        offices = Office.objects.filter(closed_on=None).order_by("name")
        if not self.by.headquarters:
            held = [
                uid for uid in self.by.offices if may_found_groups(self.by, offices.filter(pk=uid).first())
            ]
            offices = offices.filter(pk__in=held)
        self._choose("kind", GroupKind.objects.filter(closed=False).order_by("pk"))
        self._choose("office", offices)
        self._choose("complexes", Complex.objects.order_by("name"))
        self._choose("parent", Group.objects.filter(ended_on=None, office__in=offices).order_by("name"))
        self.fields["founded_on"].initial = clock.today
        if len(offices) == 1:
            self.fields["office"].initial = offices[0]

    def _choose(self, name: str, rows: Any) -> None:
        self.fields[name].queryset = rows  # type: ignore[attr-defined]

    def perform(self) -> Group:
        return act.found_group(by=self.by.actor, **self.cleaned_data)


class MemberForm(RegisterForm):
    """An organisation or a person that joins."""

    organisation = OrganisationField(required=False, label=_("기업·기관"))
    person = PersonField(among=Person.objects.none(), required=False, label=_("사람"))
    office_held = forms.ChoiceField(
        choices=[("", _("없음")), *GROUP_OFFICES.items()], required=False, label=_("맡은 일")
    )
    since = forms.DateField(widget=day(), label=_("들어온 날"))

    def __init__(self, data: Any = None, *, group: Group, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.group = group
        self.fields["person"].among = Person.objects.all()  # type: ignore[attr-defined]
        self.fields["since"].initial = clock.today

    def clean(self) -> dict[str, Any]:
        """One of both, never two."""
        told = super().clean() or {}
        if not self.errors and bool(told.get("organisation")) == bool(told.get("person")):
            raise ValidationError(_("기업·기관과 사람 가운데 하나만 적어 주세요."))
        return told

    def perform(self) -> Membership:
        return act.add_member(group=self.group, by=self.by.actor, **self.cleaned_data)


class LeaveForm(RegisterForm):
    """The last day of a membership."""

    on = forms.DateField(
        widget=day(), label=_("마지막 날"), help_text=_("이날까지 회원입니다. 기록은 남습니다.")
    )

    def __init__(self, data: Any = None, *, membership: Membership, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.membership = membership
        self.fields["on"].initial = clock.today

    def perform(self) -> None:
        act.end_membership(membership=self.membership, by=self.by.actor, on=self.cleaned_data["on"])


class HelpForm(RegisterForm):
    """품앗이: who helped whom, how long, with what."""

    giver = forms.ModelChoiceField(Organisation.objects.none(), label=_("도운 곳"))
    receiver = forms.ModelChoiceField(Organisation.objects.none(), label=_("도움받은 곳"))
    kind = forms.ChoiceField(choices=[*HELP_KINDS.items()], label=_("무엇으로"))
    hours = forms.DecimalField(
        max_digits=7, decimal_places=2, min_value=Decimal("0.25"), max_value=Decimal(2000), label=_("시간")
    )
    on = forms.DateField(widget=day(), label=_("도운 날"))
    note = forms.CharField(
        required=False,
        max_length=200,
        label=_("고마움을 전하는 한 줄"),
        help_text=_("모임 안의 모두가 봅니다."),
    )

    def __init__(self, data: Any = None, *, group: Group, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.group = group
        members = Organisation.objects.filter(
            memberships__group=group, memberships__during__contains=clock.today()
        ).order_by("name")
        for name in ("giver", "receiver"):
            self.fields[name].queryset = members  # type: ignore[attr-defined]
        self.fields["on"].initial = clock.today

    def clean_on(self) -> Any:
        """Help is booked after it was given."""
        if self.cleaned_data["on"] > clock.today():
            raise ValidationError(_("아직 오지 않은 날입니다. 도운 뒤에 적어 주세요."))
        return self.cleaned_data["on"]

    def perform(self) -> MutualHelp:
        return act.record_help(group=self.group, by=self.by.actor, **self.cleaned_data)


class ExportForm(RegisterForm):
    """Why a list of members leaves as a file; the reason is recorded."""

    reason = forms.ChoiceField(choices=[*EXPORT_REASONS.items()], label=_("내려받는 까닭"))
