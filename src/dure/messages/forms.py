"""Writing to somebody, and wording templates."""

from typing import Any
from uuid import uuid5

from django import forms
from django.utils.translation import gettext_lazy as _

from dure.cases.forms.base import lines
from dure.ledger.errors import Refused
from dure.links.models import Link
from dure.messages.actions import word_template, write_message
from dure.messages.models import Message, Template
from dure.messages.queries import wordings
from dure.messages.shipped import TEMPLATES
from dure.messages.texts import must_fit
from dure.messages.words import WAYS
from dure.network.models import Office, Person
from dure.network.sentences import sentence
from dure.network.standing import Standing


class WriteForm(forms.Form):
    """What, by which way, and what the template still needs."""

    once = forms.UUIDField(required=False, widget=forms.HiddenInput)
    code = forms.ChoiceField(label=_("무엇을 알리나요?"))
    way = forms.ChoiceField(
        label=_("어떻게 보내나요?"), choices=list(WAYS.items()), initial="COPY", widget=forms.RadioSelect
    )
    day = forms.CharField(label=_("날짜"), required=False, max_length=60)
    title = forms.CharField(label=_("제목"), required=False, max_length=60)

    def __init__(
        self, data: Any = None, *, by: Standing, office: Office, link: Link | None = None, **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        self.by, self.office, self.link = by, office, link
        known = {
            code: each for code, each in TEMPLATES.items() if ("링크" in each.variables) == (link is not None)
        }
        if link is not None:
            known = {link.purpose: TEMPLATES[link.purpose]}
            del self.fields["day"], self.fields["title"]
        code: Any = self.fields["code"]
        code.choices = [(name, each.title) for name, each in known.items()]
        code.initial = next(iter(known))

    def told(self) -> dict[str, str]:
        """What was filled in for the braces."""
        return {"날짜": self.cleaned_data.get("day", ""), "제목": self.cleaned_data.get("title", "")}

    def write_to(self, person: Person) -> Message:
        """Write to one person; the same filled-in form sent twice is one message to each."""
        said = self.cleaned_data
        once = uuid5(said["once"], str(person.pk)) if said["once"] else None
        return write_message(
            office=self.office, person=person, code=said["code"], way=said["way"], by=self.by, link=self.link,
            once=once, **self.told(),
        )  # fmt: skip


class TemplateForm(forms.Form):
    """The text of a template."""

    text = forms.CharField(label=_("보낼 글"), max_length=2000, widget=lines(6))
    gateway_code = forms.CharField(
        label=_("알림톡 템플릿 코드"), required=False, max_length=40,
        help_text=_("카카오 검수를 통과한 글의 코드입니다. 비워 두면 문자로 보냅니다."),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, by: Standing, office: Office, code: str) -> None:
        now = wordings(office)[code]
        super().__init__(data, initial={"text": now.text, "gateway_code": now.gateway_code})
        self.by, self.office, self.code = by, office, code

    def clean_text(self) -> str:
        """Only braces that this template knows."""
        text: str = self.cleaned_data["text"]
        try:
            must_fit(text, TEMPLATES[self.code].variables)
        except Refused as refused:
            raise forms.ValidationError(sentence(refused)) from refused
        return text

    def perform(self) -> Template:
        """A new version."""
        return word_template(office=self.office, code=self.code, by=self.by, **self.cleaned_data)
