"""`dure backup` and `dure restore`."""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

import psycopg
import typer

from dure.cli.backups import restoring
from dure.cli.backups.archive import Contents, Unpacking
from dure.cli.backups.making import Installation, back_up
from dure.cli.backups.migrating import migrate_as, migrate_on
from dure.cli.cluster import CannotStart
from dure.cli.place import database, home, setup_django
from dure.cli.progress import Steps
from dure.cli.roles import let_run

Journal = Annotated[
    Path | None,
    typer.Option("--erasures", help="The journal erasures.jsonl of the lost machine, newer than the backup."),
]


def backup(file: Annotated[str, typer.Argument(help="Where to write, or - for standard output.")]) -> None:
    """Write the whole installation into one file, while it runs, and read it back.

    Example: dure backup dure-2026-11-26.zip
    """
    with database(), _written_to(file) as target:
        contents = back_up(_installation(), target, Steps())
    _report("backed up", contents)
    if contents.damaged:
        listed = ", ".join(contents.damaged[:5])
        typer.echo(f"{len(contents.damaged)} files are missing or damaged on this disk: {listed}", err=True)
        raise typer.Exit(1)


def restore(
    file: Annotated[str, typer.Argument(help="A backup, or - for standard input.")], erasures: Journal = None
) -> None:
    """Restore a backup into an empty installation; what was erased since stays erased.

    Example: dure restore dure-2026-11-26.zip --erasures erasures.jsonl
    """
    with _read_from(file) as source:
        archive, steps = Unpacking(source), Steps()
        for _name in steps.over(archive.must_be_whole(), "read", total=len(archive.contents.members)):
            pass
        with database():
            _restore(archive, erasures, steps)
        archive.close()
    _report("restored", archive.contents)


def _restore(archive: Unpacking, erasures: Path | None, steps: Steps) -> None:
    from dure.cli.checks import run_checks

    owner, runner = os.environ["DURE_OWNER_URL"], urlsplit(os.environ["DATABASE_URL"]).username
    restoring.must_be_empty(owner)
    has_key = restoring.put_key(archive, home())
    if runner and runner != urlsplit(owner).username:
        with psycopg.connect(owner) as link:
            let_run(link, runner)
    os.environ["DATABASE_URL"] = owner
    setup_django()
    installation = _installation()
    migrate_as(archive.contents.migrations, archive.contents.dure)
    restoring.put_files(archive, installation.files, steps)
    erased = restoring.erasures_of(archive, installation, erasures)
    restoring.put_rows(archive, installation, erased, steps)
    restoring.forget_files(erased, installation.files)
    migrate_on()
    _make_index()
    _must_have_head(archive.contents)
    if run_checks("all"):
        raise CannotStart("the restored data do not agree with themselves: see above")
    if not has_key:
        typer.echo("set DURE_SECRET_KEY as it was on the other machine: open links are signed with it")


def _make_index() -> None:
    from dure.matching.indexing import rebuild_index

    rebuild_index()


def _must_have_head(contents: Contents) -> None:
    """The sealed head in the manifest stood where the database owner could not write."""
    from dure.ledger.models import Entry

    told = contents.ledger
    seal = Entry.objects.filter(number=told["sealed"]).values_list("seal", flat=True).first() or ""
    if seal != told["seal"]:
        raise CannotStart(f"entry {told['sealed']} of the ledger has another seal than the backup says")


def _installation() -> Installation:
    setup_django()
    from django.conf import settings

    return Installation(os.environ["DURE_OWNER_URL"], home(), settings.FILES_ROOT, settings.ERASURES)


@contextmanager
def _written_to(name: str) -> Iterator[Path]:
    if name != "-":
        yield Path(name).resolve()
        return
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "backup.zip"
        yield target
        with target.open("rb") as written:
            shutil.copyfileobj(written, sys.stdout.buffer)
        sys.stdout.buffer.flush()


@contextmanager
def _read_from(name: str) -> Iterator[Path]:
    if name != "-":
        if not Path(name).is_file():
            why = f"there is no backup at {name}"
            raise CannotStart(why)
        yield Path(name)
        return
    with tempfile.NamedTemporaryFile(suffix=".zip") as copy:
        shutil.copyfileobj(sys.stdin.buffer, copy)
        copy.flush()
        yield Path(copy.name)


def _report(what: str, contents: Contents) -> None:
    typer.echo(
        f"{what}: {len(contents.tables)} tables, {contents.rows:,} rows, {len(contents.files):,} files,"
        f" ledger up to entry {contents.ledger['number']:,}",
        err=True,
    )
