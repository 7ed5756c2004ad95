"""The history of any object, read from what touched it."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from dure.ledger.models import Entry


def history(uid: UUID, *, types: Sequence[str] | None = None, page: int = 200) -> Iterator[Entry]:
    """What touched an object, newest first; fetched by pages, as far as it is read."""
    found = Entry.objects.filter(touches__uid=uid).order_by("-occurred_at", "-id").distinct()
    if types is not None:
        found = found.filter(type__in=types)
    found, start = found.prefetch_related("touches"), 0
    while rows := list(found[start : start + page]):
        yield from rows
        if len(rows) < page:
            return
        start += page
