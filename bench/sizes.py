"""Makes the database of the large benchmarks: 30,000 cases, 10,000 firms and a million entries.

The demonstration is loaded as everybody gets it and then multiplied: its network five times, its cases five times
in each network, its guidance logs until the ledger is long enough. Every copy has keys, numbers and names of its own
and the same history, so that states, clocks, grants, feed and seals agree as they do in the demonstration. It is
written by COPY inside the doors and kept in DURE_BENCH_HOME for repeated runs. The same words stand in 25 cases.
"""

import argparse
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from bench._place import bench_home, server, told, use_django

NETWORKS, CASES = 5, 5
ENTRIES = 1_000_000
MADE = "select count(*) from bench_sizes where networks = %s and cases = %s and entries = %s"
COUNTED = {
    "organisations": "network_organisation", "people": "network_person", "memberships": "network_membership",
    "roles": "network_role", "experts": "network_expertprofile", "accounts": "network_account",
    "cases": "cases_case", "referrals": "cases_referral", "clocks": "cases_caseclock", "visits": "cases_visit",
    "published stories": "cases_solvedstory", "grants": "network_grant", "entries": "ledger_entry",
    "touches": "ledger_touch", "feed rows": "feed_item", "notices": "notices_notice",
}  # fmt: skip


def main(arguments: list[str]) -> None:
    """Make the database unless it is there, and tell what it holds."""
    parser = argparse.ArgumentParser(prog="dure bench sizes")
    parser.add_argument("--entries", type=int, default=ENTRIES)
    parser.add_argument("--cases", type=int, default=CASES, help="copies of the cases in each network")
    parser.add_argument("--networks", type=int, default=NETWORKS)
    given = parser.parse_args(arguments)
    with large_database(given.networks, given.cases, given.entries) as url, psycopg.connect(url) as link:
        rows = [(name, f"{_count(link, table):,}") for name, table in COUNTED.items()]
        told(f"The large database in {place()}", ("what", "rows"), rows)


def place() -> Path:
    """The home of the large database: database, index, files."""
    return bench_home() / "sizes"


@contextmanager
def large_database(networks: int = NETWORKS, cases: int = CASES, entries: int = ENTRIES) -> Iterator[str]:
    """The owner's address of the large database, made first if need be; Django is set up for it."""
    with server(place()) as url:
        use_django(url, place())
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        with psycopg.connect(url) as link:
            link.execute("create table if not exists bench_sizes (networks int, cases int, entries int)")
            made = link.execute(MADE, [networks, cases, entries]).fetchone() == (1,)
        if not made:
            _make(url, networks, cases, entries)
        yield url


def _make(url: str, networks: int, cases: int, entries: int) -> None:
    from bench._accounts import open_accounts
    from bench._index import make_index
    from bench._multiply import Multiplication
    from dure.demo import load

    with psycopg.connect(url) as link:
        if link.execute("select count(*) from bench_sizes").fetchone() != (0,):
            raise SystemExit(f"dure: {place()} holds other sizes: remove it, or set another DURE_BENCH_HOME")
    began = time.perf_counter()

    def step(what: str) -> None:
        print(f"{time.perf_counter() - began:>8.1f} s  {what}", flush=True)

    load(lambda *_: None)
    step("the demonstration is loaded")
    Multiplication(url, networks, cases, entries, step).write()
    open_accounts()
    step("accounts")
    make_index()
    step("index")
    with psycopg.connect(url, autocommit=True) as link:
        link.execute("vacuum (analyze)")
        link.execute("insert into bench_sizes values (%s, %s, %s)", [networks, cases, entries])
    step("vacuum")


def _count(link: psycopg.Connection, table: str) -> int:
    row = link.execute(f"select count(*) from {table}").fetchone()  # noqa: S608  (names of our own tables)
    return row[0] if row else 0
