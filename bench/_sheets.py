"""Reads tables by COPY and writes them back, without the indexes and keys that would slow it down."""

import io
from collections.abc import Iterable
from dataclasses import dataclass

import psycopg
from psycopg import sql

INSIDE = "select set_config('dure.door', %s, true)"
HANGING = """
select conrelid::regclass::text, conname, pg_get_constraintdef(oid) from pg_constraint
where contype = 'f' and conrelid = any(%s::regclass[]) order by 1, 2
"""
INDEXES = """
select c.relname, pg_get_indexdef(i.indexrelid), coalesce(k.conname, ''), coalesce(pg_get_constraintdef(k.oid), ''),
       i.indrelid::regclass::text
from pg_index i join pg_class c on c.oid = i.indexrelid left join pg_constraint k on k.conindid = i.indexrelid
  and k.contype in ('u', 'p')
where i.indrelid = any(%s::regclass[]) and not i.indisprimary and not i.indisexclusion
"""
Row = list[bytes]


@dataclass
class Table:
    """The rows of a table in the demonstration, as COPY tells them."""

    name: str
    columns: list[str]
    rows: list[Row]

    def at(self, column: str) -> int:
        """The place of a column."""
        return self.columns.index(column)


class Sheets:
    """The tables of one database, within one connection."""

    link: psycopg.Connection

    def exists(self, name: str) -> bool:
        return self.link.execute("select to_regclass(%s)", [name]).fetchone() != (None,)

    def _table(self, name: str, but: str = "") -> Table:
        found = self.link.execute(
            "select attname from pg_attribute where attrelid = %s::regclass and attnum > 0 and not attisdropped"
            " and attgenerated = '' and attname <> %s order by attnum", [name, but],
        )  # fmt: skip
        columns = [row[0] for row in found]
        out = io.BytesIO()
        with self.link.cursor().copy(f"copy {name} ({_listed(columns)}) to stdout") as copy:
            for chunk in copy:
                out.write(chunk)
        return Table(name, columns, [line.split(b"\t") for line in out.getvalue().splitlines()])

    def _store(self, table: Table, rows: Iterable[Row], door: str) -> None:
        self.link.execute(INSIDE, [door])
        with self.link.cursor().copy(f"copy {table.name} ({_listed(table.columns)}) from stdin") as copy:
            lines = [b"\t".join(row) + b"\n" for row in rows]
            for start in range(0, len(lines), 2000):
                copy.write(b"".join(lines[start : start + 2000]))

    def _take_down(self, names: list[str]) -> list[str]:
        """Drop foreign keys and indexes; what puts them up again comes back."""
        again: list[str] = []
        for table, name, definition in self.link.execute(HANGING, [names]).fetchall():
            self.link.execute(
                sql.SQL(f"alter table {table} drop constraint {{}}").format(sql.Identifier(name))
            )
            again.append(f'alter table {table} add constraint "{name}" {definition}')
        for index, made, constraint, definition, table in self.link.execute(INDEXES, [names]).fetchall():
            if constraint:
                self.link.execute(
                    sql.SQL(f"alter table {table} drop constraint {{}} cascade").format(
                        sql.Identifier(constraint)
                    )
                )
                again.insert(0, f'alter table {table} add constraint "{constraint}" {definition}')
            else:
                self.link.execute(sql.SQL("drop index {}").format(sql.Identifier(index)))
                again.insert(0, made)
        return again

    def _put_up(self, again: list[str]) -> None:
        self.link.commit()
        for statement in again:
            self.link.execute(statement)


def _listed(columns: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in columns)
