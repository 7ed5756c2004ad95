"""Complexes, specialisations, offices and heads; kept by headquarters."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dure.ledger import clock
from dure.network import actions as act
from dure.network.forms.base import RegisterForm
from dure.network.forms.fields import OrganisationField, PersonField, PhoneField, code_field, day
from dure.network.models import Complex, HeadAppointment, Office, Person, Specialisation
from dure.network.words import COMPLEX_KINDS, OFFICE_KINDS


class ComplexForm(RegisterForm):
    """A complex of the national register, new or corrected."""

    name = forms.CharField(max_length=120, label=_("이름"))
    name_en = forms.CharField(max_length=120, required=False, label=_("영문 이름"))
    code = code_field(max_length=24)
    kind = forms.ChoiceField(choices=[*COMPLEX_KINDS.items()], label=_("종류"))
    managing_body = forms.CharField(max_length=120, required=False, label=_("관리기관"))
    region = forms.CharField(max_length=40, required=False, label=_("권역"))
    latitude = forms.FloatField(required=False, min_value=-90, max_value=90, label=_("위도"))
    longitude = forms.FloatField(required=False, min_value=-180, max_value=180, label=_("경도"))

    def __init__(self, data: Any = None, *, complex: Complex | None = None, **kwargs: Any) -> None:
        if complex is not None:
            kwargs["initial"] = {name: getattr(complex, name) for name in self.base_fields}
        super().__init__(data, **kwargs)
        self.complex = complex
        if complex is not None:
            del self.fields["code"]

    def perform(self) -> Complex:
        if self.complex is None:
            return act.register_complex(by=self.by.actor, **self.cleaned_data)
        return act.change_complex(complex=self.complex, by=self.by.actor, **self.cleaned_data)


class SpecialisationForm(RegisterForm):
    """An industry in which a complex specialises, with its time."""

    ko = forms.CharField(max_length=80, label=_("특화 업종"))
    en = forms.CharField(max_length=80, required=False, label=_("영문"))
    since = forms.DateField(widget=day(), label=_("시작하는 날"))
    until = forms.DateField(widget=day(), required=False, label=_("마지막 날"))

    def __init__(self, data: Any = None, *, complex: Complex, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.complex = complex
        self.fields["since"].initial = clock.today

    def perform(self) -> Specialisation:
        return act.name_specialisation(complex=self.complex, by=self.by.actor, **self.cleaned_data)


class OfficeForm(RegisterForm):
    """An office, a regional headquarters or headquarters, new or corrected."""

    kind = forms.ChoiceField(choices=[*OFFICE_KINDS.items()], label=_("종류"), initial="OFFICE")
    name = forms.CharField(max_length=120, label=_("이름"))
    name_en = forms.CharField(max_length=120, required=False, label=_("영문 이름"))
    label = forms.CharField(
        max_length=24,
        label=_("부르는 말"),
        initial="추진단",
        help_text=_("추진단, 지역본부, 지사, 클러스터팀 가운데 쓰는 말"),
    )
    code = code_field(max_length=8)
    parent = forms.ModelChoiceField(Office.objects.none(), required=False, label=_("위 본부"))
    complexes = forms.ModelMultipleChoiceField(
        Complex.objects.none(), required=False, widget=forms.CheckboxSelectMultiple, label=_("맡은 단지")
    )
    territory = forms.CharField(max_length=120, required=False, label=_("맡은 지역"))
    phone = PhoneField(max_length=20, required=False, label=_("대표전화"))
    opened_on = forms.DateField(widget=day(), label=_("문을 연 날"))

    def __init__(self, data: Any = None, *, office: Office | None = None, **kwargs: Any) -> None:
        if office is not None:
            kwargs["initial"] = {
                **{name: getattr(office, name) for name in self.base_fields if name != "complexes"},
                "complexes": list(office.complexes.all()),
            }
        super().__init__(data, **kwargs)
        self.office = office
        above = Office.objects.filter(closed_on=None).exclude(kind="OFFICE").order_by("name")
        if office is not None:
            del self.fields["code"]
            above = above.exclude(pk=office.pk).exclude(parent=office)
        self.fields["parent"].queryset = above  # type: ignore[attr-defined]
        self.fields["complexes"].queryset = Complex.objects.order_by("name")  # type: ignore[attr-defined]
        self.fields["opened_on"].initial = clock.today

    def perform(self) -> Office:
        told = {**self.cleaned_data, "complexes": list(self.cleaned_data["complexes"])}
        if self.office is None:
            return act.open_office(by=self.by.actor, **told)
        return act.change_office(office=self.office, by=self.by.actor, **told)


class HeadForm(RegisterForm):
    """A dated appointment of somebody from outside as head of an office."""

    person = PersonField(among=Person.objects.none(), label=_("위촉할 분"))
    title = forms.CharField(max_length=80, label=_("직함"), initial="추진단장")
    home = OrganisationField(required=False, label=_("소속"))
    since = forms.DateField(widget=day(), label=_("임기 시작"))
    until = forms.DateField(widget=day(), required=False, label=_("임기 마지막 날"))

    def __init__(self, data: Any = None, *, office: Office, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.office = office
        self.fields["person"].among = Person.objects.all()  # type: ignore[attr-defined]
        self.fields["since"].initial = clock.today

    def perform(self) -> HeadAppointment:
        told: dict[str, Any] = self.cleaned_data
        until: date | None = told["until"]
        return act.appoint_head(
            office=self.office,
            person=told["person"],
            title=told["title"],
            home=told["home"],
            since=told["since"],
            until=until,
            by=self.by.actor,
        )
