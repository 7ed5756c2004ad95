"""Effects as the firm states them, over years, and how both sides found the support."""

from decimal import Decimal

from dure.cases import events
from dure.cases.actions.stepping import stepping
from dure.cases.models import DifficultyCase, Effect, Rating, Referral, Satisfaction
from dure.ledger import clock
from dure.ledger.doors import recording
from dure.ledger.errors import Refused
from dure.ledger.refs import Ref
from dure.network.standing import SYSTEM_STANDING, Standing


def enter_effect(*, case: DifficultyCase, effect: Effect, by: Standing) -> Effect:
    """Keep one figure with its certainty; no answer is an entry too."""
    if effect.value is None and not effect.no_answer and not effect.words:
        raise Refused("effect_empty")
    if effect.certainty == "ACTUAL" and effect.year > clock.today().year:
        raise Refused("effect_in_future", year=effect.year)
    with stepping(case, "enter_effect", by) as move:
        effect.case, effect.entered_by_id, effect.entered_at = move.case, by.person_id, clock.now()
        effect.save(force_insert=True)
        move.tell(
            events.EffectEntered,
            kind=effect.kind,
            certainty=effect.certainty,
            round=effect.round,
            no_answer=effect.no_answer,
        )
    return effect


def ask_effects(*, case: DifficultyCase, round: int) -> None:
    """Ask the firm for actual values, so many years after the end; once a round."""
    with recording(by=SYSTEM_STANDING.actor) as ledger:
        ledger.record(
            events.EffectAsked(case=case.ref, firm=Ref("organisation", case.firm_id), round=round),
            scope=case.office_id,
        )


def rate_support(*, referral: Referral, stars: int, by: Standing, words: str = "") -> Rating:
    """One side says how it found the other; seen by coordinators only, from three on."""
    if not 1 <= stars <= 5:
        raise Refused("stars_out_of_range")
    with stepping(referral.case, "rate", by) as move:
        of_helper = move.case.firm_id in by.firms
        if not of_helper and referral.person_id != by.person_id:
            raise Refused("step_not_yours", step="rate")
        if Rating.objects.filter(referral=referral, of_helper=of_helper).exists():
            raise Refused("already_rated")
        made = Rating.objects.create(
            referral=referral, of_helper=of_helper, stars=stars, words=words[:300], at=clock.now()
        )
        move.tell(events.CaseRated, referral=referral.ref, of_helper=of_helper)
    return made


def say_satisfaction(
    *, case: DifficultyCase, score: int, by: Standing, words: str = "", way: str = "ACCOUNT"
) -> Satisfaction:
    """The firm says once, from 1 to 5, how satisfied it was; the words are for its office only."""
    if not 1 <= score <= 5:
        raise Refused("stars_out_of_range")
    with stepping(case, "say_satisfaction", by, kind=way) as move:
        made = Satisfaction.objects.create(
            case=move.case, score=score, words=words.strip()[:300], way=way, at=clock.now()
        )
        move.tell(events.SatisfactionSaid, way=way)
    return made


def difference(forecast: Effect, actual: Effect) -> Decimal | None:
    """Actual minus forecast, in the same unit; None when either is unknown or the units differ."""
    if forecast.value is None or actual.value is None or forecast.unit != actual.unit:
        return None
    return actual.value - forecast.value
