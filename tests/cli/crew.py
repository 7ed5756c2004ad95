"""A supervisor with a real database, real web workers and endless streams, for tests to stop and kill."""

import asyncio
import sys
import time
from pathlib import Path
from typing import Any

from dure.cli.postgres import FOR_TESTS, Embedded
from dure.cli.supervisor import Child, Supervisor
from dure.cli.web import Site, answers, serve_web


async def application(scope: dict[str, Any], receive: Any, send: Any) -> None:
    await send(
        {"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/event-stream")]}
    )
    while scope["path"] == "/stream":
        await send({"type": "http.response.body", "body": b"data: 1\n\n", "more_body": True})
        await asyncio.sleep(0.2)
    await send({"type": "http.response.body", "body": b"ok"})


def say_ready() -> None:
    sys.stdout.write("ready\n")


def main(home: Path, port: int) -> int:
    server = Embedded(home, settings=FOR_TESTS).start()
    where = Site("127.0.0.1", port, 2)
    children = [
        Child("web", lambda: serve_web(where, lambda: application)),
        Child("worker", lambda: time.sleep(600)),
    ]
    return Supervisor(children, server).run(ready=lambda: answers(where), announce=say_ready)


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1]), int(sys.argv[2])))
