"""Loads the demonstration network once, whole or not at all."""

from collections.abc import Callable
from datetime import datetime
from random import Random

from django.core.cache import cache
from django.db import connection, transaction
from django.utils import timezone

from dure.cases.models import DifficultyCase
from dure.demo.accounts import open_accounts
from dure.demo.cases import tell_cases
from dure.demo.cast import choose_cast
from dure.demo.experts import load_experts
from dure.demo.groups import join_experts, load_groups
from dure.demo.names import Names
from dure.demo.organisations import load_firms, load_houses, load_reported, load_story_firms
from dure.demo.people import SOURCE, Register
from dure.demo.places import load_crews, load_heads, load_places
from dure.demo.reported_stories import leave_miu, tell_lighttec
from dure.demo.services import load_services
from dure.demo.world import World
from dure.ledger import clock
from dure.ledger.actors import SYSTEM
from dure.ledger.doors import recording
from dure.ledger.doorway import doorway
from dure.ledger.errors import Refused
from dure.ledger.readers import read_all
from dure.ledger.sealing import seal_entries
from dure.network.events import NetworkLoaded
from dure.network.models import Account, Organisation, Person
from dure.network.queries.beginnings import INSTALLATION, is_demonstration, is_real
from dure.network.seeds import sow

SEED = 20041001
Progress = Callable[[str, int, int], None]


def is_loaded() -> bool:
    """Whether this installation is the demonstration."""
    return is_demonstration()


def must_be_empty() -> None:
    """Refuse where somebody already works with real data."""
    if is_real() or any(
        model._default_manager.exists() for model in (Organisation, Person, Account, DifficultyCase)
    ):
        raise Refused("demonstration_beside_real_data")


def load(progress: Progress) -> None:
    """Load everything unless it is there; refuses where somebody already works with real data.

    One transaction: an interrupted load leaves nothing behind. Readers and seals follow after it.
    """
    if is_loaded():
        return
    must_be_empty()
    start = timezone.now().astimezone(clock.SEOUL)
    with transaction.atomic(), doorway("recording"):
        world = _load_network(start, progress)
        _load_cases(world, progress)
        with recording(by=SYSTEM) as ledger:
            ledger.record(NetworkLoaded(kind=INSTALLATION, count=1, source=SOURCE))
    progress("readers", 0, 2)
    read_all()
    progress("readers", 1, 2)
    seal_entries()
    progress("readers", 2, 2)


def _load_network(start: datetime, progress: Progress) -> World:
    world = World(start=start, dice=Random(SEED))  # noqa: S311  (the same demonstration every time)
    book = Register(world.dice)
    names = Names(world.dice)
    progress("network", 0, 6)
    sow()
    cache.delete("days_off")
    with recording(by=SYSTEM):
        load_places(world)
    progress("network", 1, 6)
    load_crews(world, book)
    load_reported(world, book)
    load_houses(world, book, names)
    load_firms(world, book, names)
    load_story_firms(world, book)
    progress("network", 2, 6)
    load_experts(world, book)
    load_heads(world, book)
    progress("network", 3, 6)
    with recording(by=SYSTEM):
        load_groups(world, book)
    join_experts(world, book)
    progress("network", 4, 6)
    book.store()
    load_services(world)
    progress("network", 5, 6)
    with connection.cursor() as cursor:
        cursor.execute("analyze")
    progress("network", 6, 6)
    return world


def _load_cases(world: World, progress: Progress) -> None:
    cast = choose_cast(world)
    open_accounts(cast.people)
    tell_lighttec(world)
    leave_miu(world)
    tell_cases(world, cast, progress)
