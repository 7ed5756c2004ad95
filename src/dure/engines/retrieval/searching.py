"""Searches one state of an index for what a reader may see."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence

from tantivy import DocAddress, Occur, Query, Searcher

from dure.engines.retrieval.documents import EVERYBODY, Hit
from dure.engines.retrieval.index import OPEN, SCHEMA, SHUT, placed
from dure.engines.retrieval.reasons import Groups, named, reasons
from dure.engines.retrieval.views import Asked
from dure.engines.retrieval.weights import weights

NO_SCORE = 0.0
Worth = Mapping[str, float]


class State:
    """An index as of one commit.

    A term counts by how rare it is among open documents; shut documents are searched apart, by key, with the
    same weights. The sums are exact, so nothing that a reader may not see moves a score or a place.
    """

    def __init__(self, searcher: Searcher) -> None:
        self._searcher = searcher
        areas = dict(searcher.terms_with_prefix("area", f"{OPEN}/"))
        self._open_kinds = [area.removeprefix(f"{OPEN}/") for area in areas]
        self._open_documents = sum(areas.values())
        self._frequencies: dict[str, int] = {}

    def search(
        self, terms: Sequence[Asked], kinds: Iterable[str], keys: Collection[str], limit: int
    ) -> dict[str, list[Hit]]:
        """The best documents of each kind that share a key with the reader."""
        worth, groups = self._worth(terms), named(terms)
        return {kind: self._best(groups, worth, kind, keys, limit) for kind in kinds}

    def _worth(self, terms: Sequence[Asked]) -> Worth:
        found_in = {term.term: self._found_in(term.term) for term in terms}
        worth = {
            term.term: weights().asked(term.view, term.times, found_in[term.term], self._open_documents)
            for term in terms
        }
        ordered = sorted(worth, key=lambda term: (-worth[term], term))
        known = [term for term in ordered if found_in[term]][: weights().known]
        unknown = [term for term in ordered if not found_in[term]][: weights().unknown]
        return {term: worth[term] for term in known + unknown if worth[term] > 0}

    def _found_in(self, term: str) -> int:
        return sum(self._frequency(placed(OPEN, kind, 1, term)) for kind in self._open_kinds)

    def _frequency(self, form: str) -> int:
        known = self._frequencies.get(form)
        if known is None:
            known = self._frequencies[form] = self._searcher.doc_freq("terms", form)
        return known

    def _best(self, groups: Groups, worth: Worth, kind: str, keys: Collection[str], limit: int) -> list[Hit]:
        found = self._scored(worth, SHUT, kind, keys, limit)
        found += self._scored(worth, OPEN, kind, () if EVERYBODY in keys else keys, limit)
        hits: list[Hit] = []
        for _, address in sorted(found, key=lambda pair: -pair[0]):
            hit = self._hit(address, groups, worth)
            if hit.reasons:
                hits.append(hit)
            if len(hits) == limit:
                break
        return sorted(hits, key=lambda hit: (-hit.score, hit.id))

    def _scored(
        self, worth: Worth, area: str, kind: str, keys: Collection[str], limit: int
    ) -> list[tuple[float, DocAddress]]:
        clauses = self._clauses(worth, area, kind)
        if not clauses:
            return []
        query = Query.boolean_query(clauses)
        if keys:
            shared = Query.const_score_query(Query.term_set_query(SCHEMA, "keys", sorted(keys)), NO_SCORE)
            query = Query.boolean_query([(Occur.Must, query), (Occur.Must, shared)])
        return self._searcher.search(query, 2 * limit + 4, count=False, weight_by_field="boost").hits

    def _clauses(self, worth: Worth, area: str, kind: str) -> list[tuple[Occur, Query]]:
        clauses = []
        for term, value in worth.items():
            for times, share in ((1, value), (2, value * weights().twice)):
                form = placed(area, kind, times, term)
                if not self._frequency(form):
                    break
                query = Query.term_query(SCHEMA, "terms", form, "basic")
                clauses.append((Occur.Should, Query.const_score_query(query, share)))
        return clauses

    def _hit(self, address: DocAddress, groups: Groups, worth: Worth) -> Hit:
        document = self._searcher.doc(address)
        factor, once, often, _content = json.loads(bytes(document.get_first("stored") or b""))
        held, repeated = set(once.split(" ")), set(often.split(" "))
        shares = {
            term: factor * value * weights().repeated(2 if term in repeated else 1)
            for term, value in worth.items()
            if term in held
        }
        return Hit(str(document.get_first("id")), sum(shares.values()), reasons(groups, shares))
