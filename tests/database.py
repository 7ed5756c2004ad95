"""Databases for tests: one template is migrated once, everything else is copied from it."""

import fcntl
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from dure.cli.roles import let_run

TEMPLATE = "dure_test_template"


def named(url: str, database: str) -> str:
    """The same server and role, another database."""
    return urlunsplit(urlsplit(url)._replace(path=f"/{database}"))


def owner_url(database: str) -> str:
    return named(os.environ["DURE_OWNER_URL"], database)


def runner_url(database: str) -> str:
    return named(os.environ["DATABASE_URL"], database)


def migrated_template() -> str:
    """The name of a migrated database; the first worker who needs it makes it, the others wait."""
    home = Path(os.environ["DURE_TEST_HOME"])
    with (home / "template.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (home / "template.made").exists():
            _make_template()
            (home / "template.made").touch()
    return TEMPLATE


@contextmanager
def copied(name: str) -> Iterator[str]:
    """A database of this name, as it is after the migrations; gone afterwards."""
    template = migrated_template()
    _as_owner("drop database if exists {} with (force)", name)
    _as_owner("create database {} template {}", name, template)
    try:
        yield name
    finally:
        _as_owner("drop database {} with (force)", name)


@contextmanager
def django_uses(name: str) -> Iterator[None]:
    """Every connection of Django in this process goes to this database."""
    from django.db import connection

    before = connection.settings_dict["NAME"]
    _leave(name)
    try:
        yield
    finally:
        _leave(before)


def _leave(name: str) -> None:
    from django.db import connection, connections

    connections.close_all()
    connection.close_pool()
    connection.settings_dict["NAME"] = name


def _make_template() -> None:
    _as_owner("drop database if exists {} with (force)", TEMPLATE)
    _as_owner("create database {}", TEMPLATE)
    with psycopg.connect(owner_url(TEMPLATE)) as link:
        let_run(link, urlsplit(os.environ["DATABASE_URL"]).username or "")
    environment = {
        **os.environ,
        "DATABASE_URL": owner_url(TEMPLATE),
        "DJANGO_SETTINGS_MODULE": "dure.site.settings",
    }
    command = [sys.executable, "-m", "django", "migrate", "--verbosity", "0"]
    subprocess.run(command, env=environment, check=True)


def _as_owner(statement: str, *names: str) -> None:
    place = os.environ.get("DURE_TEST_MAINTENANCE", "postgres")
    with psycopg.connect(owner_url(place), autocommit=True) as link:
        link.execute("set client_min_messages = error")
        link.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))  # type: ignore[arg-type]
