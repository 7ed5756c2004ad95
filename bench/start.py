"""How long the demonstration takes: from nothing to answering, from data to answering, from Ctrl-C to gone."""

import argparse
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from bench._place import conditions, surroundings, told
from bench._processes import below

FIRST_AIM, SECOND_AIM, END_AIM = 180, 10, 5
STREAMS = 20
SESSION = """
from dure.cli.place import setup_django
setup_django()
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from dure.network.models import Account
account, session = Account.objects.get(email="firm@demo.dure"), SessionStore()
session[SESSION_KEY], session[HASH_SESSION_KEY] = str(account.pk), account.get_session_auth_hash()
session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
session.create()
print(session.session_key)
"""


def main(arguments: list[str]) -> None:
    """Start it twice in a new home, open streams, stop it, and print the seconds."""
    parser = argparse.ArgumentParser(prog="dure bench start")
    parser.add_argument("--port", type=int, default=8791)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        demo = Demonstration(Path(folder) / "home", given.port)
        first, _, _ = demo.run()
        second, end, left = demo.run(STREAMS)
    figures = {"first": first, "second": second, "end": end, "left": left, "conditions": conditions()}
    if given.json:
        print(json.dumps(figures))
        return
    told(f"Start and end of the demonstration; {figures['conditions']}", ("seconds", "", "aim"), [
        ("first start", f"{first:.1f}", FIRST_AIM), ("second start", f"{second:.1f}", SECOND_AIM),
        (f"Ctrl-C to gone, {STREAMS} streams open", f"{end:.1f}", END_AIM), ("processes left", left, 0),
    ])  # fmt: skip


class Demonstration:
    """`dure demo` in a home of its own."""

    def __init__(self, home: Path, port: int) -> None:
        self.home, self.port = home, port
        self.environment = {key: value for key, value in surroundings().items() if key != "DATABASE_URL"}
        self.environment |= {"DURE_HOME": str(home), "DURE_LOG": "WARNING"}

    def run(self, streams: int = 0) -> tuple[float, float, int]:
        """Seconds to the first answer, seconds from Ctrl-C to the end, and how many processes outlive it."""
        began = time.monotonic()
        command = [sys.executable, "-m", "dure.cli", "demo", "--port", str(self.port)]
        server = subprocess.Popen(command, env=self.environment, stdout=subprocess.DEVNULL)  # noqa: S603
        while not self._answers():
            if server.poll() is not None:
                raise SystemExit("dure: the demonstration did not start")
            time.sleep(0.05)
        up = time.monotonic() - began
        links = self._streams(streams) if streams else []
        family = below(server.pid)
        told_at = time.monotonic()
        server.send_signal(signal.SIGINT)
        server.wait(60)
        gone = time.monotonic() - told_at
        left = sum(_lives(pid) for pid in family)
        for link in links:
            link.close()
        return up, gone, left

    def _answers(self) -> bool:
        try:
            return bool(
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}/stories", timeout=5).status == 200
            )
        except OSError:
            return False

    def _streams(self, count: int) -> list[socket.socket]:
        from dure.cli.postgres import Embedded
        from dure.cli.roles import RUNNER

        environment = self.environment | {"DATABASE_URL": Embedded(self.home).url(RUNNER)}
        command = [sys.executable, "-c", SESSION]
        made = subprocess.run(command, env=environment, capture_output=True, check=True)  # noqa: S603
        cookie = made.stdout.decode().strip()
        links = []
        for _ in range(count):
            link = socket.create_connection(("127.0.0.1", self.port))
            link.sendall(
                f"GET /feed/stream HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nCookie: sessionid={cookie}\r\n\r\n".encode()
            )
            link.settimeout(20)
            if b" 200 " not in link.recv(200):
                raise SystemExit("dure: a stream was refused")
            links.append(link)
        return links


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except OSError:
        return False
    return True
