"""Readers of the ledger: projections that keep their own tables, and reactions that answer with actions."""

import logging
from collections.abc import Sequence
from typing import ClassVar

from django.db.models import Max

from dure.ledger import clock
from dure.ledger.actors import SYSTEM
from dure.ledger.doors import projecting, recording
from dure.ledger.errors import Refused
from dure.ledger.models import Cursor, Entry, Parked
from dure.ledger.numbering import number_entries

log = logging.getLogger(__name__)
READERS: dict[str, type["Reader"]] = {}
TRIES = 5


class Reader:
    """Reads entries in the order of their numbers and remembers how far it came."""

    name: ClassVar[str] = ""
    types: ClassVar[frozenset[str]] = frozenset()
    batch: ClassVar[int] = 500
    stops_on_error: ClassVar[bool] = True

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        if cls.name:
            READERS[cls.name] = cls

    def take(self, entries: Sequence[Entry]) -> None:
        """Take entries that this reader listens to; in the same transaction as the cursor."""
        raise NotImplementedError

    def forget(self) -> None:
        """Empty the reader's own tables, to be read anew from the first entry."""
        raise NotImplementedError

    def position(self) -> int:
        """The number of the last entry taken."""
        found = Cursor.objects.filter(reader=self.name).values_list("number", flat=True).first()
        return found or 0


class Projection(Reader):
    """Keeps tables of its own; stops at an entry it cannot take."""


class Reaction(Reader):
    """Answers an entry with actions, once; goes on after an entry it cannot answer."""

    batch: ClassVar[int] = 1
    stops_on_error: ClassVar[bool] = False

    def take(self, entries: Sequence[Entry]) -> None:
        """Answer each entry that was not answered yet."""
        for entry in entries:
            answered = Entry.objects.filter(cause=entry.uid, reaction=self.name).exists()
            if answered:
                continue
            with recording(by=SYSTEM, cause=entry.uid, reaction=self.name):
                self.answer(entry)

    def answer(self, entry: Entry) -> None:
        """What is done because of this entry."""
        raise NotImplementedError

    def forget(self) -> None:
        """What was done cannot be undone by reading again."""
        raise Refused("reaction_not_rebuilt", reader=self.name)


def read_on(reader: Reader) -> int:
    """Take what is new, one process at a time; returns how many entries were passed."""
    number_entries()
    passed = 0
    while _waiting(reader) and (step := _one_batch(reader)) > 0:
        passed += step
    return passed


def _waiting(reader: Reader) -> bool:
    """Whether the ledger is longer than this reader has read; one short question, asked each second."""
    return reader.position() < _head()


def _head() -> int:
    return Entry.objects.filter(number__isnull=False).aggregate(Max("number"))["number__max"] or 0


def _one_batch(reader: Reader, size: int | None = None) -> int:
    entries: list[Entry] = []
    try:
        with projecting():
            cursor = _hold_cursor(reader.name)
            if cursor is None:
                return 0
            before, head = cursor.number, _head()
            entries = _next_entries(reader, before, head, size or reader.batch)
            if entries:
                reader.take(entries)
            full = len(entries) == (size or reader.batch)
            cursor.number = (entries[-1].number or 0) if full else head
            cursor.moved_at = clock.now()
            cursor.save()
            return cursor.number - before
    except Exception as error:
        if not entries:
            raise
        if len(entries) > 1:
            return _one_batch(reader, size=1)
        return _park_or_retry(reader, entries[0], error)


def _next_entries(reader: Reader, after: int, head: int, size: int) -> list[Entry]:
    """The next entries that a reader listens to; all up to the head are committed and numbered without gaps."""
    rows = Entry.objects.filter(number__gt=after, number__lte=head)
    if reader.types:
        rows = rows.filter(type__in=reader.types)
    return list(rows.order_by("number").prefetch_related("touches")[:size])


def _hold_cursor(name: str) -> Cursor | None:
    """The cursor, held until the door closes; None while another process holds it."""
    held = Cursor.objects.select_for_update(skip_locked=True).filter(reader=name)
    if (cursor := held.first()) is None and not Cursor.objects.filter(reader=name).exists():
        Cursor.objects.get_or_create(reader=name)
        cursor = held.first()
    return cursor


def _park_or_retry(reader: Reader, entry: Entry, error: Exception) -> int:
    """Count the failure of an entry; after five a reaction goes on and a projection stays."""
    with projecting():
        parked, _ = Parked.objects.get_or_create(reader=reader.name, number=entry.number or 0)
        parked.tries += 1
        parked.error = f"{type(error).__name__}: {error}"[:2000]
        parked.parked_at = clock.now() if parked.tries >= TRIES else None
        parked.save()
        log.warning("%s cannot take entry %s (%s): %s", reader.name, entry.number, parked.tries, parked.error)
        if parked.tries >= TRIES and not reader.stops_on_error:
            Cursor.objects.filter(reader=reader.name).update(number=entry.number, moved_at=clock.now())
            return 1
    return 0


def rebuild(name: str) -> int:
    """Empty a projection and read the whole ledger again."""
    reader = READERS[name]()
    with projecting():
        reader.forget()
        Cursor.objects.update_or_create(reader=name, defaults={"number": 0, "moved_at": clock.now()})
        Parked.objects.filter(reader=name).delete()
    return read_on(reader)


def read_all(names: Sequence[str] | None = None) -> int:
    """Let every reader (or the named ones) take what is new, until nothing is."""
    total = 0
    while passed := sum(read_on(READERS[name]()) for name in (names or sorted(READERS))):
        total += passed
    return total
