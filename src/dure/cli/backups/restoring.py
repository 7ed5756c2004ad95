"""Restores a backup into an empty installation: rows, files and key, and what was erased stays erased."""

import os
from collections.abc import Iterable
from pathlib import Path

import psycopg
from psycopg import sql

from dure.cli.backups.archive import Unpacking
from dure.cli.backups.making import ERASURES, KEY, Installation
from dure.cli.backups.tables import LEFT_OUT, Table, connected, copy_in, digest_of, go_on_counting, tables_of
from dure.cli.cluster import CannotStart
from dure.cli.progress import Steps
from dure.ledger.erasures import Erasure, note_erasures, noted_erasures


def must_be_empty(url: str) -> None:
    """Refuse a database in which anything was ever said."""
    with psycopg.connect(url) as link:
        if link.execute("select to_regclass('ledger_entry') is null").fetchone() == (True,):
            return
        held = link.execute(
            "select exists (select from ledger_entry) or exists (select from network_account)"
        ).fetchone()
    if held == (True,):
        raise CannotStart(
            "this database holds data already: restore into an empty one (another DURE_HOME or DATABASE_URL)"
        )


def put_key(archive: Unpacking, home: Path) -> bool:
    """Put the key of signatures in place before anything makes a new one; whether the backup had it."""
    key = archive.read(f"home/{KEY}")
    if key and "DURE_SECRET_KEY" not in os.environ:
        home.mkdir(parents=True, exist_ok=True)
        place = home / KEY
        place.touch(mode=0o600)
        place.write_bytes(key)
    return bool(key) or "DURE_SECRET_KEY" in os.environ


def put_files(archive: Unpacking, root: Path, steps: Steps) -> None:
    """Write the files of people under their digests; one that is there already stays."""
    for digest in steps.over(archive.contents.files, "files"):
        place = root / digest[:2] / digest
        if place.exists():
            continue
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        unfinished = place.with_suffix(".unfinished")
        with unfinished.open("wb") as out:
            for piece in archive.pieces(f"files/{digest[:2]}/{digest}"):
                out.write(piece)
            out.flush()
            os.fsync(out.fileno())
        unfinished.replace(place)


def put_rows(
    archive: Unpacking, installation: Installation, erasures: Iterable[Erasure], steps: Steps
) -> None:
    """Fill all tables in one transaction, compare each with its digest, and erase again what was erased."""
    with connected(installation.url) as link:
        tables = tables_of(link)
        _must_fit(archive, tables)
        names = sql.SQL(", ").join(sql.Identifier(table.name) for table in tables)
        for table in tables:
            link.execute(sql.SQL("alter table {} disable trigger user").format(sql.Identifier(table.name)))
        link.execute(sql.SQL("truncate {}").format(names))
        for table in steps.over(tables, "tables"):
            copy_in(link, _as_written(archive, table), archive.pieces(f"tables/{table.name}"))
            go_on_counting(link, table)
        for table in steps.over(tables, "compare"):
            told = archive.contents.tables[table.name]
            if digest_of(link, _as_written(archive, table)) != told["sha256"]:
                why = (
                    f"{table.name} differs from the backup after restoring: nothing was changed, ask for help"
                )
                raise CannotStart(why)
        erase_again(link, tables, erasures)
        link.execute("set constraints all immediate")
        for table in tables:
            link.execute(sql.SQL("alter table {} enable trigger user").format(sql.Identifier(table.name)))


def erase_again(link: psycopg.Connection, tables: list[Table], erasures: Iterable[Erasure]) -> None:
    """Blank the columns that were blanked after the backup was made."""
    known = {table.name: set(table.columns) for table in tables}
    for erasure in erasures:
        columns = [name for name in erasure.columns if name in known.get(erasure.table, set())]
        if not columns:
            continue
        link.execute(
            sql.SQL("update {} set {} where {}::text = {}").format(
                sql.Identifier(erasure.table),
                sql.SQL(", ").join(
                    sql.SQL("{} = {}").format(sql.Identifier(name), erasure.columns[name]) for name in columns
                ),
                sql.Identifier("id"),
                erasure.key,
            )
        )


def erasures_of(archive: Unpacking, installation: Installation, extra: Path | None) -> list[Erasure]:
    """What was erased, as the backup, this place and a journal from elsewhere say; kept here from now on."""
    journal = installation.erasures
    if extra and not extra.exists():
        why = f"there is no journal of erasures at {extra}"
        raise CannotStart(why)
    try:
        here = journal.read_text("utf-8") if journal.exists() else ""
        texts = [archive.read(f"home/{ERASURES}").decode(), here, extra.read_text("utf-8") if extra else ""]
        found = [erasure for text in texts for erasure in noted_erasures(text)]
    except (OSError, ValueError) as error:
        raise CannotStart(str(error)) from error
    kept = set(map(repr, noted_erasures(here)))
    fresh = {repr(erasure): erasure for erasure in found}
    note_erasures(journal, [erasure for told, erasure in fresh.items() if told not in kept])
    return list(fresh.values())


def forget_files(erasures: Iterable[Erasure], root: Path) -> None:
    """Remove the bytes of files that were erased."""
    for erasure in erasures:
        for digest in erasure.files:
            (root / digest[:2] / digest).unlink(missing_ok=True)


def _as_written(archive: Unpacking, table: Table) -> Table:
    return Table(table.name, tuple(archive.contents.tables[table.name]["columns"]))


def _must_fit(archive: Unpacking, tables: list[Table]) -> None:
    wanted, there = set(archive.contents.tables), {table.name for table in tables}
    for table in tables:
        columns = set(archive.contents.tables.get(table.name, {}).get("columns", ()))
        if table.name in wanted and columns != set(table.columns):
            wanted.discard(table.name)
    if wanted ^ there - set(LEFT_OUT):
        odd = ", ".join(sorted(wanted ^ there))
        why = (
            f"the tables of the backup and of this database differ ({odd}): ask for help, nothing was changed"
        )
        raise CannotStart(why)
