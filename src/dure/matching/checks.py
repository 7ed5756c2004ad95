"""`dure check index`: the documents of the index beside the rows they were made from."""

from collections.abc import Iterator

from dure.matching import documents as d
from dure.matching.cursors import Mark
from dure.matching.shelves import reader


def index_faults() -> Iterator[str]:
    """Each document that is missing or should not be there, once the index has read the whole ledger."""
    mark = Mark.read(reader().cursor())
    if mark is None:
        yield "index: there is none yet; make it: dure rebuild index"
        return
    if not mark.is_known():
        yield "index: made from another ledger; make it anew: dure rebuild index"
        return
    newest = Mark.newest()
    if newest.number > mark.number:
        yield f"index: {newest.number - mark.number} entries behind; is the worker running?"
        return
    rows = set(_ids_of_rows())
    held = reader().ids()
    yield from (f"index: {id} is missing" for id in sorted(rows - held))
    yield from (f"index: {id} has no row that may be found" for id in sorted(held - rows))


def _ids_of_rows() -> Iterator[str]:
    for name, kind in d.KINDS.items():
        if name == d.STORY:
            stories = kind.rows(None).prefetch_related(None).values_list("story_id", "language")
            yield from (d.story_id(uid, language) for uid, language in stories)
        else:
            yield from (
                f"{name}:{uid}" for uid in kind.rows(None).prefetch_related(None).values_list("pk", flat=True)
            )
