"""What the fixtures promise to every other test."""

import threading

import psycopg
import pytest
from django.db import connection, transaction
from tests.database import owner_url
from tests.settings import OWN_SERVER

from dure.cli.roles import RUNNER


def rows() -> int:
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from network_person")
        return int(cursor.fetchone()[0])


def add_person() -> None:
    from dure.ledger.actors import SYSTEM
    from dure.ledger.doors import recording
    from dure.network.models import Person

    with recording(by=SYSTEM):
        Person.objects.create(name="김○○")


@pytest.mark.django_db
@pytest.mark.parametrize("turn", [1, 2])
def test_tests_with_db_begin_empty(turn):
    assert rows() == 0
    add_person()
    assert rows() == 1


@pytest.mark.parametrize("turn", [1, 2])
def test_committed_rows_are_seen_by_other_threads_and_gone_afterwards(committed_db, turn):
    assert rows() == 0
    add_person()
    seen: list[int] = []

    def look() -> None:
        seen.append(rows())
        connection.close()

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
    assert seen == [1]


@pytest.mark.django_db
@pytest.mark.skipif(not OWN_SERVER, reason="a named server may have one role for all")
def test_tests_run_under_the_role_of_the_running_product():
    with connection.cursor() as cursor:
        cursor.execute("select current_user, has_table_privilege('ledger_entry', 'truncate')")
        assert cursor.fetchone() == (RUNNER, False)


def test_copies_of_earlier_tests_are_gone(committed_db):
    own = committed_db.rsplit("_", 1)[0]
    with psycopg.connect(owner_url(committed_db)) as link:
        names = [
            row[0] for row in link.execute("select datname from pg_database where datname ^@ %s", [own + "_"])
        ]
    assert committed_db in names
    assert set(names) <= {committed_db, own}


def test_copy_is_not_inside_a_transaction(committed_db):
    assert not connection.in_atomic_block
    with transaction.atomic():
        assert connection.in_atomic_block
