"""`dure init`: begins once, on an empty database; demonstration and real data never meet."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from dure.cli.postgres import FOR_TESTS, Embedded

PLAN = {
    "operator": "두레 사무국",
    "office": {"name": "광주 추진단", "code": "GJ", "complexes": ["광주첨단"]},
    "staff": [
        {"name": "정한결", "email": "head@example.kr", "roles": ["OFFICE_HEAD", "COORDINATOR"], "password": "quiet-river-42"},
        {"name": "박이음", "email": "park@example.kr", "roles": ["COORDINATOR", "STAFF"]},
    ],
    "groups": ["광융합"],
}  # fmt: skip


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Embedded]:
    """A database that runs for the whole test, so that each command starts quickly."""
    running = Embedded(tmp_path / "home", settings=FOR_TESTS).start()
    yield running
    running.stop()


def dure(home: Path, *arguments: str, told: str | None = None) -> subprocess.CompletedProcess[str]:
    kept = {key: value for key, value in os.environ.items() if key not in {"DATABASE_URL", "DURE_OWNER_URL"}}
    own = {**kept, "DURE_HOME": str(home), "DJANGO_SETTINGS_MODULE": "dure.site.settings"}
    command = [sys.executable, "-m", "dure.cli", *arguments]
    return subprocess.run(command, capture_output=True, text=True, env=own, input=told or "", check=False)


def counted(server: Embedded, question: str) -> int:
    with psycopg.connect(server.url()) as link:
        row = link.execute(question).fetchone()  # type: ignore[arg-type]
    return int(row[0]) if row else 0


def one_line(answer: subprocess.CompletedProcess[str], what: str) -> None:
    assert (answer.returncode, len(answer.stderr.splitlines())) == (2, 1), answer.stderr
    assert what in answer.stderr


def test_init_says_what_is_missing_begins_once_and_keeps_the_demonstration_out(server, tmp_path):
    home = server.home
    one_line(dure(home, "init", "--office", "광주"), "--operator")
    one_line(dure(home, "init", "--from", "-", told="[1]"), "expected")
    one_line(dure(home, "init", "--from", str(tmp_path / "none.json")), "none.json")
    wrong = {**PLAN, "office": {"name": "광주", "code": "g"}}
    one_line(dure(home, "init", "--from", "-", told=json.dumps(wrong)), "office.code")
    unknown = {**PLAN, "staff": [{**PLAN["staff"][0], "roles": ["KING"]}]}
    one_line(dure(home, "init", "--from", "-", told=json.dumps(unknown)), "KING")
    assert counted(server, "select count(*) from network_office") == 0
    page = dure(home, "init", "--page")
    assert page.returncode == 0, page.stderr
    assert "/start" in page.stdout
    made = dure(home, "init", "--from", "-", told=json.dumps(PLAN))
    assert made.returncode == 0, made.stderr
    assert "park@example.kr" in made.stdout
    assert made.stdout.count("/accounts/password/reset/key/") == 1
    assert "dure serve" in made.stdout
    assert counted(server, "select count(*) from network_role") == 3 + 2
    one_line(dure(home, "init", "--from", "-", told=json.dumps(PLAN)), "begun already")
    one_line(dure(home, "demo", "--port", "8399"), "real data")
    assert counted(server, "select count(*) from network_office") == 1


def test_init_refuses_the_demonstration(server):
    assert dure(server.home, "migrate").returncode == 0
    with psycopg.connect(server.url()) as link:
        link.execute("select set_config('dure.door', 'recording', true)")
        link.execute(
            "insert into ledger_entry (uid, origin, recorded_at, occurred_at, type, version, actor_kind, reaction,"
            " step, request, payload, digest) values (gen_random_uuid(), 'local', now(), now(), 'network.loaded', 1,"
            """ 'system', '', 0, '', '{"kind": "INSTALLATION", "count": 1, "source": "DEMONSTRATION"}', '')"""
        )
    one_line(dure(server.home, "init", "--from", "-", told=json.dumps(PLAN)), "demonstration")
