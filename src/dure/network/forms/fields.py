"""Fields in which somebody is named by what one knows, codes, numbers and days."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from dure.engines.identifiers import phone
from dure.engines.identifiers.numbers import NumberFault
from dure.ledger.errors import Refused
from dure.network.models import Organisation, Person
from dure.network.queries.roles import one_organisation, one_person
from dure.network.sentences import sentence


class NamedField(forms.CharField):
    """Somebody meant by a name or number that people know; becomes the one row it means."""

    find: Callable[[str, Any], Any]

    def __init__(self, *, among: QuerySet[Any], **kwargs: Any) -> None:
        super().__init__(max_length=120, **kwargs)
        self.among = among

    def clean(self, value: Any) -> Any:
        """The row meant, or None where nothing need be named."""
        words = super().clean(value)
        if not words:
            return None
        try:
            return type(self).find(words, self.among)
        except Refused as refused:
            raise ValidationError(sentence(refused)) from None


class OrganisationField(NamedField):
    """An organisation by its full name or business number."""

    find = staticmethod(one_organisation)

    def __init__(self, *, among: QuerySet[Organisation] | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("이름 그대로, 또는 사업자등록번호로 적어 주세요."))
        super().__init__(
            among=Organisation.objects.filter(closed_on=None) if among is None else among, **kwargs
        )


class PersonField(NamedField):
    """A person by e-mail, telephone number or full name."""

    find = staticmethod(one_person)

    def __init__(self, *, among: QuerySet[Person], **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("메일이나 전화번호, 같은 이름이 없으면 이름으로 적어 주세요."))
        super().__init__(among=among, **kwargs)


class PhoneField(forms.CharField):
    """A telephone number, kept in one form (E.164)."""

    def clean(self, value: Any) -> str:
        """The number, or nothing where none need be given."""
        said = str(super().clean(value))
        if not said:
            return ""
        try:
            return phone(said)
        except NumberFault as fault:
            raise ValidationError(sentence(Refused(fault.code, allowed=(), **fault.found))) from None


def code_field(**kwargs: Any) -> forms.RegexField:
    """A short code for addresses: capital letters, digits, hyphen and underscore."""
    return forms.RegexField(
        r"^[A-Z0-9][A-Z0-9_-]*$",
        label=_("부호"),
        help_text=_("주소에 쓰입니다. 영문 대문자와 숫자, -, _만 쓰고 나중에 바꿀 수 없습니다."),
        error_messages={"invalid": _("영문 대문자와 숫자, -, _만 쓸 수 있습니다.")},
        **kwargs,
    )


def day() -> forms.DateInput:
    """A box for a day."""
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
