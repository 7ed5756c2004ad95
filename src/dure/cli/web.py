"""The web server: granian, whose workers are forked from a process that has loaded everything already."""

import http.client
import multiprocessing
import os
import socket
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from dure.cli.cluster import CannotStart
from dure.cli.launching import die_with_parent

STREAMS_PER_WORKER = 1024
# A page gives up the interpreter at each of its questions to the database and must win it back from the streams;
# with Python's own five milliseconds a turn, thirty questions may wait for a sixth of a second.
TURN = 0.001


@dataclass(frozen=True)
class Site:
    """Where the pages are served, and by how many processes."""

    host: str
    port: int
    workers: int


def serve_web(where: Site, load: Callable[[], Callable[..., Any]] | None = None) -> None:
    """Serve until told to stop; streams that are still open after three seconds are cut."""
    from granian.constants import Interfaces, Loops
    from granian.log import LogLevels
    from granian.server import Server

    multiprocessing.set_start_method("fork", force=True)
    Server(
        "dure.site.asgi:application",
        address=where.host,
        port=where.port,
        workers=where.workers,
        interface=Interfaces.ASGINL,
        loop=Loops.uvloop,
        websockets=False,
        backpressure=STREAMS_PER_WORKER,
        workers_kill_timeout=3,
        respawn_failed_workers=True,
        log_level=LogLevels.warning,
    ).serve(target_loader=partial(_forked, load or _application, os.getpid()), wrap_loader=False)


def _forked(load: Callable[[], Callable[..., Any]], parent: int) -> Callable[..., Any]:
    die_with_parent()
    if os.getppid() != parent:
        os._exit(1)
    sys.setswitchinterval(TURN)
    return load()


def _application() -> Callable[..., Any]:
    from granian.utils.proxies import wrap_asgi_with_proxy_headers

    from dure.site.asgi import application

    # Only what stands before the site may say for whom it asks; rates and the access log go by that address.
    proxies = os.environ.get("DURE_PROXIES", "127.0.0.1,::1")
    wrapped: Callable[..., Any] = wrap_asgi_with_proxy_headers(application, proxies)
    return wrapped


def must_be_free(where: Site) -> None:
    """Refuse a port that somebody listens on."""
    family = socket.AF_INET6 if ":" in where.host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((where.host, where.port))
        except OSError as error:
            why = f"cannot listen on {where.host}:{where.port} ({error.strerror}): choose another --port"
            raise CannotStart(why) from error


def answers(where: Site) -> bool:
    """Whether the pages are there."""
    link = http.client.HTTPConnection(where.host, where.port, timeout=2)
    try:
        link.request("GET", "/healthz")
        return link.getresponse().status < 500
    except (OSError, http.client.HTTPException):
        return False
    finally:
        link.close()
