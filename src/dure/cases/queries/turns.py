"""What waits for a firm, and what waits for a helper."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import OuterRef, Prefetch, Q, Subquery

from dure.cases.events import EffectAsked
from dure.cases.lifecycle import CASE
from dure.cases.models import CaseClock, DifficultyCase, Effect, Referral
from dure.cases.rules import AT_WORK
from dure.ledger.models import Touch
from dure.network.standing import Standing

FIRMS_TURN = {"CONSENT_WAIT": "consent", "CONFIRM_WAIT": "resolution"}


@dataclass(frozen=True)
class Turn:
    """Something somebody is asked to do, as a noun of the lifecycle."""

    case: DifficultyCase
    noun: str
    due_at: datetime | None = None
    round: int = 0


def cases_of_firm(standing: Standing, limit: int = 12) -> list[DifficultyCase]:
    """The cases of a firm: open ones first, then the newest ended."""
    if not standing.firms:
        return []
    rows = DifficultyCase.objects.filter(firm_id__in=list(standing.firms)).select_related(
        "in_charge", "office"
    )
    opened = list(rows.filter(state__in=CASE.open_states()).order_by("-made_at")[:limit])
    ended = rows.exclude(state__in=CASE.open_states()).order_by("-ended_at")[: max(0, limit - len(opened))]
    return opened + list(ended)


def firms_turns(standing: Standing) -> list[Turn]:
    """What a firm is asked: consent, confirmation, a story to approve, effects that are due."""
    if not standing.firms:
        return []
    due = CaseClock.objects.filter(case=OuterRef("pk"), stopped_at=None, code__in=("CONSENT", "CONFIRMATION"))
    rows = DifficultyCase.objects.filter(firm_id__in=list(standing.firms)).select_related(
        "in_charge", "office"
    )
    asked = rows.filter(state__in=FIRMS_TURN).annotate(due_at=Subquery(due.values("due_at")[:1]))
    turns = [Turn(case, FIRMS_TURN[case.state], getattr(case, "due_at", None)) for case in asked]
    turns += [Turn(case, "story-approval") for case in rows.filter(state="SOLVED", story__state="DRAFT")]
    return turns + _effects_due(list(rows.filter(state__in=("SOLVED", "UNCONFIRMED"))))


def _effects_due(ended: list[DifficultyCase]) -> list[Turn]:
    by_key = {case.pk: case for case in ended}
    return [Turn(by_key[uid], "effect", round=round) for uid, round in rounds_due(ended).items()]


def rounds_due(ended: list[DifficultyCase]) -> dict[UUID, int]:
    """The last round of effects that was asked and not answered, by case."""
    keys = [case.pk for case in ended]
    asked = Touch.objects.filter(uid__in=keys, role="case", entry__type=EffectAsked.type).values_list(
        "uid", "entry__payload__round"
    )
    known = set(Effect.objects.filter(case__in=ended).values_list("case_id", "round"))
    latest: dict[UUID, int] = {}
    for uid, round in asked:
        if (uid, round) not in known:
            latest[uid] = max(round, latest.get(uid, 0))
    return latest


def helpers_work(standing: Standing) -> list[Referral]:
    """Requests that wait for this helper's answer, then the support that is under way."""
    mine = Q(person_id=standing.person_id) if standing.person_id else Q(pk=None)
    mine |= Q(organisation_id__in=list(standing.bodies)) | Q(group_id__in=list(standing.secretariats))
    running = CaseClock.objects.filter(stopped_at=None, due_at__isnull=False).order_by("due_at")
    rows = (
        Referral.objects.filter(mine, state__in=("ASKED", *AT_WORK), own_office=False)
        .exclude(case__firm_id__in=list(standing.blocked_by))
        .select_related("case__firm", "case__office", "case__in_charge", "person", "organisation", "group")
        .prefetch_related(Prefetch("clocks", running, to_attr="running"))
    )
    places = {"ASKED": 0, "ACCEPTED": 1, "WORKING": 2}
    return sorted(rows, key=lambda row: (places[row.state], row.made_at))
