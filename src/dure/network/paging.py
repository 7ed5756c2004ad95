"""Pages of long lists: keys are sorted first, and what a row shows is fetched for the rows of one page."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet


class LongList(Paginator):  # type: ignore[type-arg]
    """Django's pages of a query set; joins and the annotations that only a row shows are asked for one page of keys.

    `count` spares the question how many there are to whoever knows it already.
    """

    def __init__(self, rows: QuerySet[Any], size: int, *, count: int | None = None) -> None:
        super().__init__(rows, size)
        self.rows = rows
        if count is not None:
            self.count = count

    def page(self, number: int | str) -> "Page[Any]":
        """One page, in the order of the whole list."""
        asked = self.validate_number(number)
        first = (asked - 1) * self.per_page
        narrow = self.rows.select_related(None).prefetch_related(None)
        keys = list(narrow.values_list("pk", flat=True)[first : first + self.per_page])
        return Page(self.rows.filter(pk__in=keys), asked, self)
