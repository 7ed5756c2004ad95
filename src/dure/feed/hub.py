"""One hub a process: reads new entries once and hands them to every open stream, with permission and language."""

import asyncio
import logging
import signal
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from types import FrameType
from uuid import UUID

from django.contrib.sessions.models import Session
from django.template.loader import render_to_string
from django.utils import timezone, translation

from dure.feed.queries import Line, entries_after, facts_of, head, in_words
from dure.feed.rules import OF_ONE_PERSON, STANDINGS, Facts, keys_held, keys_of, may_see, names_firm
from dure.ledger.listening import PROJECTED, let_go, wakeups
from dure.ledger.models import Entry
from dure.ledger.numbering import number_entries
from dure.network.models import Person
from dure.network.standing import Standing, standing

log = logging.getLogger(__name__)
LONGEST_QUEUE = 500
AT_ONCE = 500
STANDING_HOLDS_FOR = 300.0
Signs = Callable[[Collection[UUID]], Mapping[UUID, str]]


@dataclass(frozen=True)
class Sent:
    """What goes into a stream: a line with its number, or a sign without one."""

    event: str
    html: str
    number: int | None = None

    def __str__(self) -> str:
        place = f"id: {self.number}\n" if self.number is not None else ""
        return f"{place}event: {self.event}\ndata: {' '.join(self.html.split())}\n\n"


@dataclass(eq=False)
class Subscriber:
    """An open stream: who reads, and where its lines go."""

    standing: Standing
    loop: asyncio.AbstractEventLoop
    session: str = ""
    queue: "asyncio.Queue[Sent | None]" = field(default_factory=asyncio.Queue)
    held: frozenset[str] = frozenset()
    stale_at: float = 0.0
    signs: dict[str, str] = field(default_factory=dict)

    def stands(self, now: Standing) -> None:
        """Take over what the reader is now."""
        self.standing, self.held = now, keys_held(now)
        self.stale_at = time.monotonic() + STANDING_HOLDS_FOR

    def hand(self, sent: Sent | None) -> None:
        """Put something into the stream from another thread; None ends it."""
        with suppress(RuntimeError):
            self.loop.call_soon_threadsafe(self._put, sent)

    def _put(self, sent: Sent | None) -> None:
        self.queue.put_nowait(sent if self.queue.qsize() < LONGEST_QUEUE else None)


