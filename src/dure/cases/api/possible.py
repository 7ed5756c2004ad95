"""What a reader may do with a case now, as nouns; and why something else is refused."""

from collections.abc import Iterable, Sequence
from typing import Any

from dure.cases.lifecycle import CASE, REFERRAL
from dure.cases.models import DifficultyCase
from dure.cases.queries.page import ShownReferral, shown_referrals
from dure.cases.rules import EARLY, possible_steps, roles_in_referral, roles_towards
from dure.engines.lifecycle import Lifecycle, Occasion, Step
from dure.ledger.errors import Refused
from dure.network.standing import Standing

NOT_NOW, NOT_YOURS, GUARDED, POSSIBLE = range(4)


def allowed_nouns(case: DifficultyCase, by: Standing) -> list[str]:
    """Nouns that can be posted now, likeliest first, those of referrals the reader knows included."""
    nouns = [each.noun for each in possible_steps(by, case)]
    nouns += [each.noun for shown in shown_referrals(case, by) for each in shown.steps]
    return list(dict.fromkeys(nouns))


def must_be_allowed(noun: str, case: DifficultyCase, by: Standing, referral: Any = None) -> None:
    """Refused with the allowed nouns when neither the case nor a referral the reader knows allows it now."""
    if code := what_stands_against(noun, case, by, referral):
        raise Refused(code, allowed=allowed_nouns(case, by), step=noun, state=case.state)


def what_stands_against(noun: str, case: DifficultyCase, by: Standing, referral: Any = None) -> str:
    """The code of the refusal that comes nearest to a yes; empty when it is possible."""
    known = shown_referrals(case, by)
    if referral:
        known = [each for each in known if str(each.row.pk) == str(referral)]
        if not known:
            return "referral_missing"
    best, code = max(_verdicts(noun, case, by, known), default=(NOT_NOW, "step_not_now"))
    return "" if best == POSSIBLE else code


def _verdicts(
    noun: str, case: DifficultyCase, by: Standing, known: Sequence[ShownReferral]
) -> Iterable[tuple[int, str]]:
    roles = roles_towards(by, case)
    for each in _entries(CASE, noun):
        yield _verdict(each, case.state, roles, case, by)
    for each in _entries(REFERRAL, noun):
        for shown in known:
            shown.row.case = case
            yield _verdict(each, shown.row.state, roles_in_referral(by, shown.row), case, by)


def _verdict(
    entry: Step | Occasion, state: str, roles: Iterable[str], case: DifficultyCase, by: Standing
) -> tuple[int, str]:
    if state not in (entry.frm if isinstance(entry, Step) else entry.states):
        return NOT_NOW, "step_not_now"
    if not set(entry.roles) & set(roles):
        return NOT_YOURS, "step_not_yours"
    found = next(filter(None, (EARLY[each](case, by) for each in entry.guards if each in EARLY)), None)
    return (GUARDED, found) if found else (POSSIBLE, "")


def _entries(lifecycle: Lifecycle, noun: str) -> list[Step | Occasion]:
    every: tuple[Step | Occasion, ...] = (*lifecycle.steps, *lifecycle.occasions)
    return [each for each in every if each.noun == noun]
