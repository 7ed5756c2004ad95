"""What the forms of the register share: numbers are told apart while they are typed."""

from collections.abc import Callable
from typing import Any

from django import forms

from dure.engines.identifiers.numbers import NumberFault
from dure.ledger.errors import DureError
from dure.network.privacy import told
from dure.network.sentences import sentence
from dure.network.standing import Standing


class RegisterForm(forms.Form):
    """Fields, who fills them in, and what is done with them."""

    def __init__(self, data: Any = None, *, by: Standing, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.by = by

    def perform(self) -> Any:
        """Do it; raises Refused when it is not possible."""
        raise NotImplementedError

    def read_number(self, name: str, read: Callable[[str], str]) -> str:
        """A number in its one form, or what is wrong with it beside its field."""
        text: str = self.cleaned_data.get(name, "")
        if not text.strip():
            return ""
        try:
            return read(text)
        except NumberFault as fault:
            raise forms.ValidationError(sentence(DureError(fault.code, **fault.found))) from fault


class PrivacyTicks(forms.CheckboxSelectMultiple):
    """Purposes to tick one by one, each with the items that must be said before anybody agrees."""

    template_name = "network/widgets/privacy_ticks.html"

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """The boxes and, beside each, its items."""
        context = super().get_context(name, value, attrs)
        context["told"] = {purpose: told(purpose) for purpose, _title in self.choices}
        return context


def lines(rows: int = 4, **attrs: Any) -> forms.Textarea:
    """A box for several lines."""
    return forms.Textarea(attrs={"rows": rows, **attrs})


def telephone() -> forms.TextInput:
    """A box that brings up the number pad."""
    return forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autocomplete": "tel"})


def digits() -> forms.TextInput:
    """A box for a number with dashes."""
    return forms.TextInput(attrs={"inputmode": "numeric"})
