"""The reader that keeps by which keys an entry is found."""

from collections.abc import Sequence
from typing import ClassVar

from dure.feed.models import Item
from dure.feed.rules import keys_of
from dure.ledger.models import Entry
from dure.ledger.readers import Projection


class FeedReader(Projection):
    """Keeps a row for every key of every entry that somebody may want to see."""

    name: ClassVar[str] = "feed"

    def take(self, entries: Sequence[Entry]) -> None:
        """Keep the keys of a batch."""
        at = {entry.number: entry.occurred_at for entry in entries}
        Item.objects.bulk_create(
            Item(key=key, at=at[number], number=number)
            for number, keys in keys_of(entries).items()
            for key in keys
        )

    def forget(self) -> None:
        """Empty the feed."""
        Item.objects.all().delete()
