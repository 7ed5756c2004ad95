"""What fits a text: similar cases, experts, organisations and services, each with reasons."""

from dataclasses import dataclass, field
from uuid import UUID

from dure.matching import documents as d
from dure.matching.keys import keys_of
from dure.matching.queries.cases import SimilarCases
from dure.matching.queries.helpers import experts, organisations
from dure.matching.queries.questions import Question, firms_asking, guessed_kind, hints
from dure.matching.queries.services import OpenServices
from dure.matching.queries.showing import Suggestion, best
from dure.matching.shelves import reader
from dure.network.standing import Standing

WIDER, SPARE = 3, 10


@dataclass(frozen=True)
class Suggestions:
    """The best of each sort for one reader; `kind` is the kind of need, given or guessed."""

    cases: list[Suggestion] = field(default_factory=list)
    experts: list[Suggestion] = field(default_factory=list)
    organisations: list[Suggestion] = field(default_factory=list)
    services: list[Suggestion] = field(default_factory=list)
    equipment: list[Suggestion] = field(default_factory=list)
    patents: list[Suggestion] = field(default_factory=list)
    kind: str | None = None

    def __bool__(self) -> bool:
        return any((self.cases, self.experts, self.organisations, self.services))


def suggest(
    text: str,
    standing: Standing,
    *,
    kind: str | None = None,
    limit: int = 5,
    firm_id: UUID | None = None,
    without: UUID | None = None,
) -> Suggestions:
    """What fits a text within what this reader may see; the text is read and forgotten.

    `firm_id` is the firm it is asked for, where the reader may ask for it; `without` is the case itself.
    """
    question = Question(text, standing, firms_asking(standing, firm_id), kind)
    hits = reader().search(text, d.KINDS, keys_of(standing), limit * WIDER + SPARE)
    if not any(hits.values()):
        return Suggestions(kind=kind)
    cases, services = SimilarCases(question, hits, without), OpenServices(question, hits)
    similar = cases.similar()
    kind = kind or guessed_kind(similar, services.needs())
    told = hints(similar, kind)
    return Suggestions(
        cases=best(cases.suggestions(kind), limit),
        experts=best(experts(question, hits, told), limit),
        organisations=best(organisations(question, hits, told), limit),
        services=best(services.suggestions(kind), limit),
        kind=kind,
    )
