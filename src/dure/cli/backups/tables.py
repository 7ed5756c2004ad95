"""Tables as COPY text: the same bytes for the same rows, whatever server holds them."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import psycopg
from psycopg import sql

# What is left out: the state of migrations stands in the manifest, and nobody stays signed in on another machine.
LEFT_OUT = ("django_migrations", "django_session")
SAME_EVERYWHERE = """
set timezone to 'UTC'; set datestyle to 'ISO, MDY'; set intervalstyle to 'postgres';
set extra_float_digits to 1; set bytea_output to 'hex'; set client_encoding to 'UTF8'
"""
COLUMNS = """
select c.relname, array_agg(a.attname::text order by a.attnum)
from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.attgenerated = ''
group by c.relname order by c.relname
"""
KEY = """
select a.attname::text, t.typcollation <> 0
from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any(i.indkey)
join pg_type t on t.oid = a.atttypid
where i.indrelid = to_regclass(%s) and i.indisprimary order by array_position(i.indkey::int2[], a.attnum)
"""


@dataclass(frozen=True)
class Table:
    """A table with the columns that are written by somebody."""

    name: str
    columns: tuple[str, ...]

    @property
    def here(self) -> sql.Composed:
        """The table and its columns, for COPY FROM."""
        names = sql.SQL(", ").join(map(sql.Identifier, self.columns))
        return sql.SQL("{} ({})").format(sql.Identifier(self.name), names)


def connected(url: str) -> psycopg.Connection:
    """A connection on which values have the same text on every server."""
    link = psycopg.connect(url)
    link.execute(SAME_EVERYWHERE)
    link.commit()
    return link


def tables_of(link: psycopg.Connection) -> list[Table]:
    """Every table of the product, by name."""
    rows = link.execute(COLUMNS).fetchall()
    return [Table(name, tuple(columns)) for name, columns in rows if name not in LEFT_OUT]


def copied_out(link: psycopg.Connection, table: Table) -> Iterator[bytes]:
    """The rows of a table in the order of its key."""
    key = [
        sql.SQL('{} collate "C"' if is_text else "{}").format(sql.Identifier(column))
        for column, is_text in link.execute(KEY, [table.name]).fetchall()
    ]
    question = sql.SQL("copy (select {} from {} order by {}) to stdout").format(
        sql.SQL(", ").join(map(sql.Identifier, table.columns)),
        sql.Identifier(table.name),
        sql.SQL(", ").join(key or [sql.SQL("1").format()]),
    )
    with link.cursor().copy(question) as copy:
        for piece in copy:
            yield bytes(piece)


def copy_in(link: psycopg.Connection, table: Table, pieces: Iterable[bytes]) -> None:
    """Fill a table with rows that were copied out."""
    with link.cursor().copy(sql.SQL("copy {} from stdin").format(table.here)) as copy:
        for piece in pieces:
            copy.write(piece)


def digest_of(link: psycopg.Connection, table: Table) -> str:
    """SHA-256 of all rows in the order of the key."""
    digest = hashlib.sha256()
    for piece in copied_out(link, table):
        digest.update(piece)
    return digest.hexdigest()


def go_on_counting(link: psycopg.Connection, table: Table) -> None:
    """Let the next row of a numbered table come after the last one."""
    for column in table.columns:
        row = link.execute(
            "select pg_get_serial_sequence(%s, %s)", [f'public."{table.name}"', column]
        ).fetchone()
        if row and row[0]:
            question = sql.SQL(
                "select setval(%s, greatest(coalesce(max({}), 0), 1), max({}) is not null) from {}"
            )
            name, place = sql.Identifier(column), sql.Identifier(table.name)
            link.execute(question.format(name, name, place), [row[0]])
