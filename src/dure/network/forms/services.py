"""The catalogue of services: adding, correcting, closing."""

from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext_lazy as _

from dure.ledger import clock
from dure.network import actions as act
from dure.network.forms.base import RegisterForm, lines
from dure.network.forms.fields import OrganisationField, code_field, day
from dure.network.models import NeedKind, Office, Service
from dure.network.words import SERVICE_KINDS


class ServiceForm(RegisterForm):
    """A support programme, agency, authority or hotline, new or corrected."""

    kind = forms.ChoiceField(choices=[*SERVICE_KINDS.items()], label=_("종류"))
    name = forms.CharField(max_length=120, label=_("이름"))
    code = code_field(max_length=40)
    text = forms.CharField(max_length=4000, widget=lines(4), label=_("무엇을 도와주나"))
    whom_for = forms.CharField(max_length=300, required=False, label=_("누가 쓸 수 있나"))
    conditions = forms.CharField(max_length=300, required=False, label=_("조건"))
    needs = forms.MultipleChoiceField(
        widget=forms.CheckboxSelectMultiple,
        label=_("어떤 애로에 맞나"),
        help_text=_("하나 이상 골라 주세요."),
    )
    provider = OrganisationField(required=False, label=_("운영하는 곳"))
    office = forms.ModelChoiceField(Office.objects.none(), required=False, label=_("맡은 추진단"))
    opens_on = forms.DateField(
        widget=day(), required=False, label=_("접수 시작"), help_text=_("비워 두면 늘 열려 있습니다.")
    )
    closes_on = forms.DateField(widget=day(), required=False, label=_("접수 마지막 날"))
    contact = forms.CharField(max_length=200, required=False, label=_("물어볼 곳"))

    def __init__(self, data: Any = None, *, service: Service | None = None, **kwargs: Any) -> None:
        if service is not None:
            kwargs["initial"] = _told(service)
        super().__init__(data, **kwargs)
        self.service = service
        if service is not None:
            del self.fields["code"]
        self.fields["needs"].choices = [  # type: ignore[attr-defined]
            (row.code, row.ko) for row in NeedKind.objects.filter(closed=False)
        ]
        own = Office.objects.filter(closed_on=None).order_by("name")
        if not self.by.headquarters:
            own = own.filter(pk__in=list(self.by.offices))
            self.fields["office"].required = True
        self.fields["office"].queryset = own  # type: ignore[attr-defined]
        if len(own) == 1:
            self.fields["office"].initial = own[0].pk

    def clean(self) -> dict[str, Any]:
        """A period that ends after it began."""
        told = super().clean() or {}
        first, last = told.get("opens_on"), told.get("closes_on")
        if first and last and last < first:
            self.add_error("closes_on", ValidationError(_("끝나는 날이 시작하는 날보다 빠릅니다.")))
        return told

    def perform(self) -> Service:
        told = dict(self.cleaned_data)
        first, last = told.pop("opens_on"), told.pop("closes_on")
        told["open_during"] = (
            DateRange(first, last + timedelta(days=1) if last else None) if first or last else None
        )
        if self.service is None:
            return act.register_service(by=self.by.actor, **told)
        return act.change_service(service=self.service, by=self.by.actor, **told)


def _told(service: Service) -> dict[str, Any]:
    term = service.open_during
    plain = ("kind", "name", "text", "whom_for", "conditions", "needs", "contact")
    return {
        **{name: getattr(service, name) for name in plain},
        "provider": service.provider.name if service.provider else "",
        "office": service.office_id,
        "opens_on": term.lower if term else None,
        "closes_on": term.upper - timedelta(days=1) if term and term.upper else None,
    }


class CloseServiceForm(RegisterForm):
    """The day from which a service takes nobody any more."""

    on = forms.DateField(
        widget=day(), label=_("마감하는 날"), help_text=_("이날부터 새로 안내하지 않습니다. 글은 남습니다.")
    )

    def __init__(self, data: Any = None, *, service: Service, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.service = service
        self.fields["on"].initial = clock.today

    def perform(self) -> Service:
        return act.close_service(service=self.service, by=self.by.actor, on=self.cleaned_data["on"])
