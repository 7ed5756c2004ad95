"""The history of any object, read from what touched it."""

from collections.abc import Sequence
from uuid import UUID

from dure.ledger.models import Entry


def history(uid: UUID, *, types: Sequence[str] | None = None, limit: int | None = None) -> list[Entry]:
    """What touched an object, newest first."""
    found = Entry.objects.filter(touches__uid=uid).order_by("-occurred_at", "-id").distinct()
    if types is not None:
        found = found.filter(type__in=types)
    found = found.prefetch_related("touches")
    return list(found if limit is None else found[:limit])
