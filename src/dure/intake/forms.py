"""Few fields: a visit, what came in, and where it goes."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dure.cases.forms.base import day, lines
from dure.intake.actions import (
    Note,
    file_to_case,
    file_to_firm,
    put_aside,
    record_contact,
    register_findings,
    take_in,
)
from dure.intake.chats import decoded, readable
from dure.intake.models import Contact, Item
from dure.intake.queries import firms_of, people_at
from dure.ledger import clock
from dure.ledger.errors import Refused
from dure.network.models import Office, Organisation, Person
from dure.network.queries.organisations import of_name
from dure.network.sentences import sentence
from dure.network.standing import Standing
from dure.papers.incoming import DRAWN_MOST, drawn
from dure.papers.store import Incoming

CHANNELS = [
    ("VISIT", _("방문")),
    ("PHONE", _("전화")),
    ("MEETING", _("회의·교류회")),
    ("MESSAGE", _("문자·메신저")),
]
PLACES = [
    ("FIRM", _("기업")),
    ("OFFICE", _("추진단")),
    ("ONLINE", _("화상")),
    ("PHONE", _("전화")),
    ("OTHER", _("그 밖")),
]
ASIDE = [
    ("DONE", _("이미 처리함")),
    ("NOT_OURS", _("우리 일이 아님")),
    ("TWICE", _("두 번 들어옴")),
    ("ADVERT", _("광고")),
]
ROWS_MOST = 200
NO_FIRM = _("{number}줄: 우리 추진단의 기업에서 ‘{name}’을/를 찾지 못했습니다.")
MANY_FIRMS = _("{number}줄: ‘{name}’ 이름의 기업이 여럿입니다. 사업자등록번호로 적어 주세요.")


class ContactForm(forms.Form):
    """A visit note: what was said is enough; everything else has a good answer already."""

    once = forms.UUIDField(required=False, widget=forms.HiddenInput)
    firm = forms.ModelChoiceField(Organisation.objects.none(), label=_("기업"))
    content = forms.CharField(label=_("들은 말, 한 일"), required=False, max_length=20_000, widget=lines(5))
    difficulties = forms.CharField(
        label=_("찾은 애로"), required=False, max_length=8000, widget=lines(2),
        help_text=_("한 줄에 하나씩 적으면 애로로 등록하고 기업의 동의를 기다립니다."),
    )  # fmt: skip
    next_step = forms.CharField(label=_("다음에 할 일"), required=False, max_length=300)
    next_on = forms.DateField(label=_("언제까지"), required=False, widget=day())
    channel = forms.ChoiceField(
        label=_("어떻게 만났나요?"), choices=CHANNELS, initial="VISIT", required=False
    )
    on = forms.DateField(label=_("날짜"), required=False, widget=day())
    hours = forms.DecimalField(
        label=_("걸린 시간"), required=False, min_value=0, max_value=99, decimal_places=1
    )
    place = forms.ChoiceField(label=_("곳"), choices=PLACES, initial="FIRM", required=False)
    met = forms.ModelMultipleChoiceField(
        Person.objects.none(), label=_("만난 사람"), required=False, widget=forms.CheckboxSelectMultiple
    )
    signature = forms.CharField(required=False, widget=forms.HiddenInput, max_length=DRAWN_MOST)

    def __init__(
        self, data: Any = None, *, by: Standing, files: list[Incoming] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        self.by, self.incoming = by, files or []
        firm: Any = self.fields["firm"]
        firm.queryset = firms_of(by)
        firm.choices = _grouped(firm.queryset, by)
        met: Any = self.fields["met"]
        chosen = self.data.get("firm") or self.initial.get("firm")
        if found := _row(firm.queryset, chosen):
            met.queryset = people_at(found)
        self.fields["on"].initial = clock.today

    def clean_signature(self) -> Incoming | None:
        """The drawn picture, or nothing."""
        try:
            return drawn(self.cleaned_data["signature"])
        except Refused as refused:
            raise forms.ValidationError(sentence(refused)) from refused

    def clean(self) -> dict[str, Any]:
        """Words or a photo: one of them is needed."""
        said: dict[str, Any] = super().clean() or {}
        if not (said.get("content", "").strip() or self.incoming):
            self.add_error("content", _("한 줄을 적거나 사진을 붙여 주세요."))
        return said

    def perform(self) -> Contact:
        """Write it down."""
        said = self.cleaned_data
        note = Note(
            content=said["content"], channel=said["channel"] or "VISIT", on=said["on"], hours=said["hours"] or Decimal(0),
            place=said["place"] or "FIRM", next_step=said["next_step"], next_on=said["next_on"],
            met=list(said["met"]), difficulties=said["difficulties"].splitlines(), files=self.incoming,
            signature=said["signature"],
        )  # fmt: skip
        return record_contact(firm=said["firm"], note=note, by=self.by, once=said["once"])


class TakeForm(forms.Form):
    """Words, pictures, or a chat as the messenger exports it."""

    once = forms.UUIDField(required=False, widget=forms.HiddenInput)
    text = forms.CharField(label=_("받은 글"), required=False, max_length=100_000, widget=lines(5))
    source = forms.CharField(
        label=_("누구에게서"), required=False, max_length=120, help_text=_("이름이나 번호만 적어도 됩니다.")
    )

    def __init__(
        self,
        data: Any = None,
        *,
        by: Standing,
        office: Office,
        files: list[Incoming] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(data, **kwargs)
        self.by, self.office, self.incoming = by, office, files or []

    def clean(self) -> dict[str, Any]:
        """Text files are read as chats; they are words, not attachments."""
        said: dict[str, Any] = super().clean() or {}
        words, kept = [said.get("text", "")], []
        for incoming in self.incoming:
            if not incoming.name.lower().endswith(".txt"):
                kept.append(incoming)
                continue
            try:
                words.append(decoded(b"".join(incoming.pieces)))
            except Refused as refused:
                self.add_error(None, sentence(refused))
        said["text"] = "\n".join(readable(text) for text in words if text.strip())
        self.incoming = kept
        if not (said["text"] or kept or self.errors):
            self.add_error("text", sentence(Refused("inbox_empty")))
        return said

    def perform(self) -> Item:
        """Put it into the inbox."""
        said = self.cleaned_data
        return take_in(
            office=self.office, by=self.by, text=said["text"], source=said["source"], files=self.incoming,
            once=said["once"],
        )  # fmt: skip


class FileForm(forms.Form):
    """Where something of the inbox goes."""

    deed = forms.ChoiceField(choices=[("case", ""), ("firm", ""), ("new", ""), ("aside", "")])
    number = forms.CharField(label=_("사례 번호"), required=False, max_length=20)
    firm = forms.ModelChoiceField(Organisation.objects.none(), label=_("기업"), required=False)
    reason = forms.ChoiceField(label=_("까닭"), choices=ASIDE, required=False)

    def __init__(self, data: Any = None, *, by: Standing, item: Item) -> None:
        super().__init__(data)
        self.by, self.item = by, item
        firm: Any = self.fields["firm"]
        firm.queryset = firms_of(by)

    def clean(self) -> dict[str, Any]:
        """Each deed needs its own field."""
        said: dict[str, Any] = super().clean() or {}
        needed = {"case": "number", "firm": "firm", "new": "firm", "aside": "reason"}.get(
            said.get("deed", ""), ""
        )
        if needed and not said.get(needed) and needed not in self.errors:
            self.add_error(needed, _("어디로 보낼지 골라 주세요."))
        return said

    def perform(self) -> Any:
        """Give it its place."""
        said = self.cleaned_data
        if said["deed"] == "case":
            return file_to_case(item=self.item, number=said["number"].strip(), by=self.by)
        if said["deed"] == "aside":
            return put_aside(item=self.item, reason=said["reason"], by=self.by)
        return file_to_firm(item=self.item, firm=said["firm"], as_case=said["deed"] == "new", by=self.by)


class FindingsForm(forms.Form):
    """Difficulties of a council, one a line: firm, then what troubles it; cells copied from a sheet fit as they are."""

    once = forms.UUIDField(required=False, widget=forms.HiddenInput)
    channel = forms.ChoiceField(label=_("어디에서 찾았나요?"), choices=CHANNELS, initial="MEETING")
    rows = forms.CharField(
        label=_("기업과 애로"), max_length=100_000, widget=lines(10),
        help_text=_("한 줄에 한 건: 기업 이름이나 사업자등록번호, 그다음 탭이나 쉼표, 그다음 애로. 엑셀에서 두 칸을 복사해 붙여도 됩니다."),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, by: Standing, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.by = by

    def clean_rows(self) -> list[tuple[Organisation, str]]:
        """Every row with its firm; each fault is told with its line, and nothing is registered while there is one."""
        found, faults = [], []
        told = [line for line in self.cleaned_data["rows"].splitlines() if line.strip()]
        if len(told) > ROWS_MOST:
            raise forms.ValidationError(_("한 번에 {most}줄까지 등록할 수 있습니다.").format(most=ROWS_MOST))
        for number, line in enumerate(told, start=1):
            name, _sep, text = line.partition("\t") if "\t" in line else line.partition(",")
            firms = [
                firm
                for firm in of_name(name.strip())
                if firm.office_id in self.by.offices and firm.kind == "FIRM"
            ]
            if not text.strip():
                faults.append(_("{number}줄: 기업 뒤에 애로를 적어 주세요.").format(number=number))
            elif len(firms) != 1:
                words = NO_FIRM if not firms else MANY_FIRMS
                faults.append(words.format(number=number, name=name.strip()[:40]))
            else:
                found.append((firms[0], text.strip()))
        if faults:
            raise forms.ValidationError(faults)
        return found

    def perform(self) -> Any:
        """Register all of them."""
        said = self.cleaned_data
        return register_findings(rows=said["rows"], channel=said["channel"], by=self.by, once=said["once"])


def _grouped(firms: Any, by: Standing) -> list[Any]:
    """Firms to choose from, those one looks after first."""
    rows = list(firms.order_by("name", "pk").values_list("pk", "name", "coordinator_id"))
    mine = [(key, name) for key, name, charge in rows if charge == by.person_id]
    others = [(key, name) for key, name, charge in rows if charge != by.person_id]
    groups = ((_("내가 맡은 기업"), mine), (_("우리 추진단의 다른 기업"), others))
    return [("", _("기업을 골라 주세요")), *(group for group in groups if group[1])]


def _row(rows: Any, key: Any) -> Any:
    try:
        return rows.filter(pk=key).first() if key else None
    except (ValueError, forms.ValidationError):
        return None
