"""Candidates for one case: what fits its text, with those marked who were asked already."""

from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from dure.cases.lifecycle import REFERRAL
from dure.cases.lifecycle import roles as r
from dure.cases.models import DifficultyCase
from dure.cases.rules import possible_steps, roles_towards
from dure.matching import documents as d
from dure.matching.queries.showing import Suggestion
from dure.matching.queries.suggestions import Suggestions, suggest
from dure.network.standing import Standing

PARAMETERS = {d.EXPERT: "person", "organisation": "organisation"}


@dataclass(frozen=True)
class Candidate:
    """A suggestion for a case; `asked` is the state of its referral, `step` where asking it begins."""

    of: Suggestion
    asked: str | None = None
    asked_ko: str = ""
    step: str = ""


@dataclass(frozen=True)
class Candidates:
    """All that fits a case, by sort."""

    cases: list[Candidate]
    experts: list[Candidate]
    organisations: list[Candidate]
    services: list[Candidate]
    understood: tuple[str, ...] = ()

    def ranked(self) -> list[Candidate]:
        """All in one order, the best first."""
        every = [*self.experts, *self.organisations, *self.services, *self.cases]
        return sorted(every, key=lambda each: (-each.of.score, str(each.of.id)))

    def __bool__(self) -> bool:
        return bool(self.ranked())


def candidates(case: DifficultyCase, standing: Standing, *, limit: int = 5) -> Candidates:
    """Who and what fits a case, found with its title, product and text."""
    text = "\n".join(filter(None, (case.title, case.product, case.text, case.tried)))
    found = suggest(text, standing, kind=case.kind_id, limit=limit, firm_id=case.firm_id, without=case.pk)
    return _marked(found, case, standing)


def _marked(found: Suggestions, case: DifficultyCase, standing: Standing) -> Candidates:
    asked = _asked(case, standing)
    nouns = {step.noun for step in possible_steps(standing, case)}

    def candidate(of: Suggestion) -> Candidate:
        state = asked.get(of.id)
        if state:
            return Candidate(of, state, REFERRAL.state(state).ko)
        return Candidate(of, step=_step(of, case, nouns))

    return Candidates(
        **{
            name: [candidate(each) for each in getattr(found, name)]
            for name in ("cases", "experts", "organisations", "services")
        },
        understood=found.understood,
    )


def _asked(case: DifficultyCase, standing: Standing) -> dict[UUID, str]:
    rows = case.referrals.order_by("made_at")
    if r.FIRM in roles_towards(standing, case):
        rows = rows.exclude(state="PROPOSED")
    asked: dict[UUID, str] = {}
    for person, organisation, state in rows.values_list("person_id", "organisation_id", "state"):
        asked[person or organisation] = state
    return asked


def _step(of: Suggestion, case: DifficultyCase, nouns: set[str]) -> str:
    """Helpers are asked, or kept as candidates while it is too early; services go into an answer or a mark."""
    if of.type in PARAMETERS:
        return _address(case, nouns, ("referral", "candidate"), {PARAMETERS[of.type]: str(of.id)})
    if of.type == d.SERVICE:
        linked = {"service": str(of.id), "code": "LINKED_SUPPORT", "programme": of.title}
        return _address(case, nouns, ("answer", "tag"), linked)
    return of.url


def _address(case: DifficultyCase, nouns: set[str], wanted: tuple[str, ...], query: dict[str, str]) -> str:
    noun = next((each for each in wanted if each in nouns), None)
    return f"/cases/{case.number}/{noun}?{urlencode(query)}" if noun else ""
