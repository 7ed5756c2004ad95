"""The seal: a chain of digests over numbered entries that shows any later change."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection

from dure.ledger.doorway import doorway
from dure.ledger.models import Entry
from dure.ledger.writing import canonical, digest

BATCH = 2000
LOCK = 0x7365616C


@dataclass(frozen=True)
class Fault:
    """An entry that does not agree with its seal."""

    number: int
    code: str


def link(before: str, entry: Entry) -> str:
    """The seal of an entry: SHA-256 over the seal before it and all that must not change."""
    touched = sorted((t.role, t.type, str(t.uid)) for t in entry.touches.all())
    fixed = [
        entry.number,
        str(entry.uid),
        entry.origin,
        entry.type,
        entry.version,
        entry.recorded_at.isoformat(),
        entry.occurred_at.isoformat(),
        entry.actor_kind,
        str(entry.actor_uid),
        str(entry.cause),
        touched,
        entry.digest,
    ]
    return hashlib.sha256(before.encode() + canonical(fixed)).hexdigest()


def seal_entries() -> int:
    """Seal what is numbered and not yet sealed, in order; returns how many."""
    sealed = 0
    while step := _seal_batch():
        sealed += step
    return sealed


def _seal_batch() -> int:
    with doorway("recording"):
        with connection.cursor() as cursor:
            cursor.execute("select pg_advisory_xact_lock(%s)", [LOCK])
        fresh = list(
            Entry.objects.filter(number__isnull=False, seal__isnull=True)
            .order_by("number")
            .prefetch_related("touches")[:BATCH]
        )
        if not fresh:
            return 0
        before = _seal_of((fresh[0].number or 1) - 1)
        for entry in fresh:
            entry.seal = before = link(before, entry)
        Entry.objects.bulk_update(fresh, ["seal"], batch_size=500)
        return len(fresh)


def _seal_of(number: int) -> str:
    return Entry.objects.filter(number=number).values_list("seal", flat=True).first() or ""


def head() -> tuple[int, str]:
    """Number and seal of the last sealed entry, to be kept where the database owner cannot write."""
    last = Entry.objects.filter(seal__isnull=False).order_by("-number").values_list("number", "seal").first()
    return (last[0] or 0, last[1] or "") if last else (0, "")


def check_seals() -> Iterator[Fault]:
    """Walk the whole chain and name every entry that was changed, lost or doubled."""
    before, expected = "", 1
    entries = Entry.objects.filter(number__isnull=False).order_by("number").prefetch_related("touches")
    for entry in entries.iterator(chunk_size=BATCH):
        if entry.number != expected:
            yield Fault(expected, "missing")
        if entry.payload is not None and digest(entry.payload) != entry.digest:
            yield Fault(entry.number or 0, "payload_changed")
        if entry.seal is not None:
            if link(before, entry) != entry.seal:
                yield Fault(entry.number or 0, "seal_broken")
            before = entry.seal
        expected = (entry.number or 0) + 1
