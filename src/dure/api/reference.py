"""The description of the API as chapters of a page."""

from collections import defaultdict
from typing import Any, NamedTuple


class Field(NamedTuple):
    """One parameter or field of a body."""

    name: str
    kind: str
    needed: bool
    words: str


class Call(NamedTuple):
    """One address with one method."""

    method: str
    path: str
    key: str
    summary: str
    about: str
    fields: list[Field]
    answers: str


def chapters(schema: dict[str, Any]) -> list[tuple[str, list[Call]]]:
    """Calls by chapter, in the order of the description."""
    found: dict[str, list[Call]] = defaultdict(list)
    for path, methods in schema["paths"].items():
        for method, call in methods.items():
            found[(call.get("tags") or ["other"])[0]].append(_call(schema, method, path, call))
    return list(found.items())


def _call(schema: dict[str, Any], method: str, path: str, call: dict[str, Any]) -> Call:
    fields = [
        Field(each["name"], _kind(each["schema"]), each["required"], str(each.get("description", "")))
        for each in call["parameters"]
        if each["in"] == "query"
    ]
    for content in call.get("requestBody", {}).get("content", {}).values():
        body = _resolved(schema, content["schema"])
        needed = body.get("required", ())
        fields += [
            Field(name, _kind(_resolved(schema, each)), name in needed, _words(each))
            for name, each in body.get("properties", {}).items()
        ]
    summary, _, about = str(call.get("description") or call["summary"]).partition("\n\n")
    answers = ", ".join(sorted(call["responses"]))
    return Call(method.upper(), path, call["operationId"], summary, about, fields, answers)


def _resolved(schema: dict[str, Any], shape: dict[str, Any]) -> dict[str, Any]:
    if "$ref" in shape:
        found: dict[str, Any] = schema["components"]["schemas"][shape["$ref"].rsplit("/", 1)[-1]]
        return found
    return shape


def _words(shape: dict[str, Any]) -> str:
    told = [shape.get("description") or shape.get("title", "")]
    if "default" in shape and shape["default"] not in ("", None):
        told.append(f"= {shape['default']}")
    return " ".join(str(each) for each in told if each)


def _kind(shape: dict[str, Any]) -> str:
    if "enum" in shape:
        return " | ".join(str(each) for each in shape["enum"] if each not in ("", None))
    if "anyOf" in shape:
        return " | ".join(_kind(each) for each in shape["anyOf"] if each.get("type") != "null")
    kind = shape.get("type", "any")
    if isinstance(kind, list):
        kind = " | ".join(each for each in kind if each != "null")
    if kind == "array":
        return f"[{_kind(shape.get('items', {}))}]"
    return str(shape.get("format") or shape.get("const") or kind)
