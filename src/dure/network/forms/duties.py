"""Who stands in for whom, from when to when."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dure.ledger import clock
from dure.network import actions as act
from dure.network.forms.base import RegisterForm
from dure.network.forms.fields import day
from dure.network.models import Office, Person, StandIn
from dure.network.queries.duties import deputies
from dure.network.rules import may_keep_duties
from dure.network.words import ABSENCES


class StandInForm(RegisterForm):
    """Somebody who is away, who does the work meanwhile, and the days."""

    absent = forms.ModelChoiceField(Person.objects.none(), label=_("자리를 비우는 사람"))
    person = forms.ModelChoiceField(
        Person.objects.none(), label=_("대신 볼 사람"),
        help_text=_("그 기간에는 자리를 비운 사람이 맡은 애로를 똑같이 보고 처리합니다. 기간이 끝나면 저절로 끝납니다."),
    )  # fmt: skip
    since = forms.DateField(widget=day(), label=_("첫날"))
    until = forms.DateField(widget=day(), label=_("마지막 날"))
    reason = forms.ChoiceField(choices=[*ABSENCES.items()], label=_("까닭"))

    def __init__(self, data: Any = None, *, office: Office, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.office = office
        among = deputies(office.pk)
        mine = [each.pk for each in among if may_keep_duties(self.by, each.pk, office.pk)]
        absent: Any = self.fields["absent"]
        person: Any = self.fields["person"]
        absent.queryset, person.queryset = among.filter(pk__in=mine), among
        if self.by.person_id in mine:
            absent.initial = self.by.person_id
        self.fields["since"].initial = clock.today

    def perform(self) -> StandIn:
        return act.name_stand_in(office=self.office, by=self.by, **self.cleaned_data)
