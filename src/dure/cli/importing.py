"""`dure import`: brings a list in from the command line, whole or not at all."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dure.cli.cluster import CannotStart
from dure.cli.place import database, setup_django

if TYPE_CHECKING:
    from dure.imports.models import Import
    from dure.imports.plans import Planned
    from dure.network.models import Office

KINDS = {
    "organisations": "FIRMS",
    "people": "PEOPLE",
    "experts": "EXPERTS",
    "groups": "MEMBERS",
    "cases": "CASES",
}
LATER = ("equipment", "patents", "indicators")
Kind = Annotated[str, typer.Argument(help=", ".join(KINDS))]
File = Annotated[str, typer.Argument(help="XLSX, CSV or JSON, or - for standard input.")]


def import_list(
    kind: Kind,
    file: File,
    office: Annotated[str, typer.Option(help="Code of the office; needed where there are several.")] = "",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only tell what would be done, row by row.")
    ] = False,
) -> None:
    """Bring a list of an office in: a line for each row; one row that cannot be read keeps all of them out.

    Example: dure import organisations firms.xlsx --office GJ --dry-run
    """
    meaning = _kind(kind)
    content = _content(file)
    with database():
        setup_django()
        from dure.ledger.errors import DureError
        from dure.network.sentences import sentence

        try:
            _import(meaning, content, file, _office(office), dry_run=dry_run)
        except DureError as error:
            why = f"{file}: {sentence(error)}"
            raise CannotStart(why) from error


def _import(kind: str, content: bytes, file: str, office: "Office", *, dry_run: bool) -> None:
    from django.db import transaction

    from dure.imports.actions import carry_out, look_at, take_workbook
    from dure.network.standing import SYSTEM_STANDING as SYSTEM

    with transaction.atomic():
        batches = take_workbook(content=content, name=Path(file).name, office=office, by=SYSTEM, kind=kind)
        for batch in batches:
            rows = look_at(batch, SYSTEM)
            _report(batch, rows)
            _must_be_good(file, batch, rows)
            if not dry_run:
                carry_out(batch=batch, by=SYSTEM)
        transaction.set_rollback(dry_run)


def _report(batch: "Import", rows: "list[Planned]") -> None:
    from dure.imports.words import told

    for row in rows:
        why = "; ".join(told(fault) for fault in row.faults) or row.note
        typer.echo(f"{batch.sheet or '-'}:{row.line}: {row.outcome.lower()}{f': {why}' if why else ''}")


def _must_be_good(file: str, batch: "Import", rows: "list[Planned]") -> None:
    from dure.imports.words import told

    bad = [row for row in rows if row.faults]
    if bad:
        first = f"{file}: {batch.sheet or '-'}:{bad[0].line}: {told(bad[0].faults[0])}"
        why = f"{first} ({len(bad)} rows to be mended; nothing was imported)"
        raise CannotStart(why)


def _kind(name: str) -> str:
    if name in LATER:
        why = f"{name} cannot be imported yet: this version keeps no {name}"
        raise CannotStart(why)
    if name not in KINDS:
        why = f"unknown kind {name}: choose one of {', '.join(KINDS)}"
        raise CannotStart(why)
    return KINDS[name]


def _content(file: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as error:
        why = f"{file} cannot be read: {error.strerror}"
        raise CannotStart(why) from error


def _office(code: str) -> "Office":
    from dure.network.models import Office

    rows = list(Office.objects.filter(code=code) if code else Office.objects.all()[:2])
    if len(rows) != 1:
        known = (
            ", ".join(Office.objects.order_by("code").values_list("code", flat=True)) or "none yet: dure init"
        )
        why = f"say the office with --office: {known}"
        raise CannotStart(why)
    return rows[0]
