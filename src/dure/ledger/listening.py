"""One LISTEN a process: wakes everybody here who waits for new entries; polling carries alone when it is off."""

import logging
import threading
import time
from collections.abc import Callable
from typing import Any

import psycopg
from django.conf import settings
from django.db import connection

from dure.ledger.numbering import CHANNEL

log = logging.getLogger(__name__)
PROJECTED = "dure_projected"
POLL = 1.0


class Wakeups:
    """Calls back on every wake-up, at least once a second."""

    def __init__(self) -> None:
        self._callbacks: list[tuple[str, Callable[[], None]]] = []
        self._thread: threading.Thread | None = None
        self._guard = threading.Lock()
        self._stop = threading.Event()

    def subscribe(self, callback: Callable[[], None], channel: str = CHANNEL) -> Callable[[], None]:
        """Call back from the listening thread when something new is told on a channel; returns how to stop it."""
        with self._guard:
            self._callbacks.append((channel, callback))
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="ledger-listen", daemon=True)
                self._thread.start()
        return lambda: self._drop((channel, callback))

    def stop(self) -> None:
        """Let the thread end."""
        self._stop.set()

    def _drop(self, subscribed: tuple[str, Callable[[], None]]) -> None:
        with self._guard:
            if subscribed in self._callbacks:
                self._callbacks.remove(subscribed)

    def _wake(self, channels: set[str] | None = None) -> None:
        for channel, callback in list(self._callbacks):
            if channels is not None and channel not in channels:
                continue
            try:
                callback()
            except Exception:
                log.exception("a listener failed")

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                if settings.LEDGER_LISTEN:
                    self._listen()
                else:
                    self._stop.wait(POLL)
                    self._wake()
            except psycopg.Error as error:
                log.warning("listening again after: %s", error)
                self._wake()
                time.sleep(POLL)

    def _listen(self) -> None:
        with psycopg.connect(autocommit=True, **_parameters()) as link:
            for channel in (CHANNEL, PROJECTED):
                link.execute(f"listen {channel}")
            self._wake()
            while not self._stop.is_set():
                told = {notice.channel for notice in link.notifies(timeout=POLL, stop_after=1)}
                self._wake(told or None)


def _parameters() -> dict[str, Any]:
    return {
        key: str(value)
        for key, value in connection.get_connection_params().items()
        if key in {"dbname", "user", "password", "host", "port", "sslmode"}
    }


wakeups = Wakeups()
