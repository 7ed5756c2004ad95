"""The three doors through which every write goes.

recording   a change and what is recorded of it, together, from actions
projecting  a reader's own tables and its cursor, together
keeping     the few tables without events, listed with a reason in the settings
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from dure.ledger import clock
from dure.ledger.actors import Actor
from dure.ledger.doorway import doorway
from dure.ledger.events import Event
from dure.ledger.writing import write_entries

request_id: ContextVar[str] = ContextVar("ledger_request", default="")


@dataclass
class Recorder:
    """Collects the events of one transaction; they are written when the door closes."""

    by: Actor
    cause: UUID | None = None
    reaction: str = ""
    request: str = ""
    written: list[tuple[Event, Actor, datetime, UUID | None]] = field(default_factory=list)

    def record(
        self, event: Event, *, scope: UUID | None = None, at: datetime | None = None, by: Actor | None = None
    ) -> None:
        """Say what happened, now or at another moment, in the office that owned it then."""
        self.written.append((event, by or self.by, at or clock.now(), scope))


_open: ContextVar[Recorder | None] = ContextVar("ledger_recorder", default=None)


@contextmanager
def recording(*, by: Actor, cause: UUID | None = None, reaction: str = "") -> Iterator[Recorder]:
    """Open the door for a change; an action inside an action joins the outer one."""
    if (outer := _open.get()) is not None:
        yield outer
        return
    recorder = Recorder(by=by, cause=cause, reaction=reaction, request=request_id.get())
    token = _open.set(recorder)
    try:
        with doorway("recording"):
            yield recorder
            write_entries(recorder)
    finally:
        _open.reset(token)


@contextmanager
def requested(name: str) -> Iterator[None]:
    """Let entries made inside carry the name of the request that caused them."""
    token = request_id.set(name[:40])
    try:
        yield
    finally:
        request_id.reset(token)


@contextmanager
def projecting() -> Iterator[None]:
    """Open the door for a reader's own tables."""
    with doorway("projecting"):
        yield


@contextmanager
def keeping() -> Iterator[None]:
    """Open the door for the tables kept without events."""
    with doorway("keeping"):
        yield
