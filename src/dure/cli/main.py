"""The commands; Django is set up only by those that need it."""

import json
import os
import sys
from collections.abc import Callable
from typing import Annotated, NoReturn

import psycopg
import typer

from dure.cli.assign import assign
from dure.cli.backups.commands import backup, restore
from dure.cli.cluster import CannotStart
from dure.cli.exporting import export_office
from dure.cli.founding import init, say_where_to_start
from dure.cli.importing import import_list
from dure.cli.match import app as match_app
from dure.cli.place import database, load_everything, migrate, must_succeed, setup_django
from dure.cli.postgres import Embedded
from dure.cli.supervisor import Child, Supervisor
from dure.cli.web import Site, answers, must_be_free, serve_web

UsageMistake: type[Exception] = typer.BadParameter.__mro__[1]
app = typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)
demo_app = typer.Typer()
app.add_typer(demo_app, name="demo", invoke_without_command=True)
for command in (init, backup, restore):
    app.command()(command)
app.command("import")(import_list)
app.command("export")(export_office)
app.command()(assign)
app.add_typer(match_app, name="match", invoke_without_command=True)
Port = Annotated[int, typer.Option(min=1, max=65535, help="Where the pages are served.")]
Workers = Annotated[int, typer.Option(min=1, envvar="DURE_WEB_WORKERS", help="Processes that serve pages.")]
Announce = Callable[[], None]
Host = Annotated[str, typer.Option(help="The address to listen on.")]


def run() -> None:
    """Run a command; a mistake of the caller is one line on stderr and exit code 2."""
    try:
        code = app(standalone_mode=False)
    except UsageMistake as mistake:
        fail(f"{mistake.format_message()} Try: dure --help")  # type: ignore[attr-defined]
    except (CannotStart, psycopg.OperationalError) as error:
        fail(" ".join(str(error).split()))
    except (KeyboardInterrupt, typer.Abort):
        code = 130
    except Exception as error:
        if not _says_database_is_away(error):
            raise
        fail(" ".join(str(error).split()))
    raise SystemExit(code if isinstance(code, int) else 0)


def fail(message: str) -> NoReturn:
    """End with one line on stderr."""
    print(f"dure: {message}", file=sys.stderr)
    raise SystemExit(2)


def _says_database_is_away(error: Exception) -> bool:
    return any(
        kind.__module__ == "django.db.utils" and kind.__name__ == "OperationalError"
        for kind in type(error).__mro__
    )


@app.callback(invoke_without_command=True)
def dure(context: typer.Context) -> None:
    """두레 Dure: an industrial cluster solves its own difficulties. Begin with: dure demo"""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


@demo_app.callback()
def demo(context: typer.Context, port: Port = 8000, workers: Workers = 2) -> None:
    """Run everything with a demonstration network; a second start keeps the data.

    Example: dure demo --port 8000
    """
    if context.invoked_subcommand:
        return
    where = Site("127.0.0.1", port, workers)
    must_be_free(where)
    os.environ.setdefault("DURE_BASE_URL", f"http://{where.host}:{port}")
    os.environ.setdefault("DURE_STAFF_TOTP", "0")
    with database() as server:
        migrations = migrate()
        load_everything()
        must_succeed(migrations)
        from dure.cli.demo import load_with_progress, must_hold_no_real_data, show_accounts

        must_hold_no_real_data(os.environ["DATABASE_URL"])

        must_succeed(Child("demonstration data", load_with_progress).start())
        _supervise(where, server, announce=lambda: show_accounts(port))


@demo_app.command("accounts")
def demo_accounts(
    as_json: Annotated[bool, typer.Option("--json", help="As JSON, with an API token each.")] = False,
) -> None:
    """One sign-in per role.

    Example: dure demo accounts --json
    """
    with database():
        setup_django()
        from dure.cli.demo import accounts_with_tokens, print_accounts

        if as_json:
            typer.echo(json.dumps(accounts_with_tokens(), ensure_ascii=False))
        else:
            print_accounts()


@app.command()
def serve(
    host: Host = "127.0.0.1",
    port: Port = 8000,
    workers: Workers = 2,
    worker: Annotated[bool, typer.Option(help="Run the worker beside the pages.")] = True,
) -> None:
    """Serve the pages, and run the worker unless it runs elsewhere.

    Example: dure serve --port 8000 --no-worker
    """
    where = Site(host, port, workers)
    must_be_free(where)
    with database() as server:
        load_everything()
        base = os.environ.get("DURE_BASE_URL", f"http://{where.host}:{where.port}")
        _supervise(where, server, worker=worker, announce=lambda: say_where_to_start(base))


@app.command("worker")
def run_worker() -> None:
    """Run only the worker: readers of the ledger, clocks, mail.

    Example: dure worker
    """
    with database() as server:
        load_everything()
        raise typer.Exit(Supervisor([Child("worker", _work)], server).run())


@app.command("migrate")
def run_migrations() -> None:
    """Bring the database to the present form, as the owner (DURE_OWNER_URL, else DATABASE_URL).

    Example: dure migrate
    """
    with database():
        must_succeed(migrate())


@app.command()
def check(what: Annotated[str, typer.Argument(help="ledger, index or all")] = "all") -> None:
    """Verify seal, folds and index; exit 1 when something differs.

    Example: dure check ledger
    """
    if what not in {"ledger", "index", "all"}:
        fail(f"unknown check {what}: choose ledger, index or all")
    with database():
        setup_django()
        from dure.cli.checks import run_checks

        raise typer.Exit(run_checks(what))


@app.command()
def rebuild(reader: Annotated[str, typer.Argument(help="Name of a reader of the ledger, or index.")]) -> None:
    """Empty the tables of a reader and read the whole ledger again; index: make it anew beside the old one.

    Example: dure rebuild index
    """
    with database():
        setup_django()
        if reader == "index":
            from dure.matching.indexing import rebuild_index

            typer.echo(f"{rebuild_index()} documents made")
            return
        from dure.ledger.readers import READERS
        from dure.ledger.readers import rebuild as rebuild_reader

        if reader not in READERS:
            fail(f"unknown reader {reader}: choose one of {', '.join(sorted([*READERS, 'index']))}")
        typer.echo(f"{rebuild_reader(reader)} entries read")


@app.command()
def token(email: Annotated[str, typer.Argument(help="Address of an account.")]) -> None:
    """Print a new API token of an account.

    Example: dure token coordinator@demo.dure
    """
    with database():
        setup_django()
        from dure.api.tokens import make_token
        from dure.network.models import Account

        account = Account.objects.filter(email=email.lower()).first()
        if account is None:
            fail(f"no account {email}: `dure demo accounts` lists those of the demonstration")
        typer.echo(make_token(account))


@app.command()
def bench(name: Annotated[str, typer.Argument(help="One benchmark, or all.")] = "all") -> None:
    """Run benchmarks beside their peers, from a checkout.

    Example: dure bench retrieval
    """
    os.execv(sys.executable, [sys.executable, "-m", "bench", name])  # noqa: S606


def _supervise(
    where: Site, server: Embedded | None, *, worker: bool = True, announce: Announce = lambda: None
) -> NoReturn:
    children = [Child("web", lambda: serve_web(where))]
    if worker:
        children.append(Child("worker", _work))
    code = Supervisor(children, server).run(ready=lambda: answers(where), announce=announce)
    raise typer.Exit(code)


def _work() -> None:
    from dure.site.work import main

    main()
