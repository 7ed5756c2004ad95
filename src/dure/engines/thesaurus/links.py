"""How concepts hang together: what is a kind of what, and what goes with what."""

from collections import defaultdict
from collections.abc import Iterable

from dure.engines.thesaurus.concepts import Concept


class Links:
    """The links of a thesaurus; a relation that one concept names holds for both."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self.concepts = {each.code: each for each in concepts}
        related: dict[str, dict[str, None]] = defaultdict(dict)
        for each in self.concepts.values():
            for code in each.related:
                related[each.code][code] = None
                related[code][each.code] = None
        self._related = {code: tuple(codes) for code, codes in related.items()}

    def broader(self, code: str) -> list[str]:
        """What a concept is a kind of, the nearest first, up to its head."""
        found: list[str] = []
        at = self.concepts[code].broader
        while at and at not in found:
            found.append(at)
            at = self.concepts[at].broader
        return found

    def related(self, code: str) -> tuple[str, ...]:
        """What goes with a concept."""
        return self._related.get(code, ())

    def around(self, code: str) -> set[str]:
        """A concept with all that is near it."""
        return {code, *self.broader(code), *self.related(code)}
