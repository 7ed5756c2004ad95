"""The worker: readers, index, clocks, seals and letters, each in a lane of its own that nothing else can stop."""

import logging
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from types import FrameType
from zlib import crc32

from django.db import Error as DatabaseError
from django.db import connection

from dure.ledger import clock
from dure.ledger.listening import let_go, wakeups
from dure.ledger.readers import READERS, read_on
from dure.matching.indexing import Indexer

log = logging.getLogger("dure.worker")
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0
PATIENCE = 0.8
MORNING = 9


@dataclass
class Step:
    """Something done again and again; after a failure it waits longer each time."""

    name: str
    act: Callable[[], object]
    every: float = 0.0
    alone: bool = False
    daily: bool = False
    due_at: float = 0.0
    pause: float = FIRST_PAUSE

    def turn(self) -> None:
        """Do it if it is due; whatever goes wrong is written down and tried again."""
        if time.monotonic() < self.due_at:
            return
        try:
            self._act()
        except DatabaseError as error:
            log.warning("%s again in %.0f s: %s", self.name, self.pause, " ".join(str(error).split()))
            self._wait()
        except Exception:
            log.exception("%s failed; again in %.0f s", self.name, self.pause)
            self._wait()
        else:
            self.pause = FIRST_PAUSE
            self.due_at = time.monotonic() + (until_morning(clock.now()) if self.daily else self.every)
        finally:
            let_go()

    def _act(self) -> None:
        if not self.alone:
            self.act()
            return
        with only_one(self.name) as mine:
            if mine:
                self.act()

    def _wait(self) -> None:
        self.due_at = time.monotonic() + self.pause
        self.pause = min(self.pause * 2, LONGEST_PAUSE)


@dataclass
class Lane:
    """Steps done one after the other in a thread; woken by new entries, at least once a second."""

    name: str
    steps: list[Step]
    stop: threading.Event
    woken: threading.Event = field(default_factory=threading.Event)
    thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin."""
        self.thread = threading.Thread(target=self._run, name=f"work-{self.name}", daemon=True)
        self.thread.start()

    def _run(self) -> None:
        while not self.stop.is_set():
            self.woken.wait(1.0)
            self.woken.clear()
            for step in self.steps:
                if self.stop.is_set():
                    return
                step.turn()


def lanes(stop: threading.Event) -> list[Lane]:
    """All that the worker does; what must be quick never waits for what may be slow."""
    from dure.cases.actions import ask_due_effects, carry_out_handovers, run_clocks
    from dure.entrance.sending import forget_codes, post_codes
    from dure.ledger.sealing import seal_entries
    from dure.messages.sending import post_messages
    from dure.notices.mailing import post_letters

    return [
        Lane("readers", [Step(name, _reading(name)) for name in _in_order()], stop),
        Lane("index", [Step("index", _index)], stop),
        Lane(
            "clocks",
            [
                Step("clocks", run_clocks, every=30, alone=True),
                Step("handovers", carry_out_handovers, every=300, alone=True),
                Step("effects", ask_due_effects, daily=True, alone=True),
                Step("seals", seal_entries, every=60),
            ],
            stop,
        ),
        Lane("codes", [Step("codes", post_codes), Step("old codes", forget_codes, every=3600)], stop),
        Lane(
            "letters",
            [Step("letters", post_letters, every=5), Step("messages", post_messages, every=3)],
            stop,
        ),
    ]


def main() -> None:
    """Work until told to stop, then end within a second; what is half done is rolled back and done again."""
    stop = threading.Event()

    def told(number: int, frame: FrameType | None) -> None:
        stop.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, told)
    working = lanes(stop)

    def wake() -> None:
        for lane in working:
            lane.woken.set()

    for lane in working:
        lane.start()
    wakeups.subscribe(wake)
    log.info("the worker begins: %s", ", ".join(step.name for lane in working for step in lane.steps))
    while not stop.wait(3600):
        pass
    wake()
    wakeups.stop()
    deadline = time.monotonic() + PATIENCE
    for lane in working:
        if lane.thread is not None:
            lane.thread.join(max(0.0, deadline - time.monotonic()))


def until_morning(now: datetime) -> float:
    """Seconds until the next nine o'clock in Korea."""
    local = now.astimezone(clock.SEOUL)
    morning = local.replace(hour=MORNING, minute=0, second=0, microsecond=0)
    if morning <= local:
        morning += timedelta(days=1)
    return (morning - local).total_seconds()


@contextmanager
def only_one(name: str) -> Iterator[bool]:
    """Whether this is the only worker that does something now."""
    key = crc32(f"dure worker {name}".encode())
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_lock(%s)", [key])
        mine = bool(cursor.fetchone()[0])
    try:
        yield mine
    finally:
        if mine:
            with suppress(DatabaseError), connection.cursor() as cursor:
                cursor.execute("select pg_advisory_unlock(%s)", [key])


def _in_order() -> list[str]:
    """What answers first, then what people watch."""
    return sorted(READERS, key=lambda name: (READERS[name].stops_on_error, name))


def _reading(name: str) -> Callable[[], object]:
    return lambda: read_on(READERS[name]())


def _index() -> None:
    while _indexer().turn():
        continue


@cache
def _indexer() -> Indexer:
    return Indexer()
