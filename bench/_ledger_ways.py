"""Three ways to give entries an order, written through the same door by the same code."""

import time
from datetime import timedelta
from typing import Any
from uuid import uuid4

import psycopg
from django.db import connection
from django.utils import timezone

AFTER_COMMIT, HEAD_ROW, SNAPSHOT = "Dure: numbered after commit", "locked head row", "pg_snapshot_xmin"
WAYS = (AFTER_COMMIT, HEAD_ROW, SNAPSHOT)
TAKE = "update bench_head set number = number + 1 returning number"
WAKE = "select pg_notify('dure_ledger', '')"
NUMBERED = "select number, 0, uid from ledger_entry where number > %s order by number limit 500"
# A position is (transaction, id); what a running transaction may still write lies behind it.
SETTLED = """
select xid::text::bigint, id, uid from ledger_entry
where (xid, id) > (%s::text::xid8, %s) and xid < pg_snapshot_xmin(pg_current_snapshot()) and number is null
order by xid, id limit 500
"""


def prepare() -> None:
    """The head row of the one peer and the column of the other."""
    with connection.cursor() as cursor:
        cursor.execute("create table bench_head as select 0::bigint as number")
        cursor.execute("alter table ledger_entry add column xid xid8 not null default pg_current_xact_id()")
        cursor.execute("create index bench_by_xid on ledger_entry (xid, id)")
    _share_nothing()


def _share_nothing() -> None:
    """Processes that are forked from here open connections of their own."""
    connection.close()
    connection.close_pool()


def settle(way: str) -> None:
    """After a run: what has no number gets one, so that the next way begins with an even ledger."""
    from dure.ledger.numbering import number_entries

    if way == SNAPSHOT:
        time.sleep(1)
    number_entries()
    with connection.cursor() as cursor:
        cursor.execute("update bench_head set number = (select coalesce(max(number), 0) from ledger_entry)")
    _share_nothing()


def write(way: str, count: int, begin: Any, results: Any) -> None:
    """One writer: each entry in a transaction of its own, with the row it tells of."""
    from dure.ledger.actors import person
    from dure.ledger.doors import recording, request_id
    from dure.ledger.models import Entry
    from dure.network.models import Wording

    _take_way(way)
    me, office, request = person(uuid4()), uuid4(), uuid4().hex
    request_id.set(request)
    _event(0)
    connection.ensure_connection()
    begin.wait(300)
    for place in range(count):
        with recording(by=me) as ledger:
            Wording.objects.create(
                object_type="bench",
                object_uid=office,
                field=str(place),
                language="ko",
                text="자동화 설비 도입 상담",
            )
            ledger.record(_event(place), scope=office)
    ended = time.monotonic()
    results.put((ended, _uids(Entry, request)))


def _event(place: int) -> Any:
    from dure.cases.events.referral import HelperAsked
    from dure.ledger.refs import Ref, new_uid

    due = (timezone.now() + timedelta(days=place % 9)).isoformat()
    return HelperAsked(
        case=Ref("case", new_uid()), firm=Ref("organisation", new_uid()), referral=Ref("referral", new_uid()),
        helper=Ref("person", new_uid()), referral_state="ASKED", due={"HELPER_ANSWER": due},
        stopped=("REFERRAL",), parts=("title", "problem"), named=True,
    )  # fmt: skip


def _uids(model: Any, request: str) -> list[str]:
    return [str(uid) for uid in model.objects.filter(request=request).values_list("uid", flat=True)]


def _take_way(way: str) -> None:
    """Put the numbering of a peer in the place of ours; everything else stays the same code."""
    from dure.ledger import writing
    from dure.ledger.models import Entry

    if way == AFTER_COMMIT:
        return
    if way == SNAPSHOT:
        writing.number_entries = lambda: _tell(WAKE)
        return

    class NumberedInside:
        objects = Entry.objects

        def __new__(cls, **fields: Any) -> Any:
            return Entry(number=_tell(TAKE), **fields)

    writing.Entry = NumberedInside
    writing.number_entries = lambda: _tell(WAKE)


def _tell(sql: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()[0]


def follow(way: str, url: str, name: str, begin: Any, end: Any, *, results: Any) -> None:
    """One reader with a cursor of its own; one is woken, the other only looks again and again."""
    from dure.ledger.numbering import number_entries

    seen: list[str] = []
    with psycopg.connect(url, autocommit=True) as link, psycopg.connect(url, autocommit=True) as ear:
        if name == "woken":
            ear.execute("listen dure_ledger")
        at = _start(way, link)
        begin.wait(300)
        while True:
            last_look = end.is_set()
            if way == AFTER_COMMIT:
                number_entries()
            while rows := link.execute(
                SETTLED if way == SNAPSHOT else NUMBERED, _arguments(way, at)
            ).fetchall():
                seen += [str(uid) for _, _, uid in rows]
                at = rows[-1][:2]
            if last_look:
                break
            if name == "woken":
                list(ear.notifies(timeout=0.2, stop_after=1))
            else:
                time.sleep(0.05)
    results.put((name, seen))


def _start(way: str, link: psycopg.Connection) -> tuple[int, int]:
    column = "xid::text::bigint" if way == SNAPSHOT else "number"
    row = link.execute(f"select coalesce(max({column}), 0) from ledger_entry").fetchone()  # noqa: S608
    return (row[0] if row else 0, 2**62)


def _arguments(way: str, at: tuple[int, int]) -> tuple[Any, ...]:
    return (str(at[0]), at[1]) if way == SNAPSHOT else (at[0],)
