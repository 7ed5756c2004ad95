"""How often one account may call: a generous number a minute, counted in the database for all processes."""

from django.conf import settings
from django.db import connection

from dure.ledger import clock
from dure.ledger.doors import keeping
from dure.network.models import Account

COUNT = """
insert into api_allowance as kept (account_id, minute, calls) values (%s, %s, 1)
on conflict (account_id) do update
  set minute = excluded.minute,
      calls = case when kept.minute = excluded.minute then kept.calls + 1 else 1 end
returning calls
"""


def seconds_to_wait(account: Account) -> int:
    """Count one call; 0 when it may go on, else the seconds until the next minute."""
    now = clock.now()
    with keeping(), connection.cursor() as cursor:
        cursor.execute(COUNT, [account.pk, now.replace(second=0, microsecond=0)])
        calls = int(cursor.fetchone()[0])
    return 0 if calls <= settings.API_CALLS_A_MINUTE else 60 - now.second
