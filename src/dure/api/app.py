"""The API: the routers of the rooms under one roof, described in OpenAPI 3.1."""

from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema
from ninja.operation import Operation
from ninja.renderers import JSONRenderer

from dure.api.described import described
from dure.api.reading import Reading
from dure.cases.api import router as cases
from dure.feed.api import router as feed
from dure.ledger.errors import BadInput, DureError
from dure.matching.api import router as matching
from dure.network.api import router as network
from dure.network.problems import problem, problem_of
from dure.notices.api import router as notices

ABOUT = """Everything the pages can do, for programs: the same nouns, rules and actions.

Sign in with `Authorization: Bearer TOKEN`. Ids and cursors are opaque. Whatever is refused is told as a
problem (RFC 9457) with a stable `code`. A POST with an `Idempotency-Key` is done once."""


class Letters(JSONRenderer):
    """JSON with letters as they are."""

    json_dumps_params: ClassVar[dict[str, Any]] = {"ensure_ascii": False}


class DureAPI(NinjaAPI):
    """The API with its answers to mistakes in its description."""

    def get_openapi_schema(
        self, *, path_prefix: str | None = None, path_params: dict[str, Any] | None = None
    ) -> OpenAPISchema:
        """The description, with what every call may answer."""
        return described(super().get_openapi_schema(path_prefix=path_prefix, path_params=path_params))

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """A call by the name of its function."""
        return operation.view_func.__name__


api = DureAPI(
    title="Dure", version="1", description=ABOUT, openapi_url=None, docs_url=None, parser=Reading(),
    renderer=Letters(),
    urls_namespace="api",
)  # fmt: skip
for router in (cases, matching, network, feed, notices):
    api.add_router("", router)


@api.exception_handler(DureError)
def refused(request: HttpRequest, error: DureError) -> HttpResponse:
    """A rule said no."""
    return problem(error)


@api.exception_handler(ValidationError)
def unreadable(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Something sent has not the form that is described."""
    fields = [
        {"field": ".".join(str(part) for part in each["loc"][1:]), "code": each["type"], "text": each["msg"]}
        for each in error.errors
    ]
    return problem(BadInput(fields=fields))


@api.exception_handler(HttpError)
def broken(request: HttpRequest, error: HttpError) -> HttpResponse:
    """The body is no JSON."""
    return problem_of("body_unreadable", error.status_code)
