"""The feed as a page and as a stream."""

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import datetime
from typing import TypeVar

from asgiref.sync import sync_to_async
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render

from dure.feed.actions import mark_read
from dure.feed.hub import Sent, Subscriber, hub, line_sent
from dure.feed.queries import Place, newest, position, read_up_to, step_since
from dure.ledger.listening import let_go
from dure.network.asking import Request
from dure.network.doorkeeper import open_to_all, signed_in
from dure.network.standing import Standing, standing

HEARTBEAT = 15.0
RETRY = "retry: 2000\n\n"
Result = TypeVar("Result")


@open_to_all
def feed(request: Request) -> HttpResponse:
    """What happens in the clusters, newest first; own cases only for those they concern."""
    by = request.standing
    before = _place(request.GET.get("before", ""))
    known, read = position(), read_up_to(by)
    page = newest(by, before=before)
    if by.person_id and before is None and known > read:
        mark_read(by, known)
    context = {
        "lines": page.lines,
        "read": read if by.person_id else known,
        "stream": f"/feed/stream?since={known}" if by.person_id and before is None else "",
        "older": f"{page.older[0].isoformat()}~{page.older[1]}" if page.older else "",
        "earlier": before is not None,
    }
    return render(request, "feed/feed.html", context)


@signed_in
def stream(request: Request) -> StreamingHttpResponse:
    """Server-sent events; the id is the number of the entry, and Last-Event-ID resumes without loss."""
    by = standing(request.user.person, language=request.LANGUAGE_CODE)  # type: ignore[union-attr]
    start = _number(request.headers.get("Last-Event-ID", "")) or _number(request.GET.get("since", ""))
    events = _events(by, start, request.session.session_key or "")
    let_go()
    answer = StreamingHttpResponse(events, content_type="text/event-stream")
    answer["Cache-Control"] = "no-cache, no-transform"
    answer["X-Accel-Buffering"] = "no"
    return answer


async def _events(by: Standing, start: int | None, session: str) -> AsyncIterator[str]:
    subscriber = Subscriber(by, asyncio.get_running_loop(), session)
    if not len(hub):
        hub.close_with_process()
    joined = await _in_thread(hub.join, subscriber)
    try:
        yield RETRY
        while start is not None and start < joined:
            missed, start = await _in_thread(_missed, by, start, joined)
            for sent in missed:
                yield str(sent)
        while not hub.closed:
            try:
                told = await asyncio.wait_for(subscriber.queue.get(), HEARTBEAT)
            except TimeoutError:
                yield ": still here\n\n"
                continue
            if told is None:
                return
            yield str(told)
    finally:
        hub.leave(subscriber)


def _missed(by: Standing, start: int, joined: int) -> tuple[list[Sent], int]:
    lines, reached = step_since(by, start, joined)
    return [line_sent(line, by.language) for line in lines], reached


async def _in_thread(call: Callable[..., Result], *arguments: object) -> Result:
    def closing() -> Result:
        try:
            return call(*arguments)
        finally:
            let_go()

    return await sync_to_async(closing, thread_sensitive=False)()


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 18 else None


def _place(text: str) -> Place | None:
    moment, _tilde, number = text.partition("~")
    try:
        at = datetime.fromisoformat(moment)
    except ValueError:
        return None
    found = _number(number)
    return (at, found) if at.tzinfo and found is not None else None
