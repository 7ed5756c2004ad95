"""One LISTEN a process: wakes everybody here who waits for new entries; polling carries alone when it is off."""

import logging
import os
import threading
from collections.abc import Callable
from typing import Any

import psycopg
from django.conf import settings
from django.db import connection, connections

from dure.ledger.numbering import CHANNEL

log = logging.getLogger(__name__)
PROJECTED = "dure_projected"
POLL = 1.0
LONGEST_PAUSE = 15.0
Callback = Callable[[], None]


class Wakeups:
    """Calls back when something is told on a channel, and at least once a second."""

    def __init__(self) -> None:
        self._callbacks: list[tuple[str, Callback]] = []
        self._thread: threading.Thread | None = None
        self._process = 0
        self._guard = threading.Lock()
        self._stop = threading.Event()

    def subscribe(self, callback: Callback, channel: str = CHANNEL) -> Callable[[], None]:
        """Call back from the listening thread; returns how to stop it."""
        with self._guard:
            self._callbacks.append((channel, callback))
            if self._thread is None or self._process != os.getpid():
                self._process = os.getpid()
                self._thread = threading.Thread(target=self._run, name="ledger-listen", daemon=True)
                self._thread.start()
        return lambda: self._drop((channel, callback))

    def stop(self) -> None:
        """Let the thread end within a second."""
        self._stop.set()

    def _drop(self, subscribed: tuple[str, Callback]) -> None:
        with self._guard:
            if subscribed in self._callbacks:
                self._callbacks.remove(subscribed)

    def _wake(self, told: set[str] | None = None) -> None:
        for channel, callback in list(self._callbacks):
            if told is not None and channel not in told:
                continue
            try:
                callback()
            except Exception:
                log.exception("a listener failed")

    def _run(self) -> None:
        pause = POLL
        while not self._stop.is_set():
            try:
                if settings.LEDGER_LISTEN:
                    self._listen()
                pause = POLL
            except psycopg.Error as error:
                log.warning("listening again in %.0f s: %s", pause, " ".join(str(error).split()))
                self._poll(pause)
                pause = min(pause * 2, LONGEST_PAUSE)
            else:
                self._poll(POLL)

    def _poll(self, length: float) -> None:
        """Without a connection that listens, look once a second."""
        for _ in range(max(1, round(length / POLL))):
            if self._stop.wait(POLL):
                return
            self._wake()

    def _listen(self) -> None:
        with psycopg.connect(autocommit=True, **_parameters()) as link:
            for channel in (CHANNEL, PROJECTED):
                link.execute(f"listen {channel}")
            self._wake()
            while not self._stop.is_set():
                told = {notice.channel for notice in link.notifies(timeout=POLL, stop_after=1)}
                self._wake(told or None)


def _parameters() -> dict[str, Any]:
    known = {"dbname", "user", "password", "host", "port", "sslmode", "connect_timeout"}
    given = {key: str(value) for key, value in connection.get_connection_params().items() if key in known}
    return {"application_name": "dure listens", **given}


def let_go() -> None:
    """Give connections back to the pool, so that what waits holds none; an open transaction keeps its own."""
    for each in connections.all(initialized_only=True):
        if not each.in_atomic_block:
            each.close()


wakeups = Wakeups()
