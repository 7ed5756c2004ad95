"""Solved cases from before the software: each office brings its old records in when it begins."""

from collections.abc import Callable
from datetime import datetime, timedelta

from dure.cases import actions as act
from dure.cases.models import DifficultyCase, Effect
from dure.cases.rules import bare_name
from dure.demo.plan import EARLIER
from dure.demo.stage import Script
from dure.demo.telling import Teller, Telling
from dure.demo.world import World
from dure.ledger import clock
from dure.network.standing import SYSTEM_STANDING

FIRST = timedelta(days=610)
BEGINNINGS = {"GJ": 440, "CW": 420, "GM": 400, "BS": 380, "US": 360, "GS": 340, "WJ": 320}
SHARES = {"GJ": 17, "CW": 19, "GM": 18, "BS": 16, "US": 11, "GS": 11, "WJ": 8}


def beginning(world: World, code: str) -> datetime:
    """When an office began to work with the software."""
    day = world.today - timedelta(days=BEGINNINGS[code])
    return world.time.within(day, day + timedelta(days=1))


def earlier_cases(world: World, teller: Teller, told: Callable[[], None]) -> list[Script]:
    """One script an office: the old records in the order of their ends."""
    return [_bring_in(world, code, tellings, told) for code, tellings in _tellings(world, teller).items()]


def _tellings(world: World, teller: Teller) -> dict[str, list[Telling]]:
    whole = sum(SHARES.values())
    counts = {code: EARLIER * share // whole for code, share in SHARES.items()}
    counts["GJ"] += EARLIER - sum(counts.values())
    found: dict[str, list[Telling]] = {code: [] for code in counts}
    for code in [code for code, count in counts.items() for _ in range(count)]:
        since = beginning(world, code).date() - timedelta(days=30)
        firms = [firm for firm in world.firms[code] if firm.registered_on and firm.registered_on < since]
        found[code].append(teller.telling(firms))
    return found


def _bring_in(world: World, code: str, tellings: list[Telling], told: Callable[[], None]) -> Script:
    begins = beginning(world, code)
    first = world.today - FIRST
    ends = sorted(world.time.within(first, begins.date() - timedelta(days=3)) for _ in tellings)
    yield begins
    followed = []
    for telling, ended in zip(tellings, ends, strict=True):
        case = _import(world, telling, ended)
        told()
        if (clock.now() - ended).days < 200 and world.dice.random() < 0.25:
            followed.append((ended + timedelta(days=365), case, telling))
        if world.dice.random() < 0.02:
            yield world.time.later(clock.now(), 0.05, 0.4)
    for year_later, case, telling in sorted(followed, key=lambda row: row[0]):
        yield world.time.later(max(year_later, clock.now()), 1, 10)
        _effect(world, case, telling)


def _import(world: World, telling: Telling, ended: datetime) -> DifficultyCase:
    received = world.time.before(ended, world.dice.uniform(6, 50)).date()
    tale = telling.tale
    wordings = [
        each
        for each in telling.wordings()
        if bare_name(telling.firm) not in f"{each.problem}{each.solution}{each.title}"
    ]
    story = None
    if wordings and world.is_new_story(wordings[0]):
        ko = wordings[0]
        story = {"title": ko.title, "problem": ko.problem, "solution": ko.solution}
    by = world.coordinator_of(telling.firm)
    case = act.import_case(
        firm=telling.firm, group=world.group_of.get(telling.firm.pk), state="SOLVED", received_on=received,
        ended_on=ended.date(), story=story, by=by,
        told=telling.told(
            title=telling.title, kind=tale.kind, channel="IMPORT",
            more={"fields": list(tale.fields), "stage": tale.stage},
        ),
    )  # fmt: skip
    if story:
        for wording in wordings[1:]:
            act.translate_story(story=case.story, wording=wording, by=SYSTEM_STANDING)
    return case


def _effect(world: World, case: DifficultyCase, telling: Telling) -> None:
    effect, value = telling.tale.effect, telling.figure(world.dice)
    if effect is None or value is None:
        return
    row = Effect(
        kind=effect["kind"], certainty="ACTUAL", value=value, unit=effect["unit"], year=clock.today().year,
        attributable=world.dice.random() < 0.8, words=telling.put(effect.get("words") or "")[:300], round=1,
    )  # fmt: skip
    act.enter_effect(case=case, effect=row, by=world.coordinator_of(telling.firm))
