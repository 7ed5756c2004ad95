"""Says why a document was found, in words of the question."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from dure.engines.retrieval.documents import Reason
from dure.engines.retrieval.views import MORPHEME, Asked

MOST = 6
Groups = Mapping[str, Sequence[Asked]]


def named(terms: Iterable[Asked]) -> Groups:
    """The terms of a question by the word that names them; words that say nothing are left out."""
    groups: dict[str, list[Asked]] = defaultdict(list)
    for term in terms:
        if _says_something(term.shown):
            groups[term.shown].append(term)
    return groups


def reasons(groups: Groups, shares: Mapping[str, float], most: int = MOST) -> tuple[Reason, ...]:
    """The words of the question that brought most of a score.

    `shares` holds what each term found in the document brought. A word whose morpheme was found is a `word`;
    one found only in at least half of its letter pairs, and two of them, is `similar`.
    """
    met = [(shown, group, [term for term in group if term.term in shares]) for shown, group in groups.items()]
    found = [
        Reason(code, shown, sum(shares[term.term] for term in hits))
        for shown, group, hits in met
        if hits and (code := _code(group, hits))
    ]
    return tuple(sorted(found, key=lambda reason: (-reason.weight, reason.detail))[:most])


def _code(group: Sequence[Asked], hits: Sequence[Asked]) -> str | None:
    if any(term.view == MORPHEME for term in hits):
        return "word"
    return "similar" if len(hits) > 1 and 2 * len(hits) >= len(group) else None


def _says_something(shown: str) -> bool:
    return not shown.isdecimal() and (len(shown) > 1 or "가" <= shown <= "힣" or "一" <= shown <= "鿿")
