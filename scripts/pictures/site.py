"""A site of its own on a free loopback port, with a home that is gone afterwards."""

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from dure.cli.postgres import Embedded

PATIENCE = 600.0
HERE = "127.0.0.1"
IN_LETTERS = "http://dure.example.kr"
DIGITS = """
select right(network_person.phone, 4) from links_link join network_person on network_person.id = links_link.person_id
order by links_link.id desc limit 1
"""


@dataclass
class Site:
    """Where a running site answers, and what its database knows."""

    address: str
    home: Path
    password: str = ""

    def digits(self) -> str:
        """The last four digits of whom the newest link was made for."""
        with psycopg.connect(Embedded(self.home).url()) as link:
            found = link.execute(DIGITS).fetchone()
        if found is None:
            raise LookupError("no link was made")
        return str(found[0])


@contextmanager
def demonstration() -> Iterator[Site]:
    """The demonstration network, which believes that it can send text messages and mail."""
    with _home() as (home, environment, port):
        for site in _served(Site(f"http://{HERE}:{port}", home), ["demo"], environment, port):
            told = _dure("demo", "accounts", "--json", environment=environment)
            site.password = json.loads(told)[0]["password"]
            yield site


@contextmanager
def empty_site() -> Iterator[Site]:
    """An installation in which nobody has begun."""
    with _home() as (home, environment, port):
        _dure("init", "--page", environment=environment)
        yield from _served(Site(f"http://{HERE}:{port}", home), ["serve"], environment, port)


def _dure(*arguments: str, environment: dict[str, str]) -> str:
    command = [sys.executable, "-m", "dure.cli", *arguments]
    return subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True).stdout


@contextmanager
def _home() -> Iterator[tuple[Path, dict[str, str], int]]:
    with socket.socket() as probe:
        probe.bind((HERE, 0))
        port = probe.getsockname()[1]
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("DURE_", "DATABASE_"))}
    kept.pop("DJANGO_SETTINGS_MODULE", None)
    with tempfile.TemporaryDirectory(prefix="dure-manual-") as home:
        yield Path(home), {
            **kept, "DURE_HOME": home, "DURE_STAFF_TOTP": "0", "DURE_LOG": "CRITICAL",
            "DURE_BASE_URL": IN_LETTERS, "DURE_HOSTS": HERE, "DURE_SMTP_HOST": HERE, "DURE_SMTP_PORT": "9",
            "DURE_GATEWAY_URL": f"http://{HERE}:9/", "DURE_GATEWAY_KEY": "none", "DURE_GATEWAY_SENDER": "062-970-1000",
        }, port  # fmt: skip


def _served(site: Site, command: list[str], environment: dict[str, str], port: int) -> Iterator[Site]:
    arguments = [sys.executable, "-m", "dure.cli", *command, "--port", str(port), "--workers", "1"]
    process = subprocess.Popen(arguments, env=environment, stdout=subprocess.DEVNULL)
    try:
        _wait(site.address, process)
        yield site
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(30)


def _wait(address: str, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/readyz", timeout=2):  # noqa: S310
                return
        except OSError:
            time.sleep(0.3)
    raise RuntimeError("the site did not come up")
