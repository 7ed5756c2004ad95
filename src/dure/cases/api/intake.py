"""Asking for help by program: for one's own firm, or for a firm that told somebody."""

from dataclasses import replace
from typing import Annotated, Literal

from ninja import Schema, Status
from pydantic import Field, StringConstraints

from dure.cases.actions import send_case
from dure.cases.api.bodies import must_be_valid
from dure.cases.api.router import router
from dure.cases.forms import AskForm
from dure.cases.models import DifficultyCase
from dure.ledger.errors import BadInput, Refused
from dure.network.asking import Request, key_of
from dure.network.models import Organisation
from dure.network.standing import Standing

Line = Annotated[str, StringConstraints(max_length=200)]


class Ask(Schema, extra="forbid"):
    """What a firm is stuck on: only `text` is needed.

    `on_behalf_of` is the firm when an office or secretariat asks for it, or one of several own firms.
    """

    text: str = Field(min_length=1, max_length=20_000)
    title: Line = ""
    kind: str | None = Field(None, description="code of a kind of need", max_length=24)
    group: str | None = Field(None, description="id of the group to ask first", max_length=40)
    on_behalf_of: str | None = Field(None, description="id of the firm", max_length=40)
    channel: Literal["PHONE", "VISIT", "MEETING", "MESSAGE"] = "PHONE"
    product: Line = ""
    arose: Line = ""
    tried: str = Field("", max_length=4000)
    wanted_by: str | None = Field(None, description="a day, 2026-12-31", max_length=10)
    secrecy: Literal["OFFICE", "CASE_TEAM"] = "CASE_TEAM"
    name_may_be_told: bool = False


class Asked(Schema):
    """The case that was made."""

    id: str
    number: str
    state: str


@router.post("/cases", tags=["cases"], response={201: Asked})
def ask(request: Request, sent: Ask) -> Status[Asked]:
    """Ask for help."""
    by: Standing = request.standing
    firm = _firm(sent, by)
    told = sent.dict(exclude={"on_behalf_of", "channel"}, exclude_none=True)
    own = firm.pk in by.firms
    if not own and sent.name_may_be_told:
        raise BadInput(fields=({"field": "name_may_be_told", "code": "only_the_firm_itself"},))
    form = AskForm(told, firm=firm, by=by)
    must_be_valid(form)
    case = form.perform() if own else _for_firm(form, firm, sent.channel, by)
    return Status(201, Asked(id=str(case.pk), number=case.number, state=case.state))


def _firm(sent: Ask, by: Standing) -> Organisation:
    if sent.on_behalf_of is None:
        own = Organisation.objects.filter(pk__in=list(by.firms)).order_by("name").first()
        if own is None:
            raise Refused("step_not_yours", step="send")
        return own
    key = key_of(sent.on_behalf_of)
    named = Organisation.objects.filter(pk=key, kind="FIRM").select_related("office").first() if key else None
    if named is None:
        raise BadInput(fields=({"field": "on_behalf_of", "code": "invalid_choice"},))
    return named


def _for_firm(form: AskForm, firm: Organisation, channel: str, by: Standing) -> DifficultyCase:
    told = replace(form.told(), channel=channel)
    return send_case(firm=firm, told=told, by=by, group=form.cleaned_data["group"])