class Hub:
    """Fans entries out to subscribers; whoever is too slow is let go and resumes."""

    def __init__(self) -> None:
        self._subscribers: set[Subscriber] = set()
        self._turning = threading.Lock()
        self._number: int | None = None
        self._listening = False
        self._signs: dict[str, Signs] = {}
        self.closed = False

    def __len__(self) -> int:
        return len(self._subscribers)

    def also(self, event: str, signs: Signs) -> None:
        """Let another room show a sign per person on every stream, sent whenever it has changed."""
        self._signs[event] = signs

    def join(self, subscriber: Subscriber) -> int:
        """Take a stream in; returns the number up to which it must read by itself."""
        subscriber.stands(subscriber.standing)
        with self._turning:
            if self._number is None:
                self._number = head()
            self._subscribers.add(subscriber)
            if not self._listening:
                self._listening = True
                wakeups.subscribe(self.turn)
                wakeups.subscribe(self.show_signs, PROJECTED)
            return self._number

    def leave(self, subscriber: Subscriber) -> None:
        """Let a stream go."""
        self._subscribers.discard(subscriber)

    def close(self) -> None:
        """End every stream; browsers come back to whoever serves next."""
        self.closed = True
        for subscriber in tuple(self._subscribers):
            subscriber.hand(None)

    def close_with_process(self) -> None:
        """End the streams when this process is told to stop; called from its main thread."""
        if threading.current_thread() is not threading.main_thread():
            return
        for number in (signal.SIGTERM, signal.SIGINT):
            before = signal.getsignal(number)

            def told(which: int, frame: FrameType | None, before: object = before) -> None:
                self.close()
                if callable(before):
                    before(which, frame)

            signal.signal(number, told)

    def turn(self) -> None:
        """Read what is new and hand it out; runs in the listening thread."""
        with self._turning:
            if not self._subscribers:
                self._number = None
                return
            try:
                number_entries()
                while fresh := entries_after(self._number or 0, limit=AT_ONCE):
                    self._hand_out(fresh)
                    self._number = fresh[-1].number
                    if len(fresh) < AT_ONCE:
                        break
            finally:
                let_go()

    def show_signs(self) -> None:
        """Send the signs of other rooms to those for whom they have changed."""
        subscribers = [each for each in tuple(self._subscribers) if each.standing.person_id]
        if not subscribers:
            return
        try:
            for event, signs in self._signs.items():
                shown = signs({each.standing.person_id for each in subscribers if each.standing.person_id})
                for each in subscribers:
                    sign = shown.get(each.standing.person_id or UUID(int=0), "")
                    if each.signs.get(event) != sign:
                        each.signs[event] = sign
                        each.hand(Sent(event, sign))
        finally:
            let_go()

    def _hand_out(self, fresh: Sequence[Entry]) -> None:
        self._notice_standings(fresh)
        facts, keys = facts_of(fresh), keys_of(fresh)
        readers: dict[tuple[str, bool], dict[int, list[Subscriber]]] = defaultdict(dict)
        for entry in fresh:
            number = entry.number or 0
            for each in self._who_sees(entry, keys.get(number, ()), facts):
                form = (each.standing.language, names_firm(entry, facts, each.standing))
                readers[form].setdefault(number, []).append(each)
        written: dict[int, list[tuple[Subscriber, Sent]]] = defaultdict(list)
        for (language, named), by_number in readers.items():
            shown = [entry for entry in fresh if entry.number in by_number]
            for line in in_words(shown, facts, language, lambda _entry, named=named: named):
                sent = line_sent(line, language)
                written[line.number] += [(each, sent) for each in by_number[line.number]]
        for number in sorted(written):
            for each, sent in written[number]:
                each.hand(sent)

    def _who_sees(self, entry: Entry, keys: Sequence[str], facts: Facts) -> list[Subscriber]:
        found = []
        for each in tuple(self._subscribers):
            if each.held.isdisjoint(keys):
                continue
            if each.stale_at < time.monotonic():
                self._refresh(each)
            if may_see(entry, keys, facts, each.standing, each.held):
                found.append(each)
        return found

    def _notice_standings(self, fresh: Sequence[Entry]) -> None:
        """Standings held in memory follow what happened to roles, memberships, grants and blocks."""
        for entry in fresh:
            if entry.type not in STANDINGS:
                continue
            uids = {touch.uid for touch in entry.touches.all()}
            for each in tuple(self._subscribers):
                now = each.standing
                if entry.type not in OF_ONE_PERSON:
                    each.stale_at = 0.0
                elif uids & {now.person_id, *now.organisations, *now.officers, *now.secretariats}:
                    self._refresh(each)

    def _refresh(self, subscriber: Subscriber) -> None:
        before = subscriber.standing
        person = Person.objects.filter(pk=before.person_id, account__is_active=True).first()
        left = subscriber.session and not _is_open(subscriber.session)
        if before.person_id and (person is None or left):
            self.leave(subscriber)
            subscriber.hand(None)
            person = None
        subscriber.stands(standing(person, language=before.language))


def line_sent(line: Line, language: str) -> Sent:
    """A line as it goes into a stream."""
    with translation.override(language):
        return Sent("entry", render_to_string("feed/line.html", {"line": line, "new": True}), line.number)


def _is_open(session: str) -> bool:
    return Session.objects.filter(session_key=session, expire_date__gt=timezone.now()).exists()


hub = Hub()
