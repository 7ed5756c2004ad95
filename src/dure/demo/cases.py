"""Puts every difficulty on the stage: the old ones, those that ended since, and those that are open now."""

from collections.abc import Callable
from datetime import timedelta

from dure.demo.cast import Cast
from dure.demo.earlier import BEGINNINGS, beginning, earlier_cases
from dure.demo.paths.ends import ENDS
from dure.demo.paths.moves import Play
from dure.demo.paths.opens import OPENS
from dure.demo.plan import EARLIER, HELPERS, LIVING, Place, places
from dure.demo.stage import Script, Stage
from dure.demo.telling import Teller
from dure.demo.world import World
from dure.network.models import Organisation

LONGEST = {"solved": 75, "unconfirmed": 75, "forwarded": 50, "unsolved": 45}


def tell_cases(world: World, cast: Cast, progress: Callable[[str, int, int], None]) -> None:
    """Tell everything in the order of time."""
    teller = Teller(world.dice)
    stage = Stage(world.start, world.time.calendar)
    open_scripts = [_open(world, teller, place, cast) for place in places(world)]
    brought = [0]

    def told() -> None:
        brought[0] += 1
        progress("earlier cases", brought[0], EARLIER)

    for script in earlier_cases(world, teller, told):
        stage.enter(script)
    for script in _ended(world, teller):
        stage.enter(script)
    for script in open_scripts:
        stage.enter(script)
    stage.play(lambda done, total: progress("cases", done, total))


def _ended(world: World, teller: Teller) -> list[Script]:
    scripts = []
    codes = list(BEGINNINGS)
    for path, count in LIVING.items():
        for number in range(count):
            code = codes[number % len(codes)]
            telling = teller.telling(_firms(world, code), _helpers(path))
            first = beginning(world, code).date() + timedelta(days=2)
            last = world.today - timedelta(days=LONGEST.get(path, 20))
            if path == "solved" and number < 30:
                last = world.today - timedelta(days=400)
                first = min(first, last - timedelta(days=10))
            scripts.append(ENDS[path](Play(world, telling), world.time.within(first, last)))
    return scripts


def _open(world: World, teller: Teller, place: Place, cast: Cast) -> Script:
    firms, office = _firms(world, place.office), cast.people["coordinator"].pk
    if place.who.startswith("coordinator"):
        firms = [firm for firm in firms if firm.coordinator_id == office and firm.pk != cast.firm.pk]
    elif place.who.startswith("firm"):
        firms = [cast.firm]
    play = Play(world, teller.telling(firms, place.helpers))
    if place.who.endswith("expert"):
        play.expert = cast.expert
    return OPENS[place.path](play, place.days, **place.more)


def _firms(world: World, code: str) -> list[Organisation]:
    return [firm for firm in world.firms[code] if not firm.reported]


def _helpers(path: str) -> tuple[str, ...] | None:
    return HELPERS.get(path)
