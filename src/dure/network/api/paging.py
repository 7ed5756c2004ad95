"""Lists in pages: newest first, continued by an opaque cursor."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Annotated, Any, TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet
from ninja import Query

from dure.ledger.errors import BadInput

Row = TypeVar("Row", bound=Model)
Cursor = Annotated[str | None, Query(max_length=60, description="`next` of the page before")]
Limit = Annotated[int, Query(ge=1, le=100, description="how many at most")]
PAGE = 30


def page(rows: QuerySet[Row], cursor: str | None, limit: int) -> tuple[list[Row], str | None]:
    """One page of rows by key, and the cursor of the next when there is one."""
    if cursor:
        rows = rows.filter(pk__lt=_key(cursor))
    found = list(rows.order_by("-pk")[: limit + 1])
    more = len(found) > limit
    return found[:limit], _cursor(found[limit - 1].pk) if more else None


def _cursor(key: Any) -> str:
    return urlsafe_b64encode(UUID(str(key)).bytes).decode().rstrip("=")


def _key(cursor: str) -> UUID:
    try:
        return UUID(bytes=urlsafe_b64decode(cursor + "=="))
    except ValueError as error:
        raise BadInput(fields=({"field": "cursor", "code": "unreadable"},)) from error
