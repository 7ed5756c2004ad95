"""Searches the index in use, whoever writes it."""

import os
from collections.abc import Collection, Iterable

import tantivy
from tantivy import Query

from dure.engines.retrieval.documents import Hit
from dure.engines.retrieval.index import CURSOR_ID, SCHEMA
from dure.engines.retrieval.searching import State
from dure.engines.retrieval.shelf import Shelf
from dure.engines.retrieval.views import asked
from dure.engines.retrieval.weights import weights


class Reader:
    """To be kept by a process: it opens the index when first used or forked, and sees each commit at once."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._index: tantivy.Index | None = None
        self._opened_as: object = None

    def search(
        self, text: str, kinds: Iterable[str], keys: Collection[str], limit_per_kind: int = 5
    ) -> dict[str, list[Hit]]:
        """The best hits of each kind for a reader with these keys; only the first 2,000 letters are read."""
        kinds = list(kinds)
        terms = asked(text, weights().letters, self._shelf.analyser)
        searcher = self._searcher() if terms and keys and limit_per_kind > 0 else None
        if searcher is None:
            return {kind: [] for kind in kinds}
        return State(searcher).search(terms, kinds, keys, limit_per_kind)

    def cursor(self) -> str | None:
        """The cursor of the last commit; None when there is none."""
        searcher = self._searcher()
        if searcher is None:
            return None
        found = searcher.search(Query.term_query(SCHEMA, "id", CURSOR_ID, "basic"), 1).hits
        return bytes(searcher.doc(found[0][1]).get_first("stored") or b"").decode() if found else None

    def ids(self) -> set[str]:
        """The ids of all documents, to be compared with the rows they were made from."""
        searcher = self._searcher()
        if searcher is None or not searcher.num_docs:
            return set()
        every = searcher.search(Query.all_query(), searcher.num_docs, count=False).hits
        return {str(searcher.doc(address).get_first("id")) for _, address in every} - {CURSOR_ID}

    def _searcher(self) -> tantivy.Searcher | None:
        wanted = (os.getpid(), self._shelf.in_use())
        if self._index is None or wanted != self._opened_as:
            self._index, self._opened_as = self._shelf.opened(), wanted
        if self._index is None:
            return None
        self._index.reload()
        return self._index.searcher()
