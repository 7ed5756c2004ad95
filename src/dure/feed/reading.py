"""The reader that makes the feed from the ledger."""

from collections.abc import Sequence
from typing import ClassVar

from django.db import connection

from dure.feed.keys import STANDINGS, keys_of
from dure.feed.models import Item, ItemKey
from dure.ledger.listening import PROJECTED
from dure.ledger.models import Entry
from dure.ledger.readers import Projection


class FeedReader(Projection):
    """Keeps a row for every entry that somebody may want to see, and wakes the streams."""

    name: ClassVar[str] = "feed"

    def take(self, entries: Sequence[Entry]) -> None:
        """Write the items of a batch."""
        items, keys = [], []
        for entry in entries:
            held = keys_of(entry)
            if not held and entry.type not in STANDINGS:
                continue
            items.append(
                Item(
                    number=entry.number,
                    at=entry.occurred_at,
                    type=entry.type,
                    payload=entry.payload or {},
                    touches=[[t.role, t.type, str(t.uid)] for t in entry.touches.all()],
                    actor=entry.actor_uid,
                    keys=held,
                )
            )
            keys += [ItemKey(key=key, number=entry.number) for key in dict.fromkeys(held)]
        Item.objects.bulk_create(items, ignore_conflicts=True)
        ItemKey.objects.bulk_create(keys, ignore_conflicts=True)
        with connection.cursor() as cursor:
            cursor.execute("select pg_notify(%s, %s)", [PROJECTED, str(entries[-1].number)])

    def forget(self) -> None:
        """Empty the feed."""
        ItemKey.objects.all().delete()
        Item.objects.all().delete()
