"""Somebody who works at an organisation."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dure.engines.identifiers import phone, show_phone
from dure.network.actions.erasures import erase_person
from dure.network.actions.register import change_post, correct_person, enter_person
from dure.network.forms.base import PrivacyTicks, RegisterForm, telephone
from dure.network.models import Organisation, Person, Post
from dure.network.privacy import TITLES
from dure.network.standing import Standing
from dure.network.words import ERASURE_GROUNDS

CONTACTS = ("name", "name_en", "phone", "email")


class ContactsForm(RegisterForm):
    """Name and contacts of a person."""

    name = forms.CharField(label=_("이름"), max_length=80)
    phone = forms.CharField(label=_("전화"), required=False, max_length=30, widget=telephone())
    email = forms.EmailField(label=_("메일"), required=False)
    name_en = forms.CharField(label=_("영문 이름"), required=False, max_length=80)

    def __init__(self, data: Any = None, *, by: Standing, person: Person | None = None) -> None:
        told = {name: getattr(person, name) for name in CONTACTS} if person else {}
        if told.get("phone"):
            told["phone"] = show_phone(told["phone"])
        super().__init__(data, by=by, initial=told)
        self.person = person

    def clean_phone(self) -> str:
        """A telephone number in its one form."""
        return self.read_number("phone", phone)

    def perform(self) -> Person:
        """Correct the person."""
        assert self.person is not None  # noqa: S101  (only the sub-class has none)
        return correct_person(person=self.person, by=self.by, **self._contacts())

    def _contacts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in CONTACTS}


class PersonForm(ContactsForm):
    """A new person with a post."""

    title = forms.CharField(
        label=_("직함"),
        required=False,
        max_length=60,
        help_text=_("대표, 연구소장, 품질 담당처럼 적어 주세요."),
    )
    agreed = forms.MultipleChoiceField(
        label=_("본인이 동의한 것"), required=False, choices=list(TITLES.items()), widget=PrivacyTicks,
        help_text=_("읽어 드리고 동의한 것만 하나씩 골라 주세요. 고르지 않아도 등록됩니다."),
    )  # fmt: skip
    field_order = ("name", "title", "phone", "email", "name_en", "agreed")

    def __init__(self, data: Any = None, *, by: Standing, organisation: Organisation) -> None:
        super().__init__(data, by=by)
        self.organisation = organisation

    def perform(self) -> Person:
        """Make the person known at this place of work."""
        said = self.cleaned_data
        return enter_person(
            organisation=self.organisation, title=said["title"], agreed=said["agreed"], by=self.by,
            **self._contacts(),
        )  # fmt: skip


class ErasureForm(RegisterForm):
    """Why the data of a person go, and that it is meant."""

    ground = forms.ChoiceField(
        label=_("까닭"), choices=list(ERASURE_GROUNDS.items()), widget=forms.RadioSelect
    )
    sure = forms.BooleanField(
        label=_("되돌릴 수 없다는 것을 알고 파기합니다."),
        help_text=_("이름·연락처·계정·소개가 지워지고 백업을 복원해도 돌아오지 않습니다. 있었던 일은 이름 없이 남습니다."),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, by: Standing, person: Person) -> None:
        super().__init__(data, by=by)
        self.person = person

    def perform(self) -> Person:
        """Erase the person."""
        return erase_person(person=self.person, ground=self.cleaned_data["ground"], by=self.by)


class PostForm(RegisterForm):
    """What somebody does at a place of work."""

    title = forms.CharField(label=_("직함"), max_length=60)

    def __init__(self, data: Any = None, *, by: Standing, post: Post) -> None:
        super().__init__(data, by=by, initial={"title": post.title})
        self.post = post

    def perform(self) -> Post:
        """From today on."""
        return change_post(post=self.post, title=self.cleaned_data["title"], by=self.by)
