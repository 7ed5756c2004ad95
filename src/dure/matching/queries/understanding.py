"""What was understood of a text: the concepts of the thesaurus in it, as the reader calls them."""

from dure.engines.korean.normal import normal
from dure.engines.retrieval.views import shared_analyser
from dure.engines.retrieval.weights import weights
from dure.engines.thesaurus.finding import shared_finder

MOST = 8


def understood(text: str, language: str) -> tuple[str, ...]:
    """The names of what a text mentions, in its order; heads and everyday words say too little and are left out."""
    finder = shared_finder()
    pieces = shared_analyser().parsed(normal(text, weights().letters)).pieces
    concepts = (finder.links.concepts[each.code] for each in finder.mentions(pieces))
    names = (each.named(of_thesaurus(language)) for each in concepts if each.broader and not each.bridges)
    return tuple(dict.fromkeys(names))[:MOST]


def of_thesaurus(language: str) -> str:
    """A language of the interface as the thesaurus calls it."""
    return language.split("-", maxsplit=1)[0]
