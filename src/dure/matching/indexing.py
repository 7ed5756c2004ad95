"""Keeps the index as fresh as the ledger: made from rows, remade for what each entry touches."""

import logging
from collections import defaultdict
from collections.abc import Iterable, Mapping
from uuid import UUID

from dure.engines.retrieval.index import BusyError, Writer
from dure.engines.retrieval.reader import Reader
from dure.engines.retrieval.shelf import FolderShelf
from dure.ledger.models import Entry
from dure.ledger.numbering import number_entries
from dure.matching import documents as d
from dure.matching.cursors import Mark
from dure.matching.shelves import shelf
from dure.network.events import NetworkLoaded
from dure.network.models import ExpertProfile

log = logging.getLogger(__name__)
BATCH = 500
Touched = Mapping[str, set[UUID]]


class Indexer:
    """Writes the index of this node; of several processes only one does, the others find it busy.

    `turn` is cheap when nothing happened: the worker calls it whenever the ledger wakes it.
    """

    def __init__(self) -> None:
        self._shelf: FolderShelf = shelf()
        self._reader = Reader(self._shelf)
        self._writer: Writer | None = None
        self._trusted: object = None

    def turn(self) -> bool:
        """Take the new entries in and show their documents; whether there was anything to do."""
        try:
            writer = self._writer_in_use()
        except BusyError:
            return False
        mark = self._mark()
        if mark is None:
            self.close()
            rebuild_index(self._shelf)
            return True
        number_entries()
        entries = list(
            Entry.objects.filter(number__gt=mark.number)
            .order_by("number")
            .prefetch_related("touches")[:BATCH]
        )
        if not entries:
            return False
        if any(entry.type == NetworkLoaded.type for entry in entries):
            self.close()
            rebuild_index(self._shelf)
            return True
        refresh(writer, touched(entries))
        writer.commit(str(Mark.at(entries[-1])))
        return True

    def close(self) -> None:
        """Let another process write."""
        writer, self._writer = self._writer, None
        if writer is not None:
            writer.close()

    def _writer_in_use(self) -> Writer:
        if self._writer is None or not self._shelf.is_current(self._writer):
            self._writer = None
            self._writer = self._shelf.writer()
        return self._writer

    def _mark(self) -> Mark | None:
        """How far the index in use is, unless it was made from another ledger."""
        mark = Mark.read(self._reader.cursor())
        if mark is None or self._trusted == self._shelf.in_use():
            return mark
        if not mark.is_known():
            log.warning("the index was made from another ledger: made anew")
            return None
        self._trusted = self._shelf.in_use()
        return mark


def rebuild_index(on: FolderShelf | None = None) -> int:
    """Make the index anew from all rows, beside the old one, and switch; returns how many documents.

    The mark is taken before the rows are read: what happens meanwhile is read again by the next turn.
    """
    mark = Mark.newest()
    count = 0
    with (on or shelf()).rebuild() as writer:
        for kind in d.KINDS.values():
            for document in kind.documents():
                writer.put([document])
                count += 1
        writer.commit(str(mark))
    return count


def refresh(writer: Writer, objects: Touched) -> None:
    """Put the present documents of objects in place of those they had."""
    for name, uids in objects.items():
        kind = d.KINDS[name]
        made = list(kind.documents(uids))
        writer.put(made)
        writer.drop({id for uid in uids for id in kind.ids(uid)} - {each.id for each in made})


def touched(entries: Iterable[Entry]) -> Touched:
    """The objects, by kind of document, whose documents may differ after these entries."""
    found: dict[str, set[UUID]] = defaultdict(set)
    people: set[UUID] = set()
    for entry in entries:
        network = not entry.type.startswith(("case.", "referral.", "story."))
        for each in entry.touches.all():
            if each.type in (d.CASE, d.STORY):
                found[each.type].add(each.uid)
            elif network and each.type == "organisation":
                found[d.BODY].add(each.uid)
                found[d.FIRM].add(each.uid)
            elif network and each.type in (d.EXPERT, d.SERVICE):
                found[each.type].add(each.uid)
            elif network and each.type == "person":
                people.add(each.uid)
    if people:
        found[d.EXPERT] |= set(ExpertProfile.objects.filter(person__in=people).values_list("pk", flat=True))
    return {name: uids for name, uids in found.items() if uids}
