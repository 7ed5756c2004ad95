"""One hub a process: reads new items once and hands them to every open stream, with permission and language."""

import asyncio
import logging
import threading
from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from django.db import connections
from django.db.models import Max

from dure.feed.keys import STANDINGS
from dure.feed.models import Item
from dure.feed.queries import Line, may_see, render
from dure.ledger.listening import PROJECTED, wakeups
from dure.network.models import Person
from dure.network.standing import Standing, standing

log = logging.getLogger(__name__)
LONGEST_QUEUE = 500


@dataclass(eq=False)
class Subscriber:
    """An open stream: who reads, and where its lines go."""

    standing: Standing
    loop: asyncio.AbstractEventLoop
    queue: "asyncio.Queue[Line | None]"

    def hand(self, line: Line | None) -> None:
        """Put a line into the stream from another thread; a reader that is too slow is let go and resumes."""
        self.loop.call_soon_threadsafe(self._put, line)

    def _put(self, line: Line | None) -> None:
        if self.queue.qsize() >= LONGEST_QUEUE:
            line = None
        self.queue.put_nowait(line)


class Hub:
    """Fans items out to subscribers."""

    def __init__(self) -> None:
        self._subscribers: set[Subscriber] = set()
        self._guard = threading.Lock()
        self._number: int | None = None
        self._listening = False

    def join(self, subscriber: Subscriber) -> int:
        """Take a stream in; returns the number up to which it must read by itself."""
        with self._guard:
            if self._number is None:
                self._number = Item.objects.aggregate(last=Max("number"))["last"] or 0
            self._subscribers.add(subscriber)
            if not self._listening:
                self._listening = True
                wakeups.subscribe(self.turn, PROJECTED)
            return self._number

    def leave(self, subscriber: Subscriber) -> None:
        """Let a stream go."""
        with self._guard:
            self._subscribers.discard(subscriber)

    def turn(self) -> None:
        """Read what is new and hand it out; runs in the listening thread."""
        with self._guard:
            if not self._subscribers:
                self._number = None
                return
            try:
                fresh = list(Item.objects.filter(number__gt=self._number or 0).order_by("number")[:500])
                if fresh:
                    self._number = fresh[-1].number
                    self._hand_out(fresh)
            finally:
                connections.close_all()

    def _hand_out(self, fresh: list[Item]) -> None:
        self._refresh(fresh)
        by_language: dict[str, list[Subscriber]] = defaultdict(list)
        for subscriber in self._subscribers:
            by_language[subscriber.standing.language].append(subscriber)
        for language, readers in by_language.items():
            shown = [item for item in fresh if item.keys]
            for item, line in zip(shown, render(shown, language), strict=True):
                for subscriber in readers:
                    if may_see(item, subscriber.standing):
                        subscriber.hand(line)

    def _refresh(self, fresh: list[Item]) -> None:
        """Standings held in memory follow what happened to roles, memberships, grants and blocks."""
        changed = {
            UUID(uid) for item in fresh if item.type in STANDINGS for _role, _type, uid in item.touches
        }
        if not changed:
            return
        for subscriber in self._subscribers:
            now = subscriber.standing
            parts = {now.person_id, *now.organisations, *now.groups, *now.offices, *now.blocked_by}
            if changed & parts or any(item.type.startswith("organisation.party") for item in fresh):
                person = Person.objects.filter(pk=now.person_id).first()
                subscriber.standing = standing(person, language=now.language)


hub = Hub()
