"""The same difficulty asked twice: open cases of the same firm that say what is being typed."""

from collections.abc import Collection
from uuid import UUID

from dure.cases.lifecycle import CASE
from dure.cases.models import DifficultyCase
from dure.cases.queries import visible_to
from dure.engines.korean.normal import normal
from dure.engines.retrieval.views import shared_analyser
from dure.engines.retrieval.weights import weights
from dure.matching.queries.questions import Question

ALIKE, FEWEST, MOST = 0.6, 4, 2


def asked_before(
    question: Question, found: Collection[UUID], without: UUID | None = None
) -> tuple[DifficultyCase, ...]:
    """Open cases of the firms asking, among those found, whose text shares most of its words, the newest first."""
    if not found or not question.firms:
        return ()
    rows = visible_to(question.standing).filter(
        pk__in=list(found), firm_id__in=[firm.id for firm in question.firms], state__in=CASE.open_states()
    )
    own = list(rows.exclude(pk=without).order_by("-made_at"))
    words = _words(question.text) if own else frozenset()
    return tuple(row for row in own if is_alike(words, _words(row.text)))[:MOST]


def is_alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether the shorter of two texts has at least 60 % of its words, and four, in the longer one."""
    shared, shorter = len(one & other), min(len(one), len(other))
    return shared >= FEWEST and shared >= ALIKE * shorter


def _words(text: str) -> frozenset[str]:
    return frozenset(word.form for word in shared_analyser().morphemes(normal(text, weights().letters)))
