"""What every call may answer, written into the description of the API."""

from typing import Any

from ninja.openapi.schema import OpenAPISchema

from dure.network.problems import PROBLEM

SHAPE: dict[str, Any] = {
    "type": "object",
    "required": ["type", "title", "status", "code", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "code": {"type": "string", "description": "stable: programs decide by it"},
        "detail": {"type": "string", "description": "a sentence for people, in the language asked for"},
        "params": {"type": "object", "additionalProperties": {"type": "string"}},
        "allowed": {
            "type": "array",
            "items": {"type": "string"},
            "description": "nouns that are possible instead",
        },
        "fields": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["field", "code"],
                "properties": {each: {"type": "string"} for each in ("field", "code", "text")},
            },
        },
    },
}
EVERYWHERE = {
    "401": "No token, or one that opens nothing",
    "404": "There is no such thing, or it is not yours to know of",
    "405": "Not with this method",
    "422": "Something sent cannot be read: `fields` says what",
    "429": "Too many calls in this minute: see Retry-After",
}
OF_POSTS = {
    "400": "The body is no JSON or no form",
    "403": "A call by session without the CSRF token of a page",
    "409": "Not possible now, or not yours to do: `allowed` says what is",
    "413": "Too large",
    "415": "Not in this media type",
}
KEY = {
    "in": "header",
    "name": "Idempotency-Key",
    "required": False,
    "schema": {"type": "string", "minLength": 1, "maxLength": 128, "pattern": "^[!-~]+$"},
    "description": "done once a key, and answered the same for 24 hours",
}


def described(schema: OpenAPISchema) -> OpenAPISchema:
    """Add sign-in, the answers that every call may give, and the header of posts."""
    parts = schema["components"]
    parts["schemas"]["Problem"] = SHAPE
    parts["responses"] = {
        f"Problem{status}": _problem(words) for status, words in (EVERYWHERE | OF_POSTS).items()
    }
    parts["securitySchemes"] = {
        "token": {"type": "http", "scheme": "bearer", "description": "a token of `dure token` or /tokens"},
        "session": {"type": "apiKey", "in": "cookie", "name": "sessionid"},
    }
    schema["security"] = [{"token": []}, {"session": []}]
    for methods in schema["paths"].values():
        for method, call in methods.items():
            answers = {str(status): answer for status, answer in call["responses"].items()}
            for status in (*EVERYWHERE, *(OF_POSTS if method == "post" else ("409",))):
                answers.setdefault(status, {"$ref": f"#/components/responses/Problem{status}"})
            call["responses"] = dict(sorted(answers.items()))
            if method == "post":
                call["parameters"] = [*call["parameters"], KEY]
    return schema


def _problem(words: str) -> dict[str, Any]:
    return {
        "description": words,
        "content": {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
