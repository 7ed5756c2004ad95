"""What those who run an installation ask it."""

import pytest
from django.db import connection
from django.test import Client

from dure.ledger.readers import READERS
from dure.site import health

pytestmark = pytest.mark.django_db


def test_ready_when_the_database_has_the_present_form():
    answer = Client().get("/readyz")
    assert (answer.status_code, answer.content) == (200, b"ready\n")


def test_not_ready_without_a_migration(monkeypatch):
    monkeypatch.setattr(health, "_migrations", lambda: frozenset({("feed", "9999_later")}))
    answer = Client().get("/readyz")
    assert (answer.status_code, answer.content) == (503, b"1 migrations are missing: dure migrate\n")


def test_not_ready_without_a_database(monkeypatch):
    elsewhere = {**connection.get_connection_params(), "host": "127.0.0.1", "port": 1}
    monkeypatch.setattr(connection, "get_connection_params", lambda: elsewhere)
    assert Client().get("/readyz").status_code == 503


def test_metrics_name_every_reader(cast):
    text = Client().get("/metrics").content.decode()
    assert "dure_ledger_head 0.0" in text
    for name in READERS:
        assert f'dure_reader_lag{{reader="{name}"}} 0.0' in text
        assert f'dure_reader_parked{{reader="{name}"}} 0.0' in text


@pytest.mark.parametrize("extra", [{"REMOTE_ADDR": "10.0.0.7"}, {"HTTP_X_FORWARDED_FOR": "10.0.0.7"}])
def test_metrics_do_not_exist_for_other_machines(extra):
    assert Client().get("/metrics", **extra).status_code == 404


def test_metrics_open_with_the_token_only(monkeypatch):
    monkeypatch.setenv("DURE_METRICS_TOKEN", "secret-token")
    assert Client().get("/metrics").status_code == 404
    assert Client().get("/metrics", headers={"authorization": "Bearer secret-token"}).status_code == 200
