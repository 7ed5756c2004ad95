"""Gives committed entries their numbers, in one order without gaps that every reader can trust."""

from django.db import connection

CHANNEL = "dure_ledger"
LOCK = 0x64757265

# One call is one transaction, so the lock ends with it. Whoever finds the lock taken may go: the holder asks again
# after its commit, and what was committed before somebody looked for the lock is seen by that second look.
# Each statement of a volatile function sees what was committed before it: the UPDATE, all before the lock was won.
FUNCTION = """
create or replace function dure_number_entries(key bigint, channel text) returns bigint language plpgsql volatile as $$
declare
  door text := coalesce(current_setting('dure.door', true), '');
  many bigint;
  highest bigint;
begin
  if not exists (select from ledger_entry where number is null)
     or not pg_try_advisory_xact_lock(key) then
    return 0;
  end if;
  perform set_config('dure.door', 'recording', true);
  with head as (select coalesce(max(number), 0) as number from ledger_entry),
       fresh as (select id, row_number() over (order by id) as place from ledger_entry where number is null),
       numbered as (update ledger_entry e set number = head.number + fresh.place
                    from fresh, head where e.id = fresh.id returning e.number)
  select count(*), max(number) into many, highest from numbered;
  perform set_config('dure.door', door, true);
  if many > 0 then
    perform pg_notify(channel, highest::text);
  end if;
  return many;
end $$;
"""


def number_entries() -> int:
    """Number what is committed and wake the readers; returns how many were numbered here."""
    total = 0
    with connection.cursor() as cursor:
        while True:
            cursor.execute("select dure_number_entries(%s, %s)", [LOCK, CHANNEL])
            if not (numbered := int(cursor.fetchone()[0])):
                return total
            total += numbered
