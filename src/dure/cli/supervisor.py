"""One process that starts the others, restarts what crashes, and stops all of it within seconds."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from dure.cli.postgres import die_with_parent

GRACE = 4.0
LONGEST_PAUSE = 10.0


@dataclass
class Child:
    """A process that must run, and how it is started."""

    name: str
    command: list[str]
    process: subprocess.Popen[bytes] | None = None
    pause: float = 0.5
    again_at: float = 0.0

    def start(self) -> None:
        """Start it in a group of its own, bound to the life of its parent."""

        def follow() -> None:
            os.setpgrp()
            die_with_parent(signal.SIGTERM)

        self.process = subprocess.Popen(self.command, stdin=subprocess.DEVNULL, preexec_fn=follow)

    def signal(self, how: int) -> None:
        """Tell it and everything it started."""
        if self.process is not None and self.process.poll() is None:
            try:
                os.killpg(self.process.pid, how)
            except ProcessLookupError:
                self.process.send_signal(how)


@dataclass
class Supervisor:
    """Runs children until it is told to stop."""

    children: list[Child]
    last: Callable[[], None] = lambda: None
    stopping: bool = field(default=False)

    def run(self, ready: Callable[[], None] = lambda: None) -> int:
        """Start all, call `ready` once, watch, and stop all on Ctrl-C or SIGTERM."""
        signal.signal(signal.SIGTERM, self._told)
        signal.signal(signal.SIGINT, self._told)
        try:
            for child in self.children:
                child.start()
            ready()
            while not self.stopping:
                self._watch()
                time.sleep(0.2)
        finally:
            self._stop()
            self.last()
        return 0

    def _told(self, number: int, frame: object) -> None:
        self.stopping = True

    def _watch(self) -> None:
        now = time.monotonic()
        for child in self.children:
            if child.process is not None and child.process.poll() is not None:
                print(f"{child.name} ended ({child.process.returncode}); again in {child.pause:.1f} s", file=sys.stderr)
                child.process, child.again_at = None, now + child.pause
                child.pause = min(child.pause * 2, LONGEST_PAUSE)
            elif child.process is None and now >= child.again_at:
                child.start()

    def _stop(self) -> None:
        for child in self.children:
            child.signal(signal.SIGTERM)
        deadline = time.monotonic() + GRACE
        for child in self.children:
            if child.process is None:
                continue
            try:
                child.process.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                child.signal(signal.SIGKILL)
                child.process.wait(2)


def web(host: str, port: int, workers: int) -> Child:
    """The web server."""
    command = [
        sys.executable, "-m", "granian", "--interface", "asginl", "--host", host, "--port", str(port),
        "--workers", str(workers), "--workers-kill-timeout", "3", "--no-ws", "--backpressure", "512",
        "--loop", "uvloop", "--log-level", "warning", "dure.site.asgi:application",
    ]  # fmt: skip
    return Child("web", command)


def worker() -> Child:
    """The worker: readers of the ledger, clocks, mail."""
    return Child("worker", [sys.executable, "-m", "dure.cli", "worker"])
