"""Where an installation lives and which database it uses; Django is set up here, once it is needed."""

import gc
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

from dure.cli.cluster import CannotStart
from dure.cli.postgres import Embedded
from dure.cli.roles import RUNNER, let_run
from dure.cli.supervisor import Child


def home() -> Path:
    """The folder of the embedded database, the index and the files."""
    return Path(os.environ.get("DURE_HOME", ".dure")).resolve()


@contextmanager
def database() -> Iterator[Embedded | None]:
    """The database that DATABASE_URL names, else the embedded one, which runs as long as this context."""
    os.environ["DURE_HOME"] = str(home())
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    if "DATABASE_URL" in os.environ:
        os.environ.setdefault("DURE_OWNER_URL", os.environ["DATABASE_URL"])
        _must_answer(os.environ["DATABASE_URL"])
        yield None
        return
    server = Embedded(home()).start()
    os.environ["DATABASE_URL"], os.environ["DURE_OWNER_URL"] = server.url(RUNNER), server.url()
    try:
        yield server
    finally:
        _let_go_of_database()
        server.stop()


def _let_go_of_database() -> None:
    """Close this process's connections and end their pool, which would miss a server that stops under it."""
    if "django.db" not in sys.modules:
        return
    from django.db import connections

    for each in connections.all(initialized_only=True):
        each.close()
        each.close_pool()  # type: ignore[attr-defined]


def _must_answer(url: str) -> None:
    try:
        psycopg.connect(url, connect_timeout=5).close()
    except psycopg.Error as error:
        why = f"the database that DATABASE_URL names does not answer: {' '.join(str(error).split())}"
        raise CannotStart(why) from error


def migrate() -> Child:
    """Start to bring the database to the present form, as its owner, in a process of its own."""

    def work() -> None:
        owner, runner = os.environ["DURE_OWNER_URL"], urlsplit(os.environ["DATABASE_URL"]).username
        if runner and runner != urlsplit(owner).username:
            with psycopg.connect(owner) as link:
                let_run(link, runner)
        os.environ["DATABASE_URL"] = owner
        setup_django()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)

    return Child("migrations", work).start()


def must_succeed(child: Child) -> None:
    """Wait for a process and refuse to go on when it failed."""
    if child.finish():
        why = f"the {child.name} did not come to their end: see above"
        raise CannotStart(why)


def setup_django() -> None:
    """Set Django up; the environment already names the database."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dure.site.settings")
    import django

    django.setup()


def load_everything() -> None:
    """Load what web and worker share, so that forked processes hold it once; no connection is opened."""
    setup_django()
    from django.urls import get_resolver

    from dure.engines.retrieval.views import shared_analyser
    from dure.engines.thesaurus.finding import shared_finder
    from dure.site.asgi import application

    loaded = (application, get_resolver().url_patterns, shared_analyser().kiwi, shared_finder())
    assert all(loaded)  # noqa: S101
    gc.collect()
    gc.freeze()
