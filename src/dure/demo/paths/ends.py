"""Ways that have come to an end: solved and everything else."""

from collections.abc import Callable
from datetime import datetime, timedelta

from dure.cases import actions as act
from dure.cases.models import Effect, Tag
from dure.cases.rules import bare_name
from dure.demo.paths import lines
from dure.demo.paths.moves import (
    Play,
    Waits,
    ask_confirmation,
    confirm,
    consent,
    find_help,
    receive,
    take_up,
    visit,
    visits,
)
from dure.demo.stage import Script
from dure.ledger import clock

YEAR = timedelta(days=365)
SATISFACTION = (5, 4, 0, 5, 4, 3, 0, 5, 0, 4, 2, 0, 5)


def taken_up(play: Play, at: datetime) -> Waits:
    """From the first word to the review."""
    yield at
    receive(play)
    if play.way == "FOUND":
        yield play.wait(0.3, 4)
        consent(play)
    if play.chance(0.3):
        yield play.wait(0.1, 0.9)
        act.reply_to_firm(case=play.it, text=play.pick(lines.FIRST_REPLIES), by=play.coordinator)
    yield play.wait(0.2, 2.6)
    take_up(play)


def supported(play: Play, at: datetime) -> Waits:
    """From the first word to the question whether it is solved."""
    yield from taken_up(play, at)
    yield from find_help(play)
    yield from visits(play)
    if play.chance(0.16):
        yield from _tagged(play)
    yield play.wait(0.5, 4)
    ask_confirmation(play)


def solved(play: Play, at: datetime) -> Script:
    """Solved by the firm's word, with effects, ratings and often a published story."""
    yield from supported(play, at)
    if play.chance(0.1):
        yield play.wait(0.5, 3)
        act.say_not_yet(case=play.it, missing=play.pick(lines.STILL_MISSING), by=play.owner)
        yield play.wait(1, 5)
        visit(play, lines.REWORK, hours=1)
        yield play.wait(0.3, 2)
        ask_confirmation(play)
    yield play.wait(0.3, 6)
    confirm(play)
    yield play.wait(0.01, 0.1)
    first_effect(play)
    _rate(play)
    _say_satisfaction(play)
    if play.chance(0.6):
        yield from published(play)
    yield from effect_after_a_year(play)


def unconfirmed(play: Play, at: datetime) -> Script:
    """Support was given, the firm stays silent; the system ends it after three weeks."""
    yield from supported(play, at)


def answered_at_once(play: Play, at: datetime) -> Script:
    """A call that was answered on the spot."""
    yield at
    teller = f"{play.world.owners[play.firm.pk].name} {play.pick(lines.TELLERS)}"
    told = play.telling.told(
        kind=play.telling.tale.kind, channel=play.pick(("PHONE", "PHONE", "VISIT", "MEETING")), teller=teller
    )
    service = play.world.service_for(play.telling.tale.kind, play.firm.office_id)
    play.case = act.answer_at_once(
        firm=play.firm, told=told, answer=_answer(play, service), minutes=play.pick((5, 10, 10, 15, 20, 30)),
        service=service, by=play.coordinator,
    )  # fmt: skip
    _say_satisfaction(play)


def answered(play: Play, at: datetime) -> Script:
    """Asked in writing, answered after a look."""
    yield from taken_up(play, at)
    yield play.wait(0.2, 2)
    service = play.world.service_for(play.telling.tale.kind, play.firm.office_id)
    act.answer_case(
        case=play.it, text=_answer(play, service), source=service.name if service else "", service=service,
        minutes=play.pick((20, 30, 40, 60)), by=play.desk,
    )  # fmt: skip
    _say_satisfaction(play)


def forwarded(play: Play, at: datetime) -> Script:
    """Sent to the body in charge; most have answered."""
    yield from taken_up(play, at)
    yield play.wait(1, 4)
    propose_forwarding(play)
    yield play.wait(0.3, 3)
    approve_forwarding(play)
    if play.chance(0.8):
        yield play.wait(8, 26)
        answer = play.world.dice.choices(list(lines.BODY_ANSWERS), [35, 30, 20, 15])[0]
        act.record_forwarding_answer(
            case=play.it, answer=answer, text=lines.BODY_ANSWERS[answer], by=play.coordinator
        )


def unsolved(play: Play, at: datetime) -> Script:
    """Nobody was found, or it could not be solved."""
    yield from taken_up(play, at)
    reason, suggestion = lines.UNSOLVED[1]
    if play.chance(0.6):
        yield from find_help(play)
        yield from visits(play, most=1)
        reason, suggestion = play.pick((lines.UNSOLVED[0], lines.UNSOLVED[2]))
    yield play.wait(3, 9)
    act.end_unsolved(case=play.it, reason=reason, suggestion=suggestion, by=play.coordinator)


def out_of_scope(play: Play, at: datetime) -> Script:
    """Not for this programme; told by a person where to go."""
    yield from taken_up(play, at)
    yield play.wait(0.1, 1)
    reason, suggestion = play.pick(lines.OUT_OF_SCOPE)
    act.declare_out_of_scope(case=play.it, reason=reason, suggestion=suggestion, by=play.coordinator)


def withdrawn(play: Play, at: datetime) -> Script:
    """The firm does not want it any more."""
    yield from taken_up(play, at)
    yield play.wait(0.5, 6)
    act.withdraw_case(case=play.it, reason=play.pick(lines.WITHDRAWALS), by=play.owner)


