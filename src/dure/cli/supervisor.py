"""One process that starts the others, starts again what crashes, and stops all of it within seconds."""

import os
import signal
import sys
import threading
import time
import traceback
from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import NoReturn

import psycopg

from dure.cli.cluster import SUPERUSER
from dure.cli.launching import die_with_parent
from dure.cli.postgres import Embedded

GRACE = 3.5
FIRST_PAUSE, LONGEST_PAUSE = 0.5, float(os.environ.get("DURE_LONGEST_PAUSE", "15"))
LONG_RUN = 60.0


@dataclass
class Child:
    """A forked process that runs a function, shares what its parent loaded, and ends with its parent."""

    name: str
    work: Callable[[], object]
    pid: int | None = None
    code: int | None = None

    def start(self) -> "Child":
        """Fork."""
        sys.stdout.flush()
        sys.stderr.flush()
        parent = os.getpid()
        self.pid, self.code = os.fork() or self._work(parent), None
        return self

    def ended(self, *, wait: bool = False) -> bool:
        """Whether it is over; its exit code is known then."""
        if self.pid is not None:
            pid, status = os.waitpid(self.pid, 0 if wait else os.WNOHANG)
            if pid:
                self.pid, self.code = None, os.waitstatus_to_exitcode(status)
        return self.pid is None

    def tell(self, how: int) -> None:
        """Send a signal to it and everything it started."""
        if self.pid is not None:
            with suppress(ProcessLookupError):
                os.killpg(self.pid, how)

    def finish(self) -> int:
        """Wait for its end."""
        try:
            self.ended(wait=True)
        finally:
            self.tell(signal.SIGKILL)
        return self.code or 0

    def _work(self, parent: int) -> NoReturn:
        code = 1
        try:
            os.setpgid(0, 0)
            die_with_parent()
            if os.getppid() == parent:
                signal.signal(signal.SIGTERM, signal.SIG_DFL)
                signal.signal(signal.SIGINT, signal.default_int_handler)
                os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
                self.work()
                code = 0
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 1
        except BaseException:  # noqa: BLE001 - nothing may leave this process by another way
            traceback.print_exc()
        with suppress(OSError):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(code)


@dataclass
class Pause:
    """When something that ended may start again: later each time, unless it ran for long."""

    length: float = FIRST_PAUSE
    over_at: float | None = None
    started_at: float = 0.0

    def over(self, what: str) -> bool:
        """Whether it may start now; what happened is printed when the pause begins."""
        now = time.monotonic()
        if self.over_at is None:
            self.length = FIRST_PAUSE if now - self.started_at > LONG_RUN else self.length
            self.over_at, self.started_at = now + self.length, now
            print(f"dure: {what}; again in {self.length:.1f} s", file=sys.stderr, flush=True)
            self.length = min(self.length * 2, LONGEST_PAUSE)
        if now < self.over_at:
            return False
        self.over_at, self.started_at = None, now
        return True


@dataclass
class Supervisor:
    """Runs children, and the database if it is ours, until it is told to stop."""

    children: list[Child]
    database: Embedded | None = None
    told: int = 0
    pauses: defaultdict[str, Pause] = field(default_factory=lambda: defaultdict(Pause))

    def run(
        self, ready: Callable[[], bool] = lambda: True, announce: Callable[[], None] = lambda: None
    ) -> int:
        """Start all, announce once when ready, watch, and stop all on Ctrl-C or SIGTERM."""
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self._hear)
        announced = False
        try:
            for child in self.children:
                child.start()
            while not self.told:
                self._watch()
                if not announced and ready():
                    Child("announcement", announce).start().finish()
                    announced = True
                time.sleep(0.1)
        finally:
            self._stop()
        return 0

    def _hear(self, number: int, frame: object) -> None:
        self.told += 1

    def _watch(self) -> None:
        for child in self.children:
            if child.ended() and self.pauses[child.name].over(f"{child.name} ended ({child.code})"):
                child.start()
        database = self.database
        if database and not database.runs() and self.pauses["database"].over("the database ended"):
            database.launch()

    def _stop(self) -> None:
        for child in self.children:
            child.tell(signal.SIGTERM)
        threading.Thread(target=self._write_out, daemon=True).start()
        deadline = time.monotonic() + GRACE
        while [child for child in self.children if not child.ended()] and self.told < 2:
            if time.monotonic() > deadline:
                break
            time.sleep(0.02)
        for child in self.children:
            child.tell(signal.SIGKILL)
            child.ended(wait=True)
        if self.database is not None:
            self.database.stop(patience=1.0)

    def _write_out(self) -> None:
        """Write what is in memory while the others end, so that the database ends quickly."""
        if self.database is not None and self.database.process is not None:
            with suppress(psycopg.Error), psycopg.connect(self.database.url(SUPERUSER, "postgres")) as link:
                link.autocommit = True
                link.execute("checkpoint")
