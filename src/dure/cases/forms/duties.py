"""Who gets what of a colleague's firms and cases: all to one, by complex, by group, or row by row."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import uuid4

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from dure.cases import actions as act
from dure.cases.forms.base import day, lines
from dure.cases.models import DutyHandover
from dure.cases.queries.duties import DutyFirm
from dure.ledger import clock
from dure.network.models import Office, Person
from dure.network.queries.people import colleagues
from dure.network.standing import Standing

STAYS = "-"


class DutiesForm(forms.Form):
    """A select for all, for each complex and group, and for each firm and case; the nearest one counts."""

    once = forms.UUIDField(required=False, widget=forms.HiddenInput)
    since = forms.DateField(label=_("언제부터"), widget=day())
    note = forms.CharField(
        label=_("받는 사람에게 남길 말"), required=False, max_length=4000, widget=lines(4),
        help_text=_("인수인계서에 그대로 실립니다. 기업에는 보이지 않습니다."),
    )  # fmt: skip

    def __init__(
        self,
        data: Any = None,
        *,
        giver: Person,
        office: Office,
        duties: Sequence[DutyFirm],
        by: Standing,
        **kwargs: Any,
    ) -> None:
        super().__init__(data, **kwargs)
        self.giver, self.office, self.duties, self.by = giver, office, duties, by
        people = colleagues(office.pk).exclude(pk=giver.pk)
        self.people = {str(each.pk): each for each in people}
        self.fields["since"].initial = clock.today
        self.fields["once"].initial = uuid4
        self.fields["all"] = receiver(_("모두 받을 사람"), people, _("고르지 않음"))
        for name, label in self._parts():
            self.fields[name] = receiver(label, people, _("위와 같이"))
        for each in duties:
            self.fields[f"firm-{each.firm.pk}"] = receiver(each.firm.name, people, _("위와 같이"), stays=True)
            if each.looked_after:
                self.fields[f"note-{each.firm.pk}"] = forms.CharField(
                    label=_("메모"), required=False, max_length=act.LONGEST_NOTE
                )
            for case in each.cases:
                label = case.row.number
                self.fields[f"case-{case.row.pk}"] = receiver(label, people, _("기업과 함께"), stays=True)

    def _parts(self) -> Iterable[tuple[str, str]]:
        complexes = {each.firm.complex for each in self.duties if each.firm.complex}
        groups = {group for each in self.duties for group in each.groups}
        for row in sorted(complexes, key=str):
            yield f"complex-{row.pk}", row.name
        for group in sorted(groups, key=str):
            yield f"group-{group.pk}", group.name

    def parts(self) -> list[forms.BoundField]:
        """The selects by complex and group."""
        return [self[name] for name in self.fields if name.startswith(("complex-", "group-"))]

    def rows(self) -> list[dict[str, Any]]:
        """Firms and their cases, each with its select."""
        return [
            {
                "duty": each,
                "field": self[f"firm-{each.firm.pk}"],
                "note": self[f"note-{each.firm.pk}"] if each.looked_after else None,
                "cases": [(case, self[f"case-{case.row.pk}"]) for case in each.cases],
            }
            for each in self.duties
        ]

    def passings(self) -> list[act.Passing]:
        """Who gets what: of the choices for a row, its firm, its group, its complex and for all, the nearest."""
        found: list[act.Passing] = []
        for each in self.duties:
            to = self._chosen(
                f"firm-{each.firm.pk}",
                *(f"group-{group.pk}" for group in each.groups),
                f"complex-{each.firm.complex_id}",
                "all",
            )
            note = self.cleaned_data.get(f"note-{each.firm.pk}", "")
            if to and each.looked_after:
                found.append(act.Passing(to, firm=each.firm, note=note))
            for case in each.cases:
                own = self.cleaned_data.get(f"case-{case.row.pk}", "")
                who = self.people.get(own) if own else to
                if who:
                    found.append(act.Passing(who, case=case.row))
        return found

    def _chosen(self, *names: str) -> Person | None:
        said = next((self.cleaned_data[name] for name in names if self.cleaned_data.get(name)), "")
        return self.people.get(said)

    def perform(self) -> DutyHandover:
        """Do it, all or none."""
        told = self.cleaned_data
        return act.hand_duties_over(
            giver=self.giver, office=self.office, passings=self.passings(), since=told["since"],
            note=told["note"], by=self.by,
        )  # fmt: skip


def receiver(label: Any, people: QuerySet[Person], none: Any, *, stays: bool = False) -> forms.ChoiceField:
    """A choice among the colleagues; `stays` adds that nobody gets it."""
    choices = [("", none), *((str(each.pk), each.name) for each in people)]
    return forms.ChoiceField(
        label=label, required=False, choices=[*choices, (STAYS, _("넘기지 않음"))] if stays else choices
    )