def propose_forwarding(play: Play) -> None:
    """The coordinator proposes where to send it."""
    kind = "CHANGE_REQUEST" if play.telling.tale.kind == "REGULATION" else "FORWARDING"
    body = lines.FORWARDED_TO.get(play.telling.tale.kind, lines.FORWARDED_ELSE)
    due = play.world.time.later(clock.now(), 14, 20).date()
    text = f"{play.telling.title}. 기업의 사정을 살펴 답을 주시기 바랍니다."
    act.propose_forwarding(
        case=play.it, kind=kind, body=body, text=text, due_on=due,
        with_name=play.it.naming_allowed_at is not None, by=play.coordinator,
    )  # fmt: skip


def approve_forwarding(play: Play) -> None:
    """The head or the approver lets it go out."""
    crew = play.world.crew_of(play.firm)
    number = f"{play.it.number.split('-')[1]}-{clock.today():%y%m}-{play.world.dice.randrange(100, 999)}"
    act.approve_forwarding(
        case=play.it, document_no=number, by=play.world.as_(play.pick((crew.head, crew.approver)))
    )


def _say_satisfaction(play: Play) -> None:
    """Three firms in five tap a score."""
    score = SATISFACTION[int(play.it.number.rsplit("-", 1)[1]) % len(SATISFACTION)]
    if score:
        act.say_satisfaction(case=play.it, score=score, by=play.owner)


def first_effect(play: Play) -> None:
    """What the firm states at once: a claim or a forecast."""
    effect = play.telling.tale.effect
    value = play.telling.figure(play.world.dice)
    if effect is None or value is None or not play.chance(0.85):
        return
    year = clock.today().year
    forecast = effect["kind"] in ("SALES", "EXPORT", "JOBS") or play.chance(0.3)
    row = Effect(
        kind=effect["kind"], certainty="FORECAST" if forecast else "CLAIM", value=value, unit=effect["unit"],
        year=year + 1 if forecast else year, words=play.telling.put(effect.get("words") or "")[:300],
    )  # fmt: skip
    act.enter_effect(case=play.it, effect=row, by=play.owner)


def effect_after_a_year(play: Play) -> Waits:
    """A year later the firm is asked what came of it; some do not answer."""
    effect = play.telling.tale.effect
    yield play.world.time.later(clock.now() + YEAR, 4, 18)
    if effect is None:
        return
    row = Effect(
        kind=effect["kind"], certainty="ACTUAL", unit=effect["unit"], year=clock.today().year, round=1
    )
    value = play.telling.figure(play.world.dice)
    if value is None or play.chance(0.2):
        row.no_answer = True
        act.enter_effect(case=play.it, effect=row, by=play.coordinator)
    else:
        row.value, row.attributable, row.base_year = value, play.chance(0.85), row.year - 1
        act.enter_effect(case=play.it, effect=row, by=play.owner)


def published(play: Play) -> Waits:
    """The story is written, approved by the firm and put into the knowledge base."""
    wordings = [each for each in play.telling.wordings() if play.world.is_new_story(each)]
    if not wordings or wordings[0].language != "ko" or _names_firm(play, wordings[0]):
        return
    yield play.wait(2, 10)
    effect = play.telling.tale.effect or {}
    words = play.telling.put(effect.get("words") or "")
    story = act.draft_story(case=play.it, wording=wordings[0], effect_words=words, by=play.coordinator)
    for wording in wordings[1:]:
        act.translate_story(story=story, wording=wording, by=play.coordinator)
    yield play.wait(0.5, 8)
    act.approve_story(case=play.it, by=play.owner)
    yield play.wait(0.2, 3)
    act.publish_story(case=play.it, by=play.world.as_(play.world.crew_of(play.firm).head))


def _names_firm(play: Play, wording: act.Wording) -> bool:
    told = f"{wording.title} {wording.problem} {wording.solution}"
    return bare_name(play.firm) in told


def _tagged(play: Play) -> Waits:
    yield play.wait(0.5, 2)
    if play.telling.tale.helper in ("UNIVERSITY", "INSTITUTE") and play.expert is not None:
        partner = play.expert.organisation.name
        tag = Tag(code="JOINT_RESEARCH", partners=partner, plan=play.pick(lines.JOINT_PLANS))
        result = play.pick(lines.JOINT_RESULTS)
    else:
        service = play.world.service_for(play.telling.tale.kind, play.firm.office_id)
        if service is None:
            return
        tag = Tag(code="LINKED_SUPPORT", programme=service.name)
        result = play.pick(lines.LINKED_RESULTS)
    act.set_tag(case=play.it, tag=tag, by=play.coordinator)
    yield play.wait(3, 12)
    act.record_tag_result(tag=tag, result=result, by=play.coordinator)


def _rate(play: Play) -> None:
    if play.referral is None or play.referral.own_office:
        return
    if play.chance(0.7):
        stars = play.world.dice.choices([5, 4, 3, 2], [50, 34, 12, 4])[0]
        act.rate_support(referral=play.referral, stars=stars, words=play.pick(lines.RATINGS), by=play.owner)
    if play.worker is not None and play.referral.person_id == play.worker.person_id and play.chance(0.4):
        act.rate_support(
            referral=play.referral, stars=play.pick((3, 4, 4, 5, 5)), words=play.pick(lines.FIRM_RATINGS),
            by=play.worker,
        )  # fmt: skip


def _answer(play: Play, service: object) -> str:
    told = f"비슷한 어려움을 겪은 기업은 이렇게 풀었습니다. {play.telling.put(play.telling.tale.solution)}"
    return f"{told} 자세한 것은 {service}에 물어보시면 됩니다." if service else told


ENDS: dict[str, Callable[[Play, datetime], Script]] = {
    each.__name__: each
    for each in (
        solved, unconfirmed, answered_at_once, answered, forwarded, unsolved, out_of_scope, withdrawn,
    )
}  # fmt: skip
