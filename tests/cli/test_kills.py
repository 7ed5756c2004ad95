"""Many kills in a row: no committed row is lost, none that was refused appears."""

import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from dure.cli.postgres import Embedded

WRITER = """
import sys, psycopg
with psycopg.connect(sys.argv[1], autocommit=True) as link:
    for number in range(int(sys.argv[2]), 10**9):
        link.execute("insert into told values (%s)", [number])
        print(number, flush=True)
"""


@pytest.mark.slow
def test_no_committed_row_is_lost_in_twenty_kills(tmp_path: Path) -> None:
    dice = random.Random(20)  # noqa: S311
    server = Embedded(tmp_path / "home").start()
    with psycopg.connect(server.url(), autocommit=True) as link:
        link.execute("create table told (number bigint primary key)")
    told = -1
    for _ in range(20):
        command = [sys.executable, "-c", WRITER, server.url("dure_app"), str(told + 1)]
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        ) as writer:
            assert writer.stdout is not None
            for _line in range(dice.randrange(1, 80)):
                told = int(writer.stdout.readline())
            assert server.process is not None
            os.kill(server.process.pid, signal.SIGKILL)
            server.process.wait()
            told = max([told, *map(int, writer.stdout.read().split())])
        server.process = None
        server.start()
        with psycopg.connect(server.url()) as link:
            rows = link.execute("select count(*), max(number) from told").fetchone()
        assert rows is not None
        assert rows[0] == rows[1] + 1
        assert told <= rows[1] <= told + 1
        told = rows[1]
    server.stop()
