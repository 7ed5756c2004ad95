"""Makes a backup of a running installation: one snapshot of all rows, then the files, the key and the erasures."""

import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import psycopg

from dure.cli.backups.archive import PIECE, Contents, Packing, Unpacking
from dure.cli.backups.tables import Table, connected, copied_out, tables_of
from dure.cli.cluster import CannotStart
from dure.cli.progress import Steps

KEY, ERASURES = "secret_key", "erasures.jsonl"
HEAD = """
select coalesce(max(number), 0), count(*), (select seal from ledger_entry where seal is not null
order by number desc limit 1), (select max(number) from ledger_entry where seal is not null) from ledger_entry
"""


@dataclass(frozen=True)
class Installation:
    """Where the parts of an installation are."""

    url: str
    home: Path
    files: Path
    erasures: Path


def back_up(installation: Installation, target: Path, steps: Steps) -> Contents:
    """Write everything to a file, read it back, and only then give it its name."""
    unfinished = target.with_name(f"{target.name}.unfinished")
    try:
        unfinished.touch(mode=0o600)
        with connected(installation.url) as link:
            contents = _write(link, installation, unfinished, steps)
        _read_back(unfinished, steps)
        with unfinished.open("rb") as written:
            os.fsync(written.fileno())
        unfinished.replace(target)
    except OSError as error:
        why = f"the backup cannot be written to {target}: {error.strerror or error}"
        raise CannotStart(why) from error
    finally:
        unfinished.unlink(missing_ok=True)
    return contents


def _write(link: psycopg.Connection, installation: Installation, place: Path, steps: Steps) -> Contents:
    link.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
    link.read_only = True
    contents = Contents(
        dure=version("dure"), made_at=datetime.now(UTC).isoformat(timespec="seconds"),
        ledger=_head(link), migrations=_migrations(link),
    )  # fmt: skip
    packing = Packing(place, contents)
    for table in steps.over(tables_of(link), "tables"):
        _add_table(packing, link, table)
    for name, kept in ((KEY, installation.home / KEY), (ERASURES, installation.erasures)):
        if kept.exists():
            packing.add(f"home/{name}", [kept.read_bytes()])
    _add_files(packing, installation.files, steps)
    told = {row[0] for row in link.execute("select sha256 from papers_file").fetchall()}
    contents.damaged += sorted(told - set(contents.files) - set(contents.damaged))
    packing.close()
    return contents


def _add_table(packing: Packing, link: psycopg.Connection, table: Table) -> None:
    rows = 0

    def counted(pieces: Iterable[bytes]) -> Iterator[bytes]:
        nonlocal rows
        for piece in pieces:
            rows += piece.count(b"\n")
            yield piece

    digest = packing.add(f"tables/{table.name}", counted(copied_out(link, table)))
    packing.contents.tables[table.name] = {"columns": table.columns, "rows": rows, "sha256": digest}


def _add_files(packing: Packing, root: Path, steps: Steps) -> None:
    """Every file whose bytes are what its name says."""
    found = sorted(root.glob("??/*")) if root.exists() else []
    for place in steps.over(found, "files"):
        if _digest(place) == place.name:
            packing.add(f"files/{place.parent.name}/{place.name}", _pieces(place), pressed=False)
        else:
            packing.contents.damaged.append(place.name)


def _read_back(place: Path, steps: Steps) -> None:
    archive = Unpacking(place)
    for _name in steps.over(archive.must_be_whole(), "read back", total=len(archive.contents.members)):
        pass
    archive.close()


def _head(link: psycopg.Connection) -> dict[str, object]:
    try:
        number, entries, seal, sealed = link.execute(HEAD).fetchone() or (0, 0, None, None)
    except psycopg.errors.UndefinedTable as error:
        raise CannotStart("this database holds no Dure yet: run dure init first") from error
    return {"number": number, "entries": entries, "seal": seal or "", "sealed": sealed or 0}


def _migrations(link: psycopg.Connection) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for app, name in link.execute("select app, name from django_migrations order by id").fetchall():
        found.setdefault(app, []).append(name)
    return found


def _pieces(place: Path) -> Iterator[bytes]:
    with place.open("rb") as source:
        while piece := source.read(PIECE):
            yield piece


def _digest(place: Path) -> str:
    digest = hashlib.sha256()
    for piece in _pieces(place):
        digest.update(piece)
    return digest.hexdigest()
