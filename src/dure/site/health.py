"""What those who run an installation ask it: is it ready, and how is it doing."""

import os
from functools import cache
from ipaddress import ip_address
from typing import Any

import psycopg
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.models import Count, Max, Q
from django.http import HttpRequest, HttpResponse
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Gauge, generate_latest

from dure.feed.hub import hub
from dure.ledger.errors import NotFound
from dure.ledger.models import Cursor, Entry, Parked
from dure.ledger.readers import READERS
from dure.network.doorkeeper import open_to_all
from dure.notices.models import Letter

PATIENCE = 2


@open_to_all
def ready(request: HttpRequest) -> HttpResponse:
    """The database answers and has the present form."""
    try:
        with psycopg.connect(**_parameters()) as link:
            applied = set(link.execute("select app, name from django_migrations").fetchall())
    except psycopg.Error:
        return _plain("the database does not answer", 503)
    missing = len(_migrations() - applied)
    return _plain(f"{missing} migrations are missing: dure migrate", 503) if missing else _plain("ready", 200)


@open_to_all
def metrics(request: HttpRequest) -> HttpResponse:
    """Figures for Prometheus: from this machine, or with the token of DURE_METRICS_TOKEN."""
    if not _may_ask(request):
        raise NotFound
    return HttpResponse(generate_latest(_figures()), content_type=CONTENT_TYPE_LATEST)


def _figures() -> CollectorRegistry:
    registry = CollectorRegistry()
    head = Entry.objects.aggregate(last=Max("number"))["last"] or 0
    cursors = dict(Cursor.objects.values_list("reader", "number"))
    parked = dict(
        Parked.objects.filter(parked_at__isnull=False).values_list("reader").annotate(count=Count("id"))
    )
    letters = Letter.objects.aggregate(
        waiting=Count("id", filter=Q(state=Letter.WAITING)),
        given_up=Count("id", filter=Q(state=Letter.GIVEN_UP)),
    )
    Gauge("dure_ledger_head", "Number of the last entry.", registry=registry).set(head)
    Gauge("dure_ledger_sealed", "Number of the last sealed entry.", registry=registry).set(_sealed())
    lag = Gauge("dure_reader_lag", "Entries a reader has not taken yet.", ["reader"], registry=registry)
    stuck = Gauge("dure_reader_parked", "Entries a reader could not take.", ["reader"], registry=registry)
    for name in READERS:
        lag.labels(name).set(head - cursors.get(name, 0))
        stuck.labels(name).set(parked.get(name, 0))
    streams = Gauge(
        "dure_open_streams", "Open streams of the process that answers.", ["process"], registry=registry
    )
    streams.labels(str(os.getpid())).set(len(hub))
    Gauge("dure_letters_waiting", "Letters to be sent.", registry=registry).set(letters["waiting"])
    Gauge("dure_letters_given_up", "Letters that nobody took.", registry=registry).set(letters["given_up"])
    return registry


def _sealed() -> int:
    return Entry.objects.filter(seal__isnull=False).aggregate(last=Max("number"))["last"] or 0


def _may_ask(request: HttpRequest) -> bool:
    token = os.environ.get("DURE_METRICS_TOKEN")
    if token:
        return request.headers.get("Authorization") == f"Bearer {token}"
    try:
        near = ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False
    return near and "X-Forwarded-For" not in request.headers


@cache
def _migrations() -> frozenset[tuple[str, str]]:
    return frozenset(MigrationLoader(None, ignore_no_migrations=True).disk_migrations)


def _parameters() -> dict[str, Any]:
    known = {"dbname", "user", "password", "host", "port", "sslmode"}
    given = {key: str(value) for key, value in connection.get_connection_params().items() if key in known}
    return {**given, "connect_timeout": str(PATIENCE)}


def _plain(words: str, status: int) -> HttpResponse:
    return HttpResponse(f"{words}\n", status=status, content_type="text/plain")
