"""What the forms of all steps share."""

from typing import Any, ClassVar
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from dure.cases.models import DifficultyCase, Referral
from dure.cases.rules import helper_roles
from dure.ledger.errors import Refused
from dure.network.standing import Standing

FORMS: dict[str, type["StepForm"]] = {}
CONSENT_WAYS = [
    ("ACCOUNT", _("기업이 직접")),
    ("SIGNATURE", _("화면에 서명")),
    ("PAPER", _("종이 서명 사진")),
    ("CALL", _("통화 녹음")),
]


SCORES = [
    (5, _("아주 많이")),
    (4, _("많이")),
    (3, _("보통")),
    (2, _("조금")),
    (1, _("전혀")),
]


class StepForm(forms.Form):
    """A step or occasion of the lifecycle: its fields, and what is done with them."""

    noun: ClassVar[str] = ""
    codes: ClassVar[tuple[str, ...]] = ()
    once = forms.UUIDField(required=False, widget=forms.HiddenInput)
    seen = forms.CharField(required=False, widget=forms.HiddenInput, max_length=16)

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if cls.noun:
            FORMS[cls.noun] = cls

    def __init__(self, data: Any = None, *, case: DifficultyCase, by: Standing, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.case = case
        self.by = by
        self.fields["seen"].initial = case.state
        self.fields["once"].initial = uuid4()

    @property
    def takes_evidence(self) -> bool:
        """Whether staff say here how the firm said it, which a paper, a recording or a signature can prove."""
        field: Any = self.fields.get("kind") or self.fields.get("way")
        return field is not None and getattr(field, "choices", None) == CONSENT_WAYS and bool(self.by.offices)

    def said(self) -> dict[str, Any]:
        """What was filled in, without what only guards against doing it twice or too late."""
        return {name: value for name, value in self.cleaned_data.items() if name not in ("once", "seen")}

    def choose(self, name: str, rows: QuerySet[Any]) -> None:
        """Let a field offer these rows only."""
        field: Any = self.fields[name]
        field.queryset = rows

    def perform(self) -> Any:
        """Do it; raises Refused when it is not possible now."""
        raise NotImplementedError


class PickingForm(StepForm):
    """A step about somebody who is picked on a page before: by the candidates, or by a search."""

    people_only: ClassVar[bool] = False
    PICKS: ClassVar[tuple[str, ...]] = ("person", "organisation", "group")

    def picked(self) -> Any:
        """Who was picked, or None: then somebody has to be found first."""
        for name in self.PICKS:
            field: Any = self.fields.get(name)
            key = self[name].value() if field else None
            if key and (found := _row(field.queryset, key)):
                return found
        return None


def picked(rows: QuerySet[Any], label: Any, *, required: bool = False) -> "forms.ModelChoiceField[Any]":
    """A field that holds the key of somebody picked before."""
    return forms.ModelChoiceField(label=label, queryset=rows, required=required, widget=forms.HiddenInput)


def _row(rows: QuerySet[Any], key: Any) -> Any:
    try:
        return rows.filter(pk=getattr(key, "pk", key)).first()
    except ValidationError:
        return None


class ReferralForm(StepForm):
    """A step of one referral; a helper with a single one need not name it."""

    states: ClassVar[tuple[str, ...]] = ()
    referral = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def find(self) -> Referral:
        """The referral meant: the named one, else the reader's own in a fitting state."""
        rows = Referral.objects.filter(case=self.case).select_related(
            "case", "person", "organisation", "group"
        )
        if key := self.cleaned_data.get("referral"):
            found = rows.filter(pk=key).first()
            if found is None:
                raise Refused("referral_missing")
            return found
        own = [row for row in rows.filter(state__in=self.states) if helper_roles(self.by, row)]
        fitting = own or list(rows.filter(state__in=self.states)[:2])
        if len(fitting) != 1:
            raise Refused("referral_missing")
        return fitting[0]


def form_of(noun: str) -> type[StepForm] | None:
    """The form of a noun, or None when there is no such noun."""
    return FORMS.get(noun)


def lines(rows: int = 4, **attrs: Any) -> forms.Textarea:
    """A box for several lines."""
    return forms.Textarea(attrs={"rows": rows, **attrs})


def day(**attrs: Any) -> forms.DateInput:
    """A box for a day."""
    return forms.DateInput(attrs={"type": "date", **attrs}, format="%Y-%m-%d")
