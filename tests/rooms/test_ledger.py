"""The floor under everything: doors, what never changes, numbers without gaps, seals that show a change."""

import threading
from datetime import UTC, datetime

import psycopg
import pytest
from django.db import DatabaseError, connection
from tests.database import owner_url

from dure.ledger.actors import SYSTEM
from dure.ledger.doors import projecting, recording
from dure.ledger.doorway import doorway
from dure.ledger.models import Entry, Touch
from dure.ledger.numbering import LOCK, number_entries
from dure.ledger.refs import Ref, new_uid
from dure.ledger.sealing import check_seals, seal_entries
from dure.network.events import ServiceRegistered
from dure.network.models import Wording

WRITERS, EACH = 8, 12


@pytest.fixture(autouse=True)
def own_database(committed_db):
    """These tests commit."""
    return committed_db


def tell(count=1):
    for _ in range(count):
        with recording(by=SYSTEM) as ledger:
            ledger.record(ServiceRegistered(service=Ref("service", new_uid())))


def a_wording(**more):
    return Wording(object_type="test", object_uid=new_uid(), field="name", language="ko", text="글", **more)


def numbers():
    return list(Entry.objects.order_by("id").values_list("number", flat=True))


def test_no_write_outside_a_door():
    with pytest.raises(DatabaseError, match="outside its door"):
        a_wording().save()
    with pytest.raises(DatabaseError, match="outside its door"), projecting():
        a_wording().save()
    with recording(by=SYSTEM):
        a_wording().save()
    assert Wording.objects.count() == 1


def test_what_fails_inside_the_door_leaves_neither_row_nor_entry():
    def half_done():
        with recording(by=SYSTEM) as ledger:
            a_wording().save()
            ledger.record(ServiceRegistered(service=Ref("service", new_uid())))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half_done()
    assert not Wording.objects.exists()
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    "change",
    [
        {"type": "other"},
        {"recorded_at": datetime(2020, 1, 1, tzinfo=UTC)},
        {"digest": "0" * 64},
        {"number": 99},
        {"number": None},
        {"seal": "0" * 64},
        {"payload": {"service": "another"}},
        {"payload": None},
    ],
    ids=lambda change: "-".join(f"{name}={value}"[:24] for name, value in change.items()),
)
def test_an_entry_never_changes(change):
    tell()
    seal_entries()
    with pytest.raises(DatabaseError, match="append-only"), doorway("recording"):
        Entry.objects.update(**change)


def test_nothing_is_taken_out_of_the_ledger():
    tell()
    for statement in ("delete from ledger_touch", "truncate ledger_touch", "delete from ledger_entry"):
        with pytest.raises(DatabaseError), doorway("recording"), connection.cursor() as cursor:
            cursor.execute(statement)
    with pytest.raises(DatabaseError, match="append-only"), doorway("recording"):
        Touch.objects.update(role="other")
    assert Entry.objects.count() == Touch.objects.count() == 1


def test_a_payload_is_taken_away_only_where_that_was_said():
    tell()
    seal_entries()
    with doorway("recording"), connection.cursor() as cursor:
        cursor.execute("set local dure.redacting = 'yes'")
        Entry.objects.update(payload=None)
    assert not list(check_seals()), "the chain holds without the words"


def test_numbers_have_no_gaps_when_many_write_at_once():
    def write():
        tell(EACH)
        connection.close()

    threads = [threading.Thread(target=write) for _ in range(WRITERS)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert sorted(numbers()) == list(range(1, WRITERS * EACH + 1)), "all numbered, and nobody asked again"


def test_whoever_finds_the_lock_taken_goes_on_and_the_entry_is_numbered_by_the_next():
    with psycopg.connect(owner_url(connection.settings_dict["NAME"])) as other:
        other.execute("select pg_advisory_xact_lock(%s)", [LOCK])
        tell()
        assert numbers() == [None]
        assert number_entries() == 0
    assert number_entries() == 1
    assert numbers() == [1]


def test_numbering_leaves_the_door_as_it_was():
    tell()
    with connection.cursor() as cursor:
        cursor.execute("select current_setting('dure.door', true)")
        assert not cursor.fetchone()[0]
    with pytest.raises(DatabaseError, match="outside its door"):
        a_wording().save()


@pytest.mark.parametrize(
    ("damage", "code"),
    [
        ("update ledger_entry set payload = '{\"note\": 1}' where number = 2", "payload_changed"),
        ("update ledger_entry set type = 'other' where number = 2", "seal_broken"),
        ("update ledger_touch set role = 'other'", "seal_broken"),
        ("delete from ledger_touch; delete from ledger_entry where number = 2", "missing"),
    ],
    ids=["payload", "type", "touch", "gone"],
)
def test_seals_show_what_the_owner_of_the_database_changed(damage, code):
    tell(3)
    assert seal_entries() == 3
    assert not list(check_seals())
    with psycopg.connect(owner_url(connection.settings_dict["NAME"])) as owner:
        owner.execute("alter table ledger_entry disable trigger user")
        owner.execute("alter table ledger_touch disable trigger user")
        owner.execute(damage)
    assert code in {fault.code for fault in check_seals()}
