"""Readers of the ledger: projections that keep their own tables, and reactions that answer with actions."""

import logging
from collections.abc import Sequence
from typing import ClassVar

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
    while (step := _one_batch(reader)) > 0:
        passed += step
    return passed


def _one_batch(reader: Reader, size: int | None = None) -> int:
    if not Cursor.objects.filter(reader=reader.name).exists():
        _begin(reader.name)
    entries: list[Entry] = []
    tried: list[Entry] = []
    try:
        with projecting():
            cursor = Cursor.objects.select_for_update(skip_locked=True).filter(reader=reader.name).first()
            if cursor is None:
                return 0
            entries = list(
                Entry.objects.filter(number__gt=cursor.number)
                .order_by("number")
                .prefetch_related("touches")[: size or reader.batch]
            )
            if not entries:
                return 0
            tried = [each for each in entries if not reader.types or each.type in reader.types]
            if tried:
                reader.take(tried)
            cursor.number = entries[-1].number or 0
            cursor.moved_at = clock.now()
            cursor.save()
            return len(entries)
    except Exception as error:
        if not tried:
            raise
        if len(entries) > 1:
            return _one_batch(reader, size=1)
        return _park_or_retry(reader, tried, error)


def _begin(name: str) -> None:
    with projecting():
        Cursor.objects.get_or_create(reader=name)


def _park_or_retry(reader: Reader, tried: Sequence[Entry], error: Exception) -> int:
    """Count the failure of the first entry; after five a reaction goes on and a projection stays."""
    entry = tried[0]
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
