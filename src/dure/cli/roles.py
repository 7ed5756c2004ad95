"""The two roles of a database: its owner migrates, the running role only reads and writes rows."""

import psycopg
from psycopg import sql

OWNER, RUNNER, DATABASE = "dure", "dure_app", "dure"
TURN = 4_711_001


def make_roles(link: psycopg.Connection) -> None:
    """Create owner, running role and database unless they are there; `link` is a superuser in autocommit."""
    link.execute("select pg_advisory_lock(%s)", [TURN])
    try:
        for role, rights in ((OWNER, "login createdb"), (RUNNER, "login")):
            if not link.execute("select 1 from pg_roles where rolname = %s", [role]).fetchone():
                link.execute(sql.SQL("create role {} " + rights).format(sql.Identifier(role)))
        link.execute(sql.SQL("grant {} to {}").format(sql.Identifier(RUNNER), sql.Identifier(OWNER)))
        if not link.execute("select 1 from pg_database where datname = %s", [DATABASE]).fetchone():
            link.execute(
                sql.SQL("create database {} owner {}").format(sql.Identifier(DATABASE), sql.Identifier(OWNER))
            )
    finally:
        link.execute("select pg_advisory_unlock(%s)", [TURN])


def let_run(link: psycopg.Connection, runner: str) -> None:
    """Let a role work with rows, present and future, but never with tables; `link` is the owner."""
    role = sql.Identifier(runner)
    link.execute("select pg_advisory_xact_lock(%s)", [TURN])
    if link.execute("select current_user = %s", [runner]).fetchone() == (True,):
        return
    link.execute(sql.SQL("grant usage on schema public to {}").format(role))
    for rights, kind in (("select, insert, update, delete", "tables"), ("usage, select", "sequences")):
        for grant in (
            f"grant {rights} on all {kind} in schema public to {{}}",
            f"alter default privileges in schema public grant {rights} on {kind} to {{}}",
        ):
            link.execute(sql.SQL(grant).format(role))
