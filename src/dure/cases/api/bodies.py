"""The forms of the pages as bodies in JSON: their description, and what was sent put into the form."""

from datetime import date, time
from decimal import Decimal
from typing import Any

from django import forms

from dure.ledger.errors import BadInput

TEXT, WHOLE, NUMBER, TICK, LIST, ANYTHING = "string", "integer", "number", "boolean", "array", "any"
KINDS: tuple[tuple[type[forms.Field], str, str], ...] = (
    (forms.ModelMultipleChoiceField, LIST, ""),
    (forms.MultipleChoiceField, LIST, ""),
    (forms.ModelChoiceField, TEXT, ""),
    (forms.ChoiceField, TEXT, ""),
    (forms.UUIDField, TEXT, "uuid"),
    (forms.DateField, TEXT, "date"),
    (forms.TimeField, TEXT, "time"),
    (forms.JSONField, ANYTHING, ""),
    (forms.DecimalField, NUMBER, ""),
    (forms.IntegerField, WHOLE, ""),
    (forms.BooleanField, TICK, ""),
    (forms.CharField, TEXT, ""),
)


def body_of(form: type[forms.Form]) -> dict[str, Any]:
    """The JSON schema of a form; against doing it twice there is the Idempotency-Key."""
    fields = {name: field for name, field in form.base_fields.items() if name != "once"}
    needed = [name for name, field in fields.items() if field.required and _initial(field) is None]
    return {
        "type": "object",
        "properties": {name: _described(field) for name, field in fields.items()},
        "additionalProperties": False,
        **({"required": needed} if needed else {}),
    }


def sent_to(form: forms.BaseForm, sent: dict[str, Any]) -> dict[str, Any]:
    """What was sent as the data of a form; what was left out takes the form's own beginning."""
    fields = {name: field for name, field in form.fields.items() if name != "once"}
    wrong = [{"field": name, "code": "unknown"} for name in sent if name not in fields]
    given: dict[str, Any] = {}
    for name, field in fields.items():
        value = sent.get(name)
        if value is None:
            value = form.get_initial_for_field(field, name) if name != "seen" else None
        elif not _fits(value, _kind(field)[0]):
            wrong.append({"field": name, "code": "wrong_type"})
        if value is not None:
            given[name] = value
    if wrong:
        raise BadInput(fields=wrong)
    return given


def must_be_valid(form: forms.BaseForm) -> None:
    """BadInput with a line for each field that is wrong."""
    if form.is_valid():
        return
    found = form.errors.get_json_data()
    raise BadInput(
        fields=[
            {
                "field": "" if name == "__all__" else name,
                "code": each["code"] or "invalid",
                "text": each["message"],
            }
            for name, errors in found.items()
            for each in errors
        ]
    )


def _described(field: forms.Field) -> dict[str, Any]:
    kind, form = _kind(field)
    shape: dict[str, Any] = {} if kind == ANYTHING else {"type": kind if field.required else [kind, "null"]}
    if form:
        shape["format"] = form
    if isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField):
        choices: Any = field.choices
        codes = [code for code, _label in choices]
        if kind == LIST:
            shape["items"] = {"type": TEXT, "enum": codes}
        else:
            shape["enum"] = codes if field.required else [*codes, None]
    elif kind == LIST:
        shape["items"] = {"type": TEXT}
    more = {
        "maxLength": getattr(field, "max_length", None) if kind == TEXT else None,
        "minLength": 1 if kind == TEXT and field.required and not form else None,
        "minimum": getattr(field, "min_value", None),
        "maximum": getattr(field, "max_value", None),
        "default": _initial(field),
        "title": field.label,
        "description": field.help_text or None,
    }
    return shape | {name: value for name, value in more.items() if value is not None}


def _kind(field: forms.Field) -> tuple[str, str]:
    return next((kind, form) for cls, kind, form in KINDS if isinstance(field, cls))


def _initial(field: forms.Field) -> Any:
    first = field.initial
    return None if callable(first) or isinstance(first, date | time | Decimal) else first


def _fits(value: Any, kind: str) -> bool:
    if kind == ANYTHING:
        return True
    if kind == LIST:
        return isinstance(value, list) and all(isinstance(each, str) for each in value)
    if kind == WHOLE:
        return isinstance(value, int) and not isinstance(value, bool)
    if kind == NUMBER:
        return isinstance(value, int | float) and not isinstance(value, bool)
    return isinstance(value, bool if kind == TICK else str)
