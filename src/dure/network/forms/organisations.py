"""Facts about an organisation, its person in charge, and whom it wants kept out."""

from typing import Any

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dure.engines.identifiers import business_no, corporate_no_fault, phone, show_business_no, show_phone
from dure.network.actions.register import correct_organisation, enter_organisation, keep_out, put_in_charge
from dure.network.forms.base import RegisterForm, digits, lines, telephone
from dure.network.models import Block, Complex, Office, Organisation, Person, Trade
from dure.network.queries.organisations import of_name
from dure.network.queries.people import colleagues
from dure.network.rules import is_office_of
from dure.network.standing import Standing
from dure.network.words import BLOCK_KINDS, ORGANISATION_KINDS

TOLD = (
    "name", "name_en", "business_no", "corporate_no", "head_name", "phone", "email", "website", "address",
    "complex", "trade", "products", "employees", "corporate_group", "about", "closed_on",
)  # fmt: skip


class OrganisationForm(RegisterForm):
    """Register an organisation, or correct one."""

    kind = forms.ChoiceField(label=gettext_lazy("어떤 곳인가요?"), choices=list(ORGANISATION_KINDS.items()))
    name = forms.CharField(label=gettext_lazy("이름"), max_length=120)
    different = forms.BooleanField(
        label=gettext_lazy("이름은 같지만 다른 곳입니다"), required=False, widget=forms.HiddenInput
    )
    business_no = forms.CharField(
        label=gettext_lazy("사업자등록번호"), required=False, max_length=20, widget=digits(),
        help_text=gettext_lazy("숫자 10자리. 가운데 -은 있어도 없어도 됩니다."),
    )  # fmt: skip
    head_name = forms.CharField(label=gettext_lazy("대표자"), required=False, max_length=60)
    phone = forms.CharField(
        label=gettext_lazy("대표 전화"), required=False, max_length=30, widget=telephone()
    )
    email = forms.EmailField(label=gettext_lazy("메일"), required=False)
    office = forms.ModelChoiceField(
        label=gettext_lazy("담당 추진단"), queryset=Office.objects.none(), empty_label=None
    )
    complex = forms.ModelChoiceField(
        label=gettext_lazy("산업단지"), required=False, queryset=Complex.objects.order_by("name"),
        empty_label=gettext_lazy("단지 밖"),
    )  # fmt: skip
    trade = forms.ChoiceField(label=gettext_lazy("업종"), required=False)
    products = forms.CharField(
        label=gettext_lazy("주요 제품"), required=False, max_length=300,
        help_text=gettext_lazy("누구나 봅니다. 쉼표로 나눠 적어 주세요."),
    )  # fmt: skip
    about = forms.CharField(
        label=gettext_lazy("소개"), required=False, max_length=4000, widget=lines(4),
        help_text=gettext_lazy("누구나 봅니다."),
    )  # fmt: skip
    website = forms.URLField(label=gettext_lazy("홈페이지"), required=False, assume_scheme="https")
    address = forms.CharField(label=gettext_lazy("주소"), required=False, max_length=200)
    employees = forms.IntegerField(
        label=gettext_lazy("일하는 사람(명)"), required=False, min_value=0, max_value=1_000_000
    )
    name_en = forms.CharField(label=gettext_lazy("영문 이름"), required=False, max_length=120)
    corporate_no = forms.CharField(
        label=gettext_lazy("법인등록번호"), required=False, max_length=20, widget=digits()
    )
    corporate_group = forms.CharField(
        label=gettext_lazy("기업집단"), required=False, max_length=120,
        help_text=gettext_lazy("같은 집단의 회사는 알리지 않을 곳을 가릴 때 함께 살핍니다."),
    )  # fmt: skip
    closed_on = forms.DateField(
        label=gettext_lazy("문 닫은 날"), required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, by: Standing, organisation: Organisation | None = None) -> None:
        super().__init__(data, by=by, initial=_told(organisation) if organisation else {"kind": "FIRM"})
        self.organisation = organisation
        trade: Any = self.fields["trade"]
        trade.choices = [
            ("", _("고르지 않음")),
            *((each.code, str(each)) for each in Trade.objects.order_by("code")),
        ]
        office: Any = self.fields["office"]
        office.queryset = Office.objects.filter(pk__in=list(by.offices)).order_by("name")
        if organisation is not None:
            del self.fields["kind"], self.fields["office"]
        elif len(by.offices) == 1:
            office.initial, office.widget = office.queryset.first(), forms.HiddenInput()
        if organisation is None or not is_office_of(by, organisation):
            del self.fields["closed_on"]

    def clean_business_no(self) -> str:
        """Ten right digits that nobody else bears; staff are led to the one that does."""
        kept = self.organisation.business_no if self.organisation else None
        if kept and self.cleaned_data["business_no"] in (kept, show_business_no(kept)):
            return kept
        number = self.read_number("business_no", business_no)
        if not number:
            return number
        known = Organisation.objects.filter(business_no=number)
        other = known.exclude(pk=self.organisation.pk if self.organisation else None).first()
        if other is not None:
            told = _("이미 등록된 사업자등록번호입니다.")
            raise forms.ValidationError(
                format_html('{} <a href="/organisations/{}">{}</a>', told, other.pk, other.name)
                if self.by.is_staff else told
            )  # fmt: skip
        return number

    def clean_corporate_no(self) -> str:
        """Thirteen digits whose last one is right."""
        number = "".join(filter(str.isdigit, self.cleaned_data["corporate_no"]))
        if number and (fault := corporate_no_fault(number)):
            raise forms.ValidationError(
                _("숫자 13자리가 필요합니다. 지금 {digits}자리입니다.").format(digits=len(number))
                if fault == "corporate_no_length"
                else _("법인등록번호의 끝자리가 맞지 않습니다. 번호를 다시 확인해 주세요.")
            )
        return number

    def clean_phone(self) -> str:
        """A telephone number in its one form."""
        return self.read_number("phone", phone)

    def clean(self) -> dict[str, Any]:
        """Somebody of the same name is shown before there are two of them."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if self.organisation is None and said.get("name") and not said.get("different"):
            same = list(of_name(said["name"])[:5])
            if same:
                links = format_html_join(
                    ", ", '<a href="/organisations/{}">{}</a>', ((each.pk, each.name) for each in same)
                )
                told = _("같은 이름이 이미 있습니다. 다른 곳이면 아래에 표시해 주세요.")
                self.add_error("name", format_html("{} {}", told, links))
                self.fields["different"].widget = forms.CheckboxInput()
        return said

    def perform(self) -> Organisation:
        """Register it, or correct it."""
        told = {name: self.cleaned_data[name] for name in TOLD if name in self.fields}
        if self.organisation is not None:
            return correct_organisation(organisation=self.organisation, by=self.by, **told)
        said = self.cleaned_data
        return enter_organisation(office=said["office"], kind=said["kind"], by=self.by, **told)


class CoordinatorForm(RegisterForm):
    """Who looks after a firm."""

    coordinator = forms.ModelChoiceField(
        label=gettext_lazy("담당자"), queryset=Person.objects.none(), empty_label=gettext_lazy("골라 주세요")
    )

    def __init__(self, data: Any = None, *, by: Standing, organisation: Organisation) -> None:
        super().__init__(data, by=by, initial={"coordinator": organisation.coordinator_id})
        self.organisation = organisation
        coordinator: Any = self.fields["coordinator"]
        if organisation.office_id:
            coordinator.queryset = colleagues(organisation.office_id)

    def perform(self) -> None:
        """Give the firm its coordinator."""
        put_in_charge(
            organisation=self.organisation, coordinator=self.cleaned_data["coordinator"], by=self.by
        )


class BlockForm(RegisterForm):
    """Somebody that must not hear of what a firm asks."""

    words = forms.CharField(
        label=gettext_lazy("알리지 않을 곳"), max_length=120,
        help_text=gettext_lazy("이름이나 사업자등록번호. 등록된 곳이면 같은 집단, 같은 대표, 같은 주소의 회사까지 막습니다."),
    )  # fmt: skip
    kind = forms.ChoiceField(label=gettext_lazy("어떤 곳인가요?"), choices=list(BLOCK_KINDS.items()))

    def __init__(self, data: Any = None, *, by: Standing, organisation: Organisation) -> None:
        super().__init__(data, by=by)
        self.organisation = organisation

    def perform(self) -> Block:
        """Keep it out from now on."""
        said = self.cleaned_data
        return keep_out(firm=self.organisation, kind=said["kind"], words=said["words"], by=self.by)


def _told(organisation: Organisation) -> dict[str, Any]:
    told = {name: getattr(organisation, name) for name in TOLD}
    return told | {
        "business_no": show_business_no(organisation.business_no or ""),
        "phone": show_phone(organisation.phone) if organisation.phone else "",
    }
