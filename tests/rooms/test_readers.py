"""Readers: nothing lost or doubled by kills, five failures stop a projection and not a reaction."""

import random
import signal
import time
from collections.abc import Sequence
from typing import ClassVar

import pytest
from tests.cast import make_cast
from tests.serving import WORK, started

from dure.cases import actions as act
from dure.feed.models import Item
from dure.ledger.actors import SYSTEM
from dure.ledger.doors import recording
from dure.ledger.models import Cursor, Entry, Parked
from dure.ledger.numbering import number_entries
from dure.ledger.readers import READERS, TRIES, Projection, Reaction, read_all, read_on
from dure.ledger.refs import Ref, new_uid
from dure.network.events import ServiceRegistered
from dure.notices.models import Notice

READ = (
    "import django; django.setup(); from dure.ledger.readers import read_all; read_all(['feed', 'notices'])"
)


def tell(count):
    with recording(by=SYSTEM) as ledger:
        for _ in range(count):
            ledger.record(ServiceRegistered(service=Ref("service", new_uid())))
    number_entries()


@pytest.fixture
def stubborn():
    """A reader that cannot take entries of a kind, until it is mended."""

    def make(base: type) -> type:
        class Stubborn(base):
            name: ClassVar[str] = f"stubborn_{base.__name__.lower()}"
            taken: ClassVar[list[int]] = []
            bad: ClassVar[set[int]] = set()

            def take(self, entries: Sequence[Entry]) -> None:
                for entry in entries:
                    if entry.number in self.bad:
                        raise ValueError("cannot take this")
                self.taken.extend(entry.number for entry in entries)

            def forget(self) -> None:
                self.taken.clear()

        return Stubborn

    before = dict(READERS)
    yield make
    READERS.clear()
    READERS.update(before)


@pytest.mark.django_db
def test_projection_stops_at_what_it_cannot_take_and_goes_on_when_mended(stubborn):
    reader = stubborn(Projection)
    reader.bad = {3}
    tell(5)
    for _ in range(TRIES + 2):
        read_on(reader())
    parked = Parked.objects.get(reader=reader.name)
    assert (parked.number, parked.tries >= TRIES, parked.parked_at is not None) == (3, True, True)
    assert parked.error == "ValueError: cannot take this"
    assert reader.taken == [1, 2]
    reader.bad = set()
    read_on(reader())
    assert reader.taken == [1, 2, 3, 4, 5]


@pytest.mark.django_db
def test_reaction_goes_on_after_five_failures(stubborn):
    reader = stubborn(Reaction)
    reader.bad = {3}
    tell(5)
    for _ in range(TRIES + 1):
        read_on(reader())
    assert reader.taken == [1, 2, 4, 5]
    assert Parked.objects.get(reader=reader.name).number == 3


@pytest.mark.django_db
def test_one_reader_that_fails_does_not_hold_up_another(stubborn):
    reader = stubborn(Projection)
    reader.bad = {1}
    tell(3)
    read_all()
    assert reader.taken == []
    assert Item.objects.count() == 3


@pytest.mark.slow
def test_readers_survive_twenty_kills_without_loss_or_double(committed_db):
    cast, dice = make_cast(), random.Random(20)  # noqa: S311
    for _ in range(6):
        case = act.send_case(firm=cast.lighttec, told=act.Told(text="막힘"), by=cast.as_("owner"))
        for _ in range(10):
            act.reply_to_firm(case=case, text="봅니다", by=cast.as_("coordinator"))
    tell(6000)
    kills = 0
    for _ in range(20):
        with started(READ, committed_db) as process:
            time.sleep(1.0 + dice.random() * 2)
            kills += process.poll() is None
            process.send_signal(signal.SIGKILL)
            process.wait()
        assert Cursor.objects.filter(reader="feed").count() <= 1
    read_all(["feed", "notices"])
    feed = list(Item.objects.order_by("number", "key").values_list("number", "key"))
    notices = list(
        Notice.objects.order_by("number", "person", "code").values_list("number", "person", "code")
    )
    assert kills
    assert len(set(feed)) == len(feed)
    assert {number for number, _key in feed} == set(range(1, Entry.objects.count() + 1))
    assert len(notices) == 6 + 60
    for name in ("feed", "notices"):
        READERS[name]
        from dure.ledger.readers import rebuild

        rebuild(name)
    assert list(Item.objects.order_by("number", "key").values_list("number", "key")) == feed
    again = Notice.objects.order_by("number", "person", "code").values_list("number", "person", "code")
    assert list(again) == notices


@pytest.mark.slow
def test_worker_reads_within_a_second_survives_lost_connections_and_stops_at_once(committed_db):
    from django.db import connection

    cast = make_cast()
    with started(WORK, committed_db) as process:
        tell(1)
        assert came(lambda: Item.objects.count() == 1, 30)
        tell(1)
        assert came(lambda: Item.objects.count() == 2, 3)
        with connection.cursor() as cursor:
            cursor.execute(
                "select pg_terminate_backend(pid) from pg_stat_activity "
                "where datname = current_database() and usename = current_user and pid <> pg_backend_pid()"
            )
        act.send_case(firm=cast.lighttec, told=act.Told(text="막힘"), by=cast.as_("owner"))
        assert came(lambda: Notice.objects.count() == 1, 15)
        assert process.poll() is None
        begun = time.monotonic()
        process.send_signal(signal.SIGTERM)
        assert process.wait(5) == 0
        assert time.monotonic() - begun < 2


def came(true, patience):
    deadline = time.monotonic() + patience
    while not true():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True
