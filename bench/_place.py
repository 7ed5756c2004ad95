"""Where the benchmarks keep their databases, and how they tell figures."""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from dure.cli.postgres import Embedded
from dure.cli.roles import RUNNER

GIVEN = os.environ.get("DATABASE_URL")


def bench_home() -> Path:
    """The folder of DURE_BENCH_HOME: what was generated is kept there for repeated runs."""
    return Path(os.environ.get("DURE_BENCH_HOME", ".dure/bench")).resolve()


@contextmanager
def server(place: Path) -> Iterator[str]:
    """The owner's address of a database: of DATABASE_URL, else of an embedded server that runs inside."""
    if GIVEN:
        yield GIVEN
        return
    embedded = Embedded(place).start()
    try:
        yield embedded.url()
    finally:
        embedded.stop()


@contextmanager
def scratch_database(name: str) -> Iterator[str]:
    """An empty, migrated database beside the others, dropped afterwards; Django is set up for it."""
    with server(bench_home() / "scratch") as url:
        _recreate(url, name)
        use_django(urlunsplit(urlsplit(url)._replace(path=f"/{name}")))
        from django.core.management import call_command
        from django.db import connection

        call_command("migrate", verbosity=0)
        try:
            yield os.environ["DATABASE_URL"]
        finally:
            connection.close_pool()
            _drop(url, name)


def place_of() -> tuple[str, Path]:
    """The database and home of the large benchmarks, whoever runs its server."""
    home = bench_home() / "sizes"
    return GIVEN or Embedded(home).url(RUNNER), home


def surroundings(**more: str) -> dict[str, str]:
    """The environment as it was given, for a process that finds its database by itself."""
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return kept | ({"DATABASE_URL": GIVEN} if GIVEN else {}) | more


def use_django(url: str, home: Path | None = None) -> None:
    """Set Django up for a database."""
    import django

    os.environ["DATABASE_URL"] = url
    os.environ["DURE_HOME"] = str(home or bench_home() / "scratch")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dure.site.settings")
    os.environ.setdefault("DURE_LOG", "WARNING")
    django.setup()


def _recreate(url: str, name: str) -> None:
    _drop(url, name)
    with psycopg.connect(url, autocommit=True) as link:
        link.execute(sql.SQL("create database {}").format(sql.Identifier(name)))


def _drop(url: str, name: str) -> None:
    with psycopg.connect(url, autocommit=True) as link:
        link.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name)))


def told(title: str, heads: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print a table."""
    cells = [[str(each) for each in row] for row in (heads, *rows)]
    wide = [max(len(row[at]) for row in cells) for at in range(len(heads))]
    print(f"\n{title}")
    for row in cells:
        first, *rest = (
            each.ljust(w) if at == 0 else each.rjust(w)
            for at, (each, w) in enumerate(zip(row, wide, strict=True))
        )
        print("  ".join([first, *rest]).rstrip())
    sys.stdout.flush()


def conditions() -> str:
    """What else the machine was doing: cores and load average of the last minute and quarter."""
    one, _, fifteen = os.getloadavg()
    return f"{os.cpu_count()} cores, load average {one:.2f} (1 min) {fifteen:.2f} (15 min)"
