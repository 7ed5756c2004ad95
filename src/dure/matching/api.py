"""Suggestions and candidates for programs."""

from typing import Annotated

from django.views.decorators.debug import sensitive_variables
from ninja import Field, Router, Schema

from dure.cases.queries import find_case
from dure.ledger.errors import BadInput
from dure.matching.queries import Candidate, candidates, suggest
from dure.matching.queries.showing import Suggestion
from dure.matching.rules import must_seek_helpers
from dure.matching.sentences import sentence
from dure.network.asking import Request
from dure.network.models import NeedKind
from dure.network.standing import Standing

router = Router(tags=["matching"])
DIGITS = 4


class Typed(Schema):
    """What somebody is typing; it is read and forgotten. Only the first 2,000 letters count."""

    text: str
    kind: Annotated[str | None, Field(max_length=24, description="code of a kind of need")] = None
    limit: Annotated[int, Field(ge=1, le=20, description="how many of each sort")] = 5


class ReasonShape(Schema):
    """Why: a stable code, and a sentence in the language asked for."""

    code: str
    text: str


class SuggestionShape(Schema):
    """One thing that fits: a story or own case, a person, an organisation or a service by its id."""

    id: str
    title: str
    score: float
    reasons: list[ReasonShape]

    @classmethod
    def of(cls, row: Suggestion) -> "SuggestionShape":
        """One suggestion."""
        return cls(id=str(row.id), title=row.title, score=round(row.score, DIGITS), reasons=_reasons(row))


class SuggestionsShape(Schema):
    """What fits, by sort, the best first; a list may be empty."""

    cases: list[SuggestionShape]
    experts: list[SuggestionShape]
    organisations: list[SuggestionShape]
    services: list[SuggestionShape]
    equipment: list[SuggestionShape]
    patents: list[SuggestionShape]


class CandidateShape(SuggestionShape):
    """One thing that fits a case; `asked` is the state of its referral, if there is one."""

    type: str
    asked: str | None

    @classmethod
    def of_candidate(cls, row: Candidate) -> "CandidateShape":
        """One candidate."""
        told = SuggestionShape.of(row.of)
        return cls(**told.dict(), type=row.of.type, asked=row.asked)


class CandidatesShape(Schema):
    """What fits a case, the best first over all sorts."""

    items: list[CandidateShape]


@router.post("/suggestions", response=SuggestionsShape)
@sensitive_variables("typed")
def suggestions(request: Request, typed: Typed) -> SuggestionsShape:
    """Similar solved cases, experts, organisations and services for a text, within what this reader may know."""
    by: Standing = request.standing
    if typed.kind and typed.kind not in set(NeedKind.objects.values_list("code", flat=True)):
        raise BadInput(fields=({"field": "kind", "code": "unknown"},))
    found = suggest(typed.text, by, kind=typed.kind or None, limit=typed.limit)
    sorts = SuggestionsShape.model_fields
    return SuggestionsShape(
        **{name: [SuggestionShape.of(row) for row in getattr(found, name)] for name in sorts}
    )


@router.get("/cases/{key}/candidates", response=CandidatesShape)
def case_candidates(request: Request, key: str) -> CandidatesShape:
    """Who and what fits a case, for its office, its secretariat and its firm."""
    by: Standing = request.standing
    case = find_case(by, key)
    must_seek_helpers(by, case)
    ranked = candidates(case, by).ranked()
    return CandidatesShape(items=[CandidateShape.of_candidate(row) for row in ranked])


def _reasons(row: Suggestion) -> list[ReasonShape]:
    return [ReasonShape(code=each.code, text=sentence(each)) for each in row.reasons]
