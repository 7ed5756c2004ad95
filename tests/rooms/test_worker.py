"""The worker's steps: each guarded, each at its time, some by one worker only."""

import threading
import time
from datetime import datetime

import psycopg
import pytest
from django.db import connection

from dure.ledger import clock
from dure.ledger.actors import SYSTEM
from dure.ledger.doors import recording
from dure.ledger.models import Cursor
from dure.ledger.readers import READERS
from dure.ledger.refs import Ref, new_uid
from dure.network.events import ServiceRegistered
from dure.site.work import LONGEST_PAUSE, Lane, Step, lanes, only_one, until_morning

pytestmark = pytest.mark.django_db


def test_step_that_fails_waits_longer_each_time_and_recovers():
    failures = [True, True, False]

    def act():
        if failures.pop(0):
            raise ValueError("broken")

    step, pauses = Step("broken", act), []
    for _ in range(2):
        step.turn()
        pauses.append(round(step.due_at - time.monotonic()))
        step.due_at = 0.0
    assert pauses == [1, 2]
    step.turn()
    assert step.pause == 1.0
    assert LONGEST_PAUSE == 60


def test_step_is_done_at_its_time():
    done = []
    step = Step("seldom", lambda: done.append(1), every=30)
    step.turn()
    step.turn()
    assert done == [1]


def test_lane_goes_on_after_a_step_that_fails():
    stop, done = threading.Event(), threading.Event()

    def fail():
        raise ValueError("broken")

    lane = Lane("test", [Step("broken", fail), Step("sound", done.set)], stop)
    lane.start()
    lane.woken.set()
    assert done.wait(5)
    stop.set()
    lane.woken.set()
    lane.thread.join(2)
    assert not lane.thread.is_alive()


def test_only_one_worker_does_what_is_done_alone():
    done = []
    step = Step("alone", lambda: done.append(1), alone=True)
    with psycopg.connect(**elsewhere()) as other:
        other.execute("select pg_advisory_lock(%s)", [key_of("alone")])
        step.turn()
        assert done == []
        other.execute("select pg_advisory_unlock(%s)", [key_of("alone")])
    step.due_at = 0.0
    step.turn()
    assert done == [1]
    with only_one("alone") as mine:
        assert mine


def elsewhere():
    known = {"dbname", "user", "password", "host", "port"}
    return {key: value for key, value in connection.get_connection_params().items() if key in known}


def key_of(name):
    from zlib import crc32

    return crc32(f"dure worker {name}".encode())


def test_day_begins_at_nine_in_korea():
    assert until_morning(datetime(2026, 11, 25, 8, 0, tzinfo=clock.SEOUL)) == 3600
    assert until_morning(datetime(2026, 11, 25, 9, 0, tzinfo=clock.SEOUL)) == 24 * 3600


def test_worker_does_everything_once(cast):
    steps = [step for lane in lanes(threading.Event()) for step in lane.steps]
    assert [step.name for step in steps] == [
        *sorted(READERS, key=lambda name: (READERS[name].stops_on_error, name)),
        "index", "clocks", "handovers", "effects", "seals", "codes", "old codes", "letters", "messages",
    ]  # fmt: skip
    with recording(by=SYSTEM) as ledger:
        ledger.record(ServiceRegistered(service=Ref("service", new_uid())))
    for step in steps:
        step.turn()
        assert step.pause == 1.0, step.name
    assert set(Cursor.objects.values_list("reader", flat=True)) >= {"feed", "notices"}
