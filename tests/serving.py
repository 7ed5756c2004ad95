"""The real web server on a test's own database, and streams read from it line by line."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import httpx
from django.conf import settings
from django.test import Client

from dure.cli.web import Site, answers
from tests.database import runner_url

SERVE = (
    "import sys; from dure.cli.web import Site, serve_web; serve_web(Site('127.0.0.1', int(sys.argv[1]), 1))"
)
WORK = "import django; django.setup(); from dure.site.work import main; main()"


@dataclass
class Served:
    """A running web server."""

    process: subprocess.Popen[bytes]
    base: str

    def cookies(self, account: Any) -> dict[str, str]:
        client = Client()
        client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
        return {settings.SESSION_COOKIE_NAME: client.cookies[settings.SESSION_COOKIE_NAME].value}

    @contextmanager
    def stream(self, cookies: dict[str, str], path: str = "/feed/stream", **headers: str) -> Iterator[Any]:
        with (
            httpx.Client(base_url=self.base, cookies=cookies, timeout=20) as client,
            client.stream("GET", path, headers=headers) as answer,
        ):
            assert answer.status_code == 200, answer.read()
            yield answer.iter_lines()


def until(lines: Iterator[str], start: str) -> str:
    """Read on to the first line that starts so; heartbeats and other events are passed over."""
    return next(line for line in lines if line.startswith(start))


@contextmanager
def served(database: str, **extra: str) -> Iterator[Served]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with started(SERVE, database, str(port), **extra) as process:
        deadline = time.monotonic() + 120
        while not answers(Site("127.0.0.1", port, 1)):
            assert process.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.05)
        yield Served(process, f"http://127.0.0.1:{port}")


@contextmanager
def started(code: str, database: str, *arguments: str, **extra: str) -> Iterator[subprocess.Popen[bytes]]:
    """A Python process on a test's database; ended, by force if need be, when the test ends."""
    environment = {
        **os.environ,
        "DATABASE_URL": runner_url(database),
        "DJANGO_SETTINGS_MODULE": "dure.site.settings",
        **extra,
    }
    process = subprocess.Popen([sys.executable, "-c", code, *arguments], env=environment)
    try:
        yield process
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(6)
            except subprocess.TimeoutExpired:
                process.kill()
        process.wait()
