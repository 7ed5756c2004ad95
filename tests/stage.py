"""Fixtures that every room and page test may use: the cast, and the fold check after each test."""

from collections.abc import Iterator

import pytest

from tests.cast import Cast, make_cast


@pytest.fixture
def cast(db: None) -> Cast:
    """The named cast on an empty stage."""
    return make_cast()


@pytest.fixture(autouse=True)
def folds_agree(request: pytest.FixtureRequest) -> Iterator[None]:
    """After every test with a database, what the rows say follows from the events; nothing is kept between tests."""
    from django.core.cache import cache

    cache.clear()
    yield
    if "db" not in request.fixturenames:
        return
    from dure.ledger.folding import all_differences

    assert not list(all_differences())


@pytest.fixture
def signed_in(cast: Cast) -> object:
    """A browser-like client signed in as one of the cast: `signed_in("coordinator")`."""
    from django.test import Client

    def enter(name: str, **extra: str) -> Client:
        client = Client(**extra)
        client.force_login(cast.people[name].account, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return enter
