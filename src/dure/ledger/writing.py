"""Puts the events of one transaction into the ledger and wakes the readers after commit."""

import hashlib
import json
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from dure.ledger.models import Entry, Touch
from dure.ledger.numbering import number_entries

if TYPE_CHECKING:
    from dure.ledger.doors import Recorder


def canonical(value: Any) -> bytes:
    """JSON with sorted keys and no spaces, so that the same payload has one digest."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def digest(payload: Any) -> str:
    """SHA-256 of the canonical payload."""
    return hashlib.sha256(canonical(payload)).hexdigest()


def write_entries(recorder: "Recorder") -> None:
    """Write entries with their touches, still without numbers; numbers follow the commit."""
    if not recorder.written:
        return
    recorded_at = timezone.now()
    entries = []
    for step, (event, by, occurred_at, scope) in enumerate(recorder.written):
        payload = event.payload()
        entries.append(
            Entry(
                origin=settings.LEDGER_ORIGIN,
                recorded_at=recorded_at,
                occurred_at=occurred_at,
                type=event.type,
                version=event.version,
                actor_kind=by.kind,
                actor_uid=by.uid,
                scope=scope,
                cause=recorder.cause,
                reaction=recorder.reaction,
                step=step,
                request=recorder.request,
                payload=payload,
                digest=digest(payload),
            )
        )
    Entry.objects.bulk_create(entries)
    Touch.objects.bulk_create(
        Touch(entry=entry, role=role, type=ref.type, uid=ref.uid)
        for entry, (event, *_) in zip(entries, recorder.written, strict=True)
        for role, ref in dict.fromkeys(event.touches())
    )
    recorder.written.clear()
    transaction.on_commit(number_entries)
