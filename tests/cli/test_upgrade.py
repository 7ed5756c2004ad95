"""Every release so far can be brought to the present one with its data: a backup of each lies in tests/upgrade."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from dure.cli.backups.archive import Unpacking
from dure.cli.postgres import FOR_TESTS, Embedded

RELEASES = sorted((Path(__file__).parents[1] / "upgrade").glob("*.zip"))


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Embedded]:
    """An empty installation."""
    running = Embedded(tmp_path / "home", settings=FOR_TESTS).start()
    yield running
    running.stop()


@pytest.mark.parametrize("release", RELEASES, ids=lambda place: place.stem)
def test_data_of_an_older_release_come_with_the_upgrade(release, server):
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("DURE_", "DATABASE_"))}
    own = {**kept, "DURE_HOME": str(server.home), "DJANGO_SETTINGS_MODULE": "dure.site.settings"}
    command = [sys.executable, "-m", "dure.cli", "restore", str(release)]
    done = subprocess.run(command, capture_output=True, text=True, env=own, check=False)
    assert done.returncode == 0, done.stderr
    assert "everything agrees" in done.stdout
    told = Unpacking(release).contents
    with psycopg.connect(server.url()) as link:
        for table, expected in told.tables.items():
            if table.startswith(("django_", "auth_")):
                continue
            row = link.execute(f'select count(*) from "{table}"').fetchone()  # type: ignore[arg-type]  # noqa: S608
            assert row is not None
            assert row[0] >= expected["rows"], table
        applied = link.execute("select count(*) from django_migrations").fetchone()
    assert applied is not None
    assert applied[0] > sum(map(len, told.migrations.values()))
