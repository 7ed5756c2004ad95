"""One PostgreSQL server for the session, one database for each worker, copies for tests that commit."""

import itertools
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import DjangoDbBlocker

from dure.cli.postgres import FOR_TESTS, Embedded
from tests.database import copied, django_uses

SERVER = pytest.StashKey[Embedded]()
numbers = itertools.count(1)


def pytest_configure(config: pytest.Config) -> None:
    """Start the server in the process that outlives all workers."""
    needless = config.option.help or config.option.collectonly or not _needs_database(config.args)
    if hasattr(config, "workerinput") or needless or os.environ.get("DURE_TEST_SERVER") != "own":
        return
    config.stash[SERVER] = Embedded(Path(os.environ["DURE_TEST_HOME"]), settings=FOR_TESTS).start()


def pytest_unconfigure(config: pytest.Config) -> None:
    """Leave nothing running and nothing lying about."""
    if hasattr(config, "workerinput"):
        return
    if server := config.stash.get(SERVER, None):
        server.stop()
    shutil.rmtree(os.environ.pop("DURE_TEST_HOME"), ignore_errors=True)


def _needs_database(places: list[str]) -> bool:
    return not places or not all("tests/engines" in place for place in places)


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The database that a worker's tests share, each in a transaction of its own, as the running role."""
    from django.conf import settings
    from django.db import connection

    with django_db_blocker.unblock(), copied(settings.DATABASES["default"]["NAME"]):
        yield
        connection.close_pool()


@pytest.fixture
def committed_db(django_test_environment: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """A database of its own for a test that commits, or whose threads and processes share rows."""
    from django.conf import settings

    name = f"{settings.DATABASES['default']['NAME']}_{next(numbers)}"
    with django_db_blocker.unblock(), copied(name), django_uses(name):
        yield name
