"""What the supervisor starts, keeps alive and never leaves behind."""

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil
import psycopg
import pytest

from dure.cli.postgres import Embedded
from dure.cli.web import Site, answers


@dataclass
class Crew:
    """A running supervisor and everything it started."""

    process: subprocess.Popen[str]
    server: Embedded
    where: Site

    def members(self) -> list[psutil.Process]:
        return psutil.Process(self.process.pid).children(recursive=True)

    def named(self, *commands: str) -> list[psutil.Process]:
        return [each for each in self.members() if any(word in " ".join(each.cmdline()) for word in commands)]

    def database_answers(self) -> bool:
        try:
            with psycopg.connect(self.server.url()) as link:
                return link.execute("select 1").fetchone() == (1,)
        except psycopg.OperationalError:
            return False

    def stream(self) -> socket.socket:
        link = socket.create_connection((self.where.host, self.where.port), timeout=5)
        link.sendall(b"GET /stream HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert b"200" in link.recv(100)
        return link


@pytest.fixture
def crew(tmp_path: Path) -> Iterator[Crew]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    home = tmp_path / "home"
    command = [sys.executable, "-m", "tests.cli.crew", str(home), str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        yield Crew(process, Embedded(home), Site("127.0.0.1", port, 2))
        process.kill()


def wait_until(true: Callable[[], bool], patience: float = 15.0) -> None:
    deadline = time.monotonic() + patience
    while not true():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.05)


def all_gone(members: list[psutil.Process]) -> bool:
    return not [each for each in members if each.is_running() and each.status() != psutil.STATUS_ZOMBIE]


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_all_stops_within_five_seconds_with_open_streams(crew, how):
    streams = [crew.stream() for _ in range(6)]
    members = crew.members()
    assert len(members) > 8
    started = time.monotonic()
    crew.process.send_signal(how)
    assert crew.process.wait(10) == 0
    assert time.monotonic() - started < 5
    assert all_gone(members)
    assert "database system is shut down" in crew.server.cluster.log.read_text()
    for stream in streams:
        stream.close()


def test_second_signal_does_not_wait(crew):
    with crew.stream():
        crew.process.send_signal(signal.SIGINT)
        time.sleep(0.3)
        crew.process.send_signal(signal.SIGINT)
        started = time.monotonic()
        crew.process.wait(10)
        assert time.monotonic() - started < 2


def test_nothing_is_left_when_the_supervisor_is_killed(crew):
    members = crew.members()
    crew.process.kill()
    _gone, left = psutil.wait_procs(members, timeout=10)
    assert not left
    assert not crew.server.runs()


def test_web_and_worker_come_back_after_a_kill(crew):
    before = {child.pid for child in psutil.Process(crew.process.pid).children()}
    forked = crew.named("tests.cli.crew")
    assert len(forked) == 4
    for child in forked:
        with suppress(psutil.NoSuchProcess):  # a web worker goes with its parent
            child.kill()
    wait_until(lambda: answers(crew.where) and len(crew.named("tests.cli.crew")) == 4)
    assert before != {child.pid for child in psutil.Process(crew.process.pid).children()}


def test_one_web_worker_comes_back_after_a_kill(crew):
    web = next(
        child
        for child in psutil.Process(crew.process.pid).children()
        if child.children() and "crew" in str(child.cmdline())
    )
    worker = web.children()[0]
    worker.kill()
    wait_until(lambda: len(web.children()) == 2 and worker.pid not in {each.pid for each in web.children()})
    wait_until(lambda: answers(crew.where))


def test_database_comes_back_after_a_kill(crew):
    killed = psutil.Process(int(crew.server.cluster.pid_file.read_text().split()[0]))
    killed.kill()
    wait_until(lambda: all_gone([killed]))
    wait_until(crew.database_answers)
