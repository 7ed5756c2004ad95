"""Triggers that hold the doors: no write without one, no change of what is recorded."""

from typing import Any

from django.apps import AppConfig, apps
from django.conf import settings
from django.db import connection

from dure.ledger.numbering import FUNCTION

FUNCTIONS = """
create or replace function dure_door() returns trigger language plpgsql as $$
begin
  if coalesce(current_setting('dure.door', true), '') <> tg_argv[0] then
    raise exception '% on % outside its door (%)', tg_op, tg_table_name, tg_argv[0]
      using errcode = 'DU001', hint = 'write through an action, a reader or keeping()';
  end if;
  return null;
end $$;
create or replace function dure_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'the ledger is append-only: % refused on %', tg_op, tg_table_name using errcode = 'DU002';
end $$;
"""

APPEND_ONLY = """
create or replace trigger append_only_row before {changes} on {table}
  for each row execute function dure_append_only();
create or replace trigger append_only_all before truncate on {table}
  for each statement execute function dure_append_only();
"""

# A number and a seal are given once, a payload is only ever taken away, and only where that was said.
GIVEN_ONCE = """
create or replace trigger given_once before update of number, seal, payload on ledger_entry
  for each row when (
    (old.number is not null and new.number is distinct from old.number)
    or (old.seal is not null and new.seal is distinct from old.seal)
    or (new.payload is distinct from old.payload
        and (new.payload is not null or coalesce(current_setting('dure.redacting', true), '') <> 'yes')))
  execute function dure_append_only();
"""

DOOR = """
create or replace trigger door before insert or update or delete or truncate on {table}
  for each statement execute function dure_door('{door}');
"""


def door_of(model: Any) -> str | None:
    """The door that writes to a table must open, or None where a library writes by itself."""
    meta = model._meta
    if meta.db_table == "network_account" or meta.app_label in settings.LEDGER_LIBRARY_APPS:
        return None
    if meta.db_table in settings.LEDGER_KEPT_TABLES:
        return "keeping"
    return getattr(model, "door", "recording")


def hang_doors(sender: AppConfig, **kwargs: Any) -> None:
    """Put a door on every table of an app once it is migrated."""
    if kwargs.get("using", "default") != "default":
        return
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        cursor.execute(FUNCTIONS)
        for model in apps.get_app_config(sender.label).get_models(include_auto_created=True):
            table = model._meta.db_table
            if table not in tables or not model._meta.managed:
                continue
            if door := door_of(model):
                cursor.execute(DOOR.format(table=connection.ops.quote_name(table), door=door))
        if sender.label == "ledger":
            _hold_the_ledger(cursor)


def _hold_the_ledger(cursor: Any) -> None:
    """Nothing of an entry changes, save what is given once; nothing of a touch does."""
    columns = {str(field.column) for field in apps.get_model("ledger", "Entry")._meta.concrete_fields}
    fixed = ", ".join(sorted(columns - {"number", "seal", "payload"}))
    cursor.execute(APPEND_ONLY.format(table="ledger_entry", changes=f"update of {fixed} or delete"))
    cursor.execute(APPEND_ONLY.format(table="ledger_touch", changes="update or delete"))
    cursor.execute(GIVEN_ONCE)
    cursor.execute(FUNCTION)
