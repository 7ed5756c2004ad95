"""What fits a text: similar cases, experts, organisations and services, each with reasons."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from dure.cases.models import DifficultyCase
from dure.matching import documents as d
from dure.matching.keys import keys_of
from dure.matching.queries.cases import SimilarCases
from dure.matching.queries.experts import Experts
from dure.matching.queries.hints import guessed_kind, hints
from dure.matching.queries.organisations import Organisations
from dure.matching.queries.questions import Hits, Question, best_by_object, firms_asking
from dure.matching.queries.services import OpenServices
from dure.matching.queries.showing import Suggestion, Weighed, best
from dure.matching.queries.twice import asked_before
from dure.matching.queries.understanding import understood
from dure.matching.queries.weighing import LEAST
from dure.matching.shelves import reader
from dure.network.standing import Standing

SPARE, SPARE_WITH_BLOCKS = 7, 25


@dataclass(frozen=True)
class Suggestions:
    """The best of each sort for one reader; `kind` is the kind of need, given or guessed.

    `understood` names the concepts of the text, also when nothing was found; `before` are open cases of the same firm
    that say the same.
    """

    cases: list[Suggestion] = field(default_factory=list)
    experts: list[Suggestion] = field(default_factory=list)
    organisations: list[Suggestion] = field(default_factory=list)
    services: list[Suggestion] = field(default_factory=list)
    equipment: list[Suggestion] = field(default_factory=list)
    patents: list[Suggestion] = field(default_factory=list)
    kind: str | None = None
    kind_name: str = ""
    understood: tuple[str, ...] = ()
    before: tuple[DifficultyCase, ...] = ()

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
    question = Question(text, standing, firms_asking(standing, firm_id))
    hits, meant = _hits(question, limit), understood(text, standing.language)
    if not any(hits.values()):
        return Suggestions(kind=kind, understood=meant)
    cases, services = SimilarCases(question, hits, without), OpenServices(question, hits)
    similar, experts = cases.similar(), Experts(question, best_by_object(hits[d.EXPERT]))
    kind = kind or guessed_kind(similar, [*services.needs(), *experts.needs()])
    told = hints(similar, kind)
    people = experts.weighed(told)
    houses = best_by_object([*hits[d.BODY], *hits[d.FIRM]])
    organisations = Organisations(question, houses, told, people)
    offered = list(services.weighed(told))
    least = _least([*people, *offered])
    return Suggestions(
        cases=cases.shown(best(cases.weighed(told), limit, least)),
        experts=experts.shown(best(people, limit, least)),
        organisations=organisations.shown(best(organisations.weighed(), limit, least)),
        services=services.shown(best(offered, limit, least)),
        kind=told.kind,
        kind_name=told.kind_name,
        understood=meant,
        before=asked_before(question, best_by_object(hits[d.CASE]), without),
    )


def _hits(question: Question, limit: int) -> Hits:
    """Cases only for those who hold a key to some, firms only for staff; more where some will be left out."""
    keys = keys_of(question.standing)
    unseen = set() if question.standing.is_staff else {d.FIRM}
    if len(keys) == 1:
        unseen.add(d.CASE)
    spare = SPARE_WITH_BLOCKS if question.shut else SPARE
    found = reader().search(
        question.text, [kind for kind in d.KINDS if kind not in unseen], keys, limit + spare
    )
    return {kind: found.get(kind, []) for kind in d.KINDS}


def _least(open_to_all: Iterable[Weighed]) -> float:
    """Less than a share of the best open hit is chance; one's own cases do not raise it."""
    return max((each.score for each in open_to_all), default=0.0) * LEAST
