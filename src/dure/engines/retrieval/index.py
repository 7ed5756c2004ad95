"""An index in a folder or in memory: one process writes, many read and see a commit at once.

Every score comes from terms weighted by open documents only: what a reader may not see changes no score.
"""

import json
from collections.abc import Hashable, Iterable
from hashlib import sha256

import tantivy
from tantivy import Query

from dure.engines.korean.words import Analyser
from dure.engines.retrieval.documents import EVERYBODY, Document
from dure.engines.retrieval.views import length_of, offered
from dure.engines.retrieval.weights import weights

CURSOR_ID = "=cursor="
OPEN, SHUT = "open", "shut"
HEAP = 50_000_000


class BusyError(Exception):
    """Another process writes this index."""


def schema() -> tantivy.Schema:
    """One term field holds `area/kind/times/view:form`; what a reason needs is stored beside it."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("terms", tokenizer_name="whitespace", index_option="basic")
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("area", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("keys", tokenizer_name="raw", index_option="basic")
    builder.add_bytes_field("stored", stored=True, indexed=False)
    builder.add_float_field("boost", fast=True)
    return builder.build()


SCHEMA = schema()


def digest_of(document: Document) -> str:
    """What a document says and to whom, in short."""
    said = [document.kind, sorted(document.fields.items()), sorted(document.keys)]
    return sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()[:20]


def placed(area: str, kind: str, times: int, term: str) -> str:
    """A term of the documents of one area and kind that hold it once or at least twice."""
    return f"{area}/{kind}/{times}/{term}"


class Writer:
    """Puts documents into an index and takes them out; one for each index at a time."""

    def __init__(self, index: tantivy.Index, analyser: Analyser, writes: Hashable) -> None:
        self.writes = writes
        self._analyser = analyser
        self._index = index
        self._fresh: dict[str, str | None] = {}
        self._cleared = False
        try:
            self._writer = index.writer(HEAP, 1)
        except ValueError as error:
            if "LockBusy" in str(error) or "Lockfile" in str(error):
                raise BusyError(str(writes)) from error
            raise

    def put(self, documents: Iterable[Document]) -> None:
        """Take documents in, each in place of the one with the same id; one that is the same stays as it is.

        A document that is dropped and put again counts twice in the statistics of terms until its segment is
        merged, which would tell every reader that something happened around it.
        """
        self._index.reload()
        searcher = self._index.searcher()
        for document in documents:
            content = digest_of(document)
            if self._content_of(document.id, searcher) != content:
                self.drop([document.id])
                self._fresh[document.id] = content
                self._writer.add_document(self._made(document, content))

    def drop(self, ids: Iterable[str]) -> None:
        """Take documents out; unknown ids are no mistake."""
        for each in ids:
            self._fresh[each] = None
            self._writer.delete_documents_by_term("id", each)

    def clear(self) -> None:
        """Take everything out, the cursor too."""
        self._writer.delete_all_documents()
        self._cleared = True

    def commit(self, cursor: str | None = None) -> None:
        """Show readers all that was put and dropped, together with the cursor."""
        if cursor is not None:
            self.drop([CURSOR_ID])
            kept = tantivy.Document()
            kept.add_text("id", CURSOR_ID)
            kept.add_bytes("stored", cursor.encode())
            self._writer.add_document(kept)
        self._writer.commit()
        self._fresh.clear()
        self._cleared = False

    def close(self) -> None:
        """Finish merging and let another process write; what was not committed is lost."""
        if hasattr(self, "_writer"):
            self._writer.rollback()
            self._writer.wait_merging_threads()
            del self._writer

    def __enter__(self) -> "Writer":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _content_of(self, id: str, searcher: tantivy.Searcher) -> str | None:
        if id in self._fresh or self._cleared:
            return self._fresh.get(id)
        found = searcher.search(Query.term_query(SCHEMA, "id", id, "basic"), 1, count=False).hits
        if not found:
            return None
        return str(json.loads(bytes(searcher.doc(found[0][1]).get_first("stored") or b""))[-1])

    def _made(self, document: Document, content: str) -> tantivy.Document:
        terms = offered(document.fields.values(), self._analyser)
        length = length_of(terms)
        area = OPEN if EVERYBODY in document.keys else SHUT
        made = tantivy.Document()
        made.add_text("id", document.id)
        made.add_text("area", f"{area}/{document.kind}")
        for key in document.keys:
            made.add_text("keys", key)
        made.add_text("terms", " ".join(placed(area, document.kind, 1, term) for term in terms))
        often = [term for term, count in terms.items() if count > 1]
        made.add_text("terms", " ".join(placed(area, document.kind, 2, term) for term in often))
        factor = weights().of_length(length, weights().typical)
        made.add_float("boost", 2**factor - 2)
        made.add_bytes("stored", json.dumps([factor, " ".join(terms), " ".join(often), content]).encode())
        return made
