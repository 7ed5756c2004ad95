"""The commands; Django is set up only by those that need it."""

import json
import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from dure.cli.postgres import CannotStart, Embedded
from dure.cli.supervisor import Supervisor, web, worker

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help="두레 Dure")
demo_app = typer.Typer(invoke_without_command=True, help="The demonstration network. Example: dure demo --port 8000")
app.add_typer(demo_app, name="demo")
Port = Annotated[int, typer.Option(help="TCP port on the loopback interface.")]


def run() -> None:
    """Run a command; a mistake of the caller is one line and exit code 2."""
    try:
        app()
    except CannotStart as error:
        fail(str(error))


def fail(message: str) -> None:
    """End with a line on stderr."""
    typer.echo(f"dure: {message}", err=True)
    raise SystemExit(2)


def home() -> Path:
    """The folder of the embedded database, the index and the files."""
    return Path(os.environ.get("DURE_HOME", ".dure")).resolve()


def setup_django() -> None:
    """Set Django up, with the embedded database when no other is named."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dure.site.settings")
    os.environ["DURE_HOME"] = str(home())
    if "DATABASE_URL" not in os.environ:
        os.environ["DATABASE_URL"] = Embedded(home()).url("dure_app")
    import django

    django.setup()


@demo_app.callback()
def demo(context: typer.Context, port: Port = 8000) -> None:
    """Start everything with the demonstration network; the second start keeps the data."""
    if context.invoked_subcommand:
        return
    database = Embedded(home()).start() if "DATABASE_URL" not in os.environ else None
    if database is not None:
        _migrate_as(database.url())
        os.environ["DATABASE_URL"] = database.url("dure_app")
    os.environ.setdefault("DURE_BASE_URL", f"http://127.0.0.1:{port}")
    setup_django()
    from dure.cli.demo import load_with_progress, show_accounts

    load_with_progress()
    _close_connections()
    supervisor = Supervisor(
        [web("127.0.0.1", port, int(os.environ.get("DURE_WEB_WORKERS", "2"))), worker()],
        last=database.stop if database else lambda: None,
    )
    raise SystemExit(supervisor.run(ready=lambda: show_accounts(port)))


@demo_app.command("accounts")
def demo_accounts(as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False) -> None:
    """One sign-in per role. Example: dure demo accounts --json"""
    setup_django()
    from dure.cli.demo import accounts_with_tokens

    rows = accounts_with_tokens()
    if as_json:
        typer.echo(json.dumps(rows, ensure_ascii=False))
    else:
        for row in rows:
            typer.echo(f"{row['role']:<14}{row['email']:<28}{row['password']}")


@app.command()
def serve(port: Port = 8000, host: str = "127.0.0.1", workers: int = 2) -> None:
    """Run web and worker against DATABASE_URL. Example: dure serve --port 8000"""
    database = Embedded(home()).start() if "DATABASE_URL" not in os.environ else None
    if database is not None:
        os.environ["DATABASE_URL"] = database.url("dure_app")
    os.environ["DURE_HOME"] = str(home())
    supervisor = Supervisor([web(host, port, workers), worker()], last=database.stop if database else lambda: None)
    raise SystemExit(supervisor.run())


@app.command("worker")
def run_worker() -> None:
    """Run only the worker. Example: dure worker"""
    setup_django()
    from dure.site.work import main

    main()


@app.command()
def migrate() -> None:
    """Bring the database to the present form, as its owner. Example: dure migrate"""
    if "DATABASE_URL" in os.environ:
        _migrate_as(os.environ["DATABASE_URL"])
        return
    database = Embedded(home()).start()
    _migrate_as(database.url())
    database.stop()


@app.command()
def check(what: Annotated[str, typer.Argument(help="ledger, index or all")] = "all") -> None:
    """Verify seal, folds and index; exit 1 when something differs. Example: dure check ledger"""
    if what not in ("ledger", "index", "all"):
        fail(f"unknown check {what}: choose ledger, index or all")
    setup_django()
    from dure.cli.checks import run_checks

    raise SystemExit(run_checks(what))


@app.command()
def rebuild(reader: Annotated[str, typer.Argument(help="Name of a projection.")]) -> None:
    """Empty a projection and read the whole ledger again. Example: dure rebuild feed"""
    setup_django()
    from dure.ledger.readers import READERS
    from dure.ledger.readers import rebuild as rebuild_reader

    if reader not in READERS:
        fail(f"unknown reader {reader}: choose one of {', '.join(sorted(READERS))}")
    typer.echo(f"{rebuild_reader(reader)} entries read")


@app.command()
def token(email: str) -> None:
    """Print a new API token of an account. Example: dure token coordinator@demo.dure"""
    setup_django()
    from dure.api.tokens import make_token
    from dure.network.models import Account

    account = Account.objects.filter(email=email.lower()).first()
    if account is None:
        fail(f"no account {email}: dure demo accounts lists those of the demonstration")
    typer.echo(make_token(account))


@app.command()
def bench(name: Annotated[str, typer.Argument()] = "all") -> None:
    """Run benchmarks beside their peers. Example: dure bench retrieval"""
    os.execv(sys.executable, [sys.executable, "-m", "bench", name])


def _migrate_as(url: str) -> None:
    """Migrate in a child, because the running role has no right to."""
    import subprocess

    environment = {**os.environ, "DATABASE_URL": url, "DURE_HOME": str(home())}
    environment.setdefault("DJANGO_SETTINGS_MODULE", "dure.site.settings")
    environment["DURE_LOG"] = "WARNING"
    done = subprocess.run([sys.executable, "-m", "django", "migrate", "--verbosity", "0"], env=environment, check=False)
    if done.returncode:
        fail("the migrations did not run to their end: see above")


def _close_connections() -> None:
    from django.db import connections

    connections.close_all()
