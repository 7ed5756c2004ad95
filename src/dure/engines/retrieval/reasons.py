"""Says why a document was found, in words of the question."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from dure.engines.retrieval.documents import Reason
from dure.engines.retrieval.views import BROADER, CONCEPT, MORPHEME, RELATED, Asked
from dure.engines.thesaurus.finding import shared_finder

MOST, MOST_CONCEPTS = 6, 2
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

    `shares` holds what each term found in the document brought. A word whose morpheme was found is a `word`; one
    found only in at least half of its letter pairs, and two of them, is `similar`; one whose concept was found
    under another name a `concept`; one that only met what goes with it or is of its kind is `near`.
    """
    met = [(shown, group, [term for term in group if term.term in shares]) for shown, group in groups.items()]
    found = [
        Reason(code, shown, sum(shares[term.term] for term in hits), about)
        for shown, group, hits in met
        for code, about in [_code(group, hits)]
        if code
    ]
    return tuple(sorted(found, key=lambda reason: (-reason.weight, reason.detail))[:most])


def _code(group: Sequence[Asked], hits: Sequence[Asked]) -> tuple[str, tuple[str, ...]]:
    """What a word did, and the concepts that helped; nothing when chance may have done it."""
    literal = [term for term in hits if not term.through]
    if any(term.view == MORPHEME for term in literal):
        return "word", ()
    if len(literal) > 1 and 2 * len(literal) >= sum(not term.through for term in group):
        return "similar", ()
    through = [term for term in hits if term.through and not _is_head(term.through)]
    own = [term.through for term in through if term.view == CONCEPT]
    if own:
        return "concept", tuple(dict.fromkeys(own))[:MOST_CONCEPTS]
    near = [term.through for term in through if term.view in (RELATED, BROADER)]
    return ("near", tuple(dict.fromkeys(near))[:MOST_CONCEPTS]) if near else ("", ())


def _is_head(code: str) -> bool:
    return not shared_finder().links.concepts[code].broader


def _says_something(shown: str) -> bool:
    return not shown.isdecimal() and (len(shown) > 1 or "가" <= shown <= "힣" or "一" <= shown <= "鿿")
