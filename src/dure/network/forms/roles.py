"""Giving roles, with an account where there is none."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from dure.ledger.doors import recording
from dure.ledger.errors import Refused
from dure.network import actions as act
from dure.network.forms.base import RegisterForm
from dure.network.forms.fields import OrganisationField, PhoneField
from dure.network.models import Account, Group, Office, Organisation, Person, Role
from dure.network.queries.roles import has_roles_elsewhere, heads_offices
from dure.network.rules import may_give_role
from dure.network.sentences import sentence
from dure.network.words import ROLE_CODES

PLACES = {
    **dict.fromkeys(Role.OFFICE_ROLES, "office"),
    "OFFICER": "group",
    "FIRM": "organisation",
    "BODY": "organisation",
}


class RoleForm(RegisterForm):
    """A role for somebody known or new, at one place; the account is opened along."""

    name = forms.CharField(max_length=80, label=_("이름"))
    phone = PhoneField(max_length=20, required=False, label=_("전화"))
    code = forms.ChoiceField(label=_("역할"))
    office = forms.ModelChoiceField(Office.objects.none(), required=False, label=_("추진단"))
    group = forms.ModelChoiceField(
        Group.objects.none(), required=False, label=_("모임"), help_text=_("간사와 임원에게만 고릅니다.")
    )
    organisation = OrganisationField(required=False, label=_("기업·기관"))
    opens = forms.BooleanField(required=False, label=_("로그인 계정을 함께 엽니다"), initial=True)
    email = forms.EmailField(required=False, label=_("메일"), help_text=_("로그인할 때 씁니다."))

    def __init__(self, data: Any = None, *, person: Person | None = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.person = person
        self.account: Account | None = None
        offices, organisations = (
            Office.objects.filter(closed_on=None),
            Organisation.objects.filter(closed_on=None),
        )
        if not self.by.headquarters:
            own = heads_offices(self.by)
            offices, organisations = offices.filter(pk__in=own), organisations.filter(office__in=own)
        codes = [
            code for code in ROLE_CODES if self.by.headquarters or code not in ("HEADQUARTERS", "OFFICE_HEAD")
        ]
        self.fields["code"].choices = [(code, ROLE_CODES[code]) for code in codes]  # type: ignore[attr-defined]
        self.fields["office"].queryset = offices.order_by("name")  # type: ignore[attr-defined]
        groups = Group.objects.filter(ended_on=None, office__in=offices).order_by("name")
        self.fields["group"].queryset = groups  # type: ignore[attr-defined]
        self.fields["organisation"].among = organisations  # type: ignore[attr-defined]
        if len(offices) == 1:
            self.fields["office"].initial = offices[0].pk
        if person is not None:
            del self.fields["name"], self.fields["phone"]
            if person.email and not self.by.headquarters:
                del self.fields["email"]
            else:
                self.fields["email"].initial = person.email
            if hasattr(person, "account"):
                self.fields.pop("email", None)
                del self.fields["opens"]

    def clean(self) -> dict[str, Any]:
        """One place that fits the role, within what this reader may give."""
        told = super().clean() or {}
        if self.errors:
            return told
        place = _place(told)
        if place is None and told["code"] != "HEADQUARTERS":
            raise ValidationError(_("이 역할을 맡길 곳을 골라 주세요."))
        office_id = place.pk if isinstance(place, Office) else getattr(place, "office_id", None)
        if not may_give_role(self.by, told["code"], office_id):
            raise ValidationError(sentence(Refused("role_not_yours_to_give")))
        self._must_fit(told["code"], place)
        if told.get("opens") and self.person and has_roles_elsewhere(self.by, self.person):
            raise ValidationError(sentence(Refused("account_by_headquarters")))
        if told.get("opens") and not (told.get("email") or (self.person and self.person.email)):
            self.add_error("email", sentence(Refused("email_missing")))
        told["place"] = place
        return told

    def _must_fit(self, code: str, place: Any) -> None:
        if isinstance(place, Organisation) and (place.kind == "FIRM") != (code == "FIRM"):
            self.add_error("organisation", _("기업 담당자는 기업에, 기관 담당자는 기관에 둡니다."))

    def perform(self) -> Role:
        told = self.cleaned_data
        with recording(by=self.by.actor):
            person = self.person or act.register_person(
                by=self.by.actor, name=told["name"], phone=told["phone"], email=told.get("email", "")
            )
            where = {told["place"]._meta.model_name: told["place"]} if told["place"] else {}
            role = act.give_role(person=person, code=told["code"], by=self.by.actor, **where)
            if told.get("opens"):
                self.account = act.open_account(person=person, by=self.by.actor, email=told.get("email", ""))
        return role


def _place(told: dict[str, Any]) -> Any:
    """Where a role is held: a secretary in a group when one is named, else in the office."""
    code = told["code"]
    if code == "HEADQUARTERS":
        return None
    if code == "SECRETARIAT" and told.get("group"):
        return told["group"]
    return told.get(PLACES[code])
