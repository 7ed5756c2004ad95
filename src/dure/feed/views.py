"""The feed as a page and as a stream."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from typing import TypeVar

from asgiref.sync import sync_to_async
from django.db import connections
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import translation

from dure.feed.actions import mark_read
from dure.feed.hub import Subscriber, hub
from dure.feed.queries import PAGE, Line, newest, read_up_to, since
from dure.feed.queries import render as in_words
from dure.ledger.errors import NotFound
from dure.network.doorkeeper import open_to_all, signed_in
from dure.network.models import Group
from dure.network.standing import Standing

HEARTBEAT = 15.0
Result = TypeVar("Result")


@open_to_all
def feed(request: HttpRequest) -> HttpResponse:
    """What happens in the clusters, newest first; own cases only for those they concern."""
    by = request.standing  # type: ignore[attr-defined]
    before = request.GET.get("before", "")
    lines = newest(by, before=int(before) if before.isdigit() and len(before) < 18 else None)
    read = read_up_to(by)
    if lines and by.person_id and not before:
        mark_read(by, lines[0].number)
    context = {"lines": lines, "read": read, "older": lines[-1].number if len(lines) == PAGE else None}
    return render(request, "feed/feed.html", context)


@open_to_all
def group(request: HttpRequest, key: str) -> HttpResponse:
    """From a line of the feed to the page of its group."""
    found = Group.objects.filter(pk=key).values_list("code", flat=True).first()
    if found is None:
        raise NotFound("not_found")
    return redirect(f"/groups/{found}")


@signed_in
def stream(request: HttpRequest) -> StreamingHttpResponse:
    """Server-sent events; the id is the number of the entry, and Last-Event-ID resumes without loss."""
    by = request.standing  # type: ignore[attr-defined]
    by = by._wrapped if hasattr(by, "_wrapped") and by.actor else by  # noqa: SLF001  (the session is read once)
    seen = request.headers.get("Last-Event-ID") or request.GET.get("since") or ""
    start = int(seen) if seen.isdigit() and len(seen) < 18 else None
    connections.close_all()
    answer = StreamingHttpResponse(_events(by, start), content_type="text/event-stream")
    answer["Cache-Control"] = "no-cache, no-transform"
    answer["X-Accel-Buffering"] = "no"
    return answer


async def _events(by: Standing, start: int | None) -> AsyncIterator[str]:
    queue: asyncio.Queue[Line | None] = asyncio.Queue()
    subscriber = Subscriber(by, asyncio.get_running_loop(), queue)
    head = await _in_thread(hub.join, subscriber)
    try:
        yield "retry: 2000\n\n"
        last = start if start is not None else head
        for line in await _in_thread(_missed, by, start) if start is not None else []:
            last = line.number
            yield _event(line, by.language)
        while True:
            try:
                line = await asyncio.wait_for(queue.get(), HEARTBEAT)
            except TimeoutError:
                yield ": still here\n\n"
                continue
            if line is None:
                return
            if line.number > last:
                last = line.number
                yield _event(line, by.language)
    finally:
        with contextlib.suppress(RuntimeError):
            hub.leave(subscriber)


def _missed(by: Standing, start: int) -> list[Line]:
    return in_words(since(by, start), by.language)


async def _in_thread(call: Callable[..., Result], *arguments: object) -> Result:
    def closing() -> Result:
        try:
            return call(*arguments)
        finally:
            connections.close_all()

    return await sync_to_async(closing, thread_sensitive=False)()


def _event(line: Line, language: str) -> str:
    with translation.override(language):
        html = " ".join(render_to_string("feed/line.html", {"line": line, "new": True}).split("\n"))
    return f"id: {line.number}\nevent: entry\ndata: {html}\n\n"
