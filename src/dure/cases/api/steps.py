"""Every step and occasion of the lifecycles as a noun that can be posted, on the forms of the pages."""

from collections.abc import Callable
from typing import Annotated, Any

from django.db.models import Model
from django.utils.translation import gettext as _
from ninja import Body, Schema

from dure.cases.actions.stepping import must_be_unchanged
from dure.cases.api.bodies import body_of, must_be_valid, sent_to
from dure.cases.api.possible import allowed_nouns, must_be_allowed
from dure.cases.api.router import router
from dure.cases.forms import FORMS, StepForm
from dure.cases.lifecycle import CASE, REFERRAL
from dure.cases.models import DifficultyCase
from dure.cases.queries import find_case, visible_to
from dure.engines.lifecycle import Occasion, Step
from dure.ledger.errors import Refused
from dure.network.asking import Request
from dure.network.models import Person
from dure.network.standing import Standing, standing

EVERY: tuple[Step | Occasion, ...] = (*CASE.steps, *CASE.occasions, *REFERRAL.steps, *REFERRAL.occasions)


class Done(Schema):
    """How a case stands after a step; `state` is null when it is no longer this reader's to see.

    `made` is the id of what the step has made, such as a referral.
    """

    id: str
    number: str
    state: str | None
    state_text: str | None
    allowed: list[str]
    made: str | None


def take(noun: str, key: str, sent: dict[str, Any], by: Standing) -> Done:
    """Take a step: is it possible, is the body right, has nobody been faster; then do it."""
    case = find_case(by, key)
    kind = FORMS[noun]
    must_be_allowed(noun, case, by, sent.get("referral") if "referral" in kind.base_fields else None)
    form = kind(sent_to(kind(case=case, by=by), sent), case=case, by=by)
    must_be_valid(form)
    must_be_unchanged(case, form.cleaned_data.get("seen"))
    try:
        made = form.perform()
    except Refused as refused:
        refused.allowed = refused.allowed or tuple(allowed_nouns(find_case(by, key), by))
        raise
    return _done(case, by, made)


def _done(case: DifficultyCase, by: Standing, made: Any) -> Done:
    person = Person.objects.filter(pk=by.person_id).first()
    now = standing(person, language=by.language)
    seen = visible_to(now).select_related("firm", "office").filter(pk=case.pk).first()
    return Done(
        id=str(case.pk),
        number=case.number,
        state=seen.state if seen else None,
        state_text=_(CASE.state(seen.state).ko) if seen else None,
        allowed=allowed_nouns(seen, now) if seen else [],
        made=str(made.pk) if isinstance(made, Model) else None,
    )


def _call(noun: str) -> Callable[..., Done]:
    def step(request: Request, key: str, sent: Annotated[dict[str, Any], Body()] = {}) -> Done:  # noqa: B006
        return take(noun, key, sent, request.standing)

    return step


def _told(noun: str, form: type[StepForm]) -> str:
    entries = [each for each in EVERY if each.noun == noun]
    states = sorted(
        {each for entry in entries for each in (entry.frm if isinstance(entry, Step) else entry.states)}
    )
    roles = sorted({each for entry in entries for each in entry.roles})
    first = (form.__doc__ or "").strip().splitlines()[0]
    return f"{first}\n\nIn state: {', '.join(states)}. By: {', '.join(roles)}."


for _noun, _form in sorted(FORMS.items()):
    router.post(
        f"/cases/{{key}}/{_noun}",
        response=Done,
        tags=["steps"],
        operation_id=f"post_{_noun.replace('-', '_')}",
        summary=(_form.__doc__ or _noun).strip().splitlines()[0],
        description=_told(_noun, _form),
        openapi_extra={
            "requestBody": {
                "required": bool(body_of(_form).get("required")),
                "content": {"application/json": {"schema": body_of(_form)}},
            }
        },
    )(_call(_noun))
