"""Gives committed entries their numbers, in one order without gaps that every reader can trust."""

from django.db import connection

from dure.ledger.doorway import doorway

CHANNEL = "dure_ledger"
LOCK = 0x64757265

# The lock is a statement of its own: the UPDATE after it sees all that was committed before it was won.
NUMBER = """
with head as (select coalesce(max(number), 0) as number from ledger_entry),
     fresh as (select id, row_number() over (order by id) as place
               from ledger_entry where number is null),
     numbered as (update ledger_entry e set number = head.number + fresh.place
                  from fresh, head where e.id = fresh.id returning e.number)
select count(*), max(number) from numbered
"""


def number_entries() -> int:
    """Number what is committed and wake the readers; returns how many were numbered."""
    with connection.cursor() as cursor:
        cursor.execute("select exists (select from ledger_entry where number is null)")
        if not cursor.fetchone()[0]:
            return 0
    with doorway("recording"), connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [LOCK])
        cursor.execute(NUMBER)
        count, highest = cursor.fetchone()
        if count:
            cursor.execute("select pg_notify(%s, %s)", [CHANNEL, str(highest)])
        return int(count)
