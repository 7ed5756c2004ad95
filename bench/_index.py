"""Makes the index of the large database; words that stand in many copies are analysed once."""

from collections import Counter
from collections.abc import Iterable

from dure.engines.korean.words import Analyser
from dure.engines.retrieval import index
from dure.matching.indexing import rebuild_index


def make_index() -> None:
    """Rebuild the index as `dure rebuild index` does."""
    known: dict[tuple[str, ...], Counter[str]] = {}
    real = index.offered

    def remembered(texts: Iterable[str], analyser: Analyser) -> Counter[str]:
        key = tuple(texts)
        if key not in known:
            known[key] = real(key, analyser)
        return known[key]

    index.offered = remembered
    try:
        rebuild_index()
    finally:
        index.offered = real
