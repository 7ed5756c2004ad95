"""Fifty people at work on the large database while two hundred streams are open, on the same cores.

Measured after a warm-up: pages by page and role, suggestions while somebody types, commit to stream, and the memory
of all processes. Aims stand beside the figures; nothing is asserted.
"""

import argparse
import json
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench._place import conditions, surroundings, told
from bench._processes import memory_of
from bench.sizes import large_database, place

HERE = Path(__file__).resolve().parent.parent
PAGE_AIM, SUGGESTION_AIMS, STREAM_AIM, MEMORY_AIM = 150, (30, 150), 100, 1536


def main(arguments: list[str]) -> None:
    """Run the load and print the figures, as JSON with --json."""
    parser = argparse.ArgumentParser(prog="dure bench load")
    parser.add_argument("--users", type=int, default=50)
    parser.add_argument("--streams", type=int, default=200)
    parser.add_argument("--events", type=float, default=5.0, help="a second, through real actions")
    parser.add_argument("--warm-up", type=float, default=45)
    parser.add_argument("--seconds", type=float, default=180)
    parser.add_argument("--port", type=int, default=8790)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        figures = _measure(given, Path(folder))
    if given.json:
        print(json.dumps(figures, ensure_ascii=False, indent=1))
    else:
        _tell(figures)


def _measure(given: argparse.Namespace, folder: Path) -> dict[str, Any]:
    plan, seen, acted = folder / "plan", folder / "seen", folder / "acted"
    with large_database():
        from bench._load_plan import plan as planned

        plan.write_text(json.dumps(planned(given.users, given.streams)))
        from django.db import connection

        connection.close()
        connection.close_pool()
    address = f"http://127.0.0.1:{given.port}"
    with _served(given.port, address) as server:
        idle = memory_of(server.pid)
        whole = given.warm_up + given.seconds
        client = _python("bench._load_client", plan, address, given.warm_up, given.seconds, seen)
        time.sleep(min(15, given.warm_up / 2))
        actor = _python("bench._load_actor", plan, whole - 20, given.events, acted)
        codes = client.wait(whole + 120), actor.wait(whole + 120)
        busy = memory_of(server.pid)
        if any(codes):
            raise SystemExit(f"dure: the load did not come to its end: {codes}")
    return _figures(json.loads(seen.read_text()), json.loads(acted.read_text()), idle, busy)


@contextmanager
def _served(port: int, address: str) -> Iterator[subprocess.Popen[bytes]]:
    """`dure serve` on the large database, as an operator starts it: two web workers and the worker."""
    environment = surroundings(DURE_HOME=str(place()), DURE_BASE_URL=address, DURE_LOG="WARNING")
    command = [sys.executable, "-m", "dure.cli", "serve", "--port", str(port), "--workers", "2"]
    server = subprocess.Popen(command, env=environment)  # noqa: S603
    try:
        for _ in range(600):
            try:
                urllib.request.urlopen(f"{address}/healthz", timeout=2)  # noqa: S310
                break
            except OSError:
                time.sleep(0.2)
        yield server
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(30)


def _python(module: str, *arguments: object) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", module, *map(str, arguments)]
    return subprocess.Popen(command, cwd=HERE, env=surroundings())  # noqa: S603


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which this share of all lies, in milliseconds."""
    if not values:
        return float("nan")
    ordered = sorted(values)
    return 1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def _figures(seen: dict[str, Any], acted: dict[str, Any], idle: Any, busy: Any) -> dict[str, Any]:
    committed = acted["committed"]
    late = [
        arrived - committed[number]
        for number, all_ in seen["arrived"].items()
        if number in committed
        for arrived in all_
    ]
    pages = [
        {"page": page, "role": role, **_spread(values)}
        for page, roles in sorted(seen["pages"].items())
        for role, values in sorted(roles.items())
    ]
    by_page = [
        {"page": page, **_spread([one for values in roles.values() for one in values])}
        for page, roles in sorted(seen["pages"].items())
    ]
    by_role: dict[str, list[float]] = {}
    for roles in seen["pages"].values():
        for role, values in roles.items():
            by_role.setdefault(role, []).extend(values)
    return {
        "conditions": conditions(),
        "pages": by_page,
        "roles": [{"role": role, **_spread(values)} for role, values in sorted(by_role.items())],
        "pages_by_role": pages,
        "all_pages": _spread([one for values in by_role.values() for one in values]),
        "suggestions": _spread(seen["suggestions"]),
        "writes": _spread(seen["writes"]),
        "stream": {
            **_spread(late),
            "open": seen["streams"],
            "events": len(committed),
            "refused": acted["refused"],
        },
        "memory_idle": idle,
        "memory": busy,
        "failed": seen["failed"],
    }


def _spread(values: Sequence[float]) -> dict[str, Any]:
    shares = {"p50": 0.5, "p95": 0.95, "p99": 0.99}
    return {
        "count": len(values),
        **{name: round(percentile(values, share), 1) for name, share in shares.items()},
    }


def _tell(figures: dict[str, Any]) -> None:
    print(f"\n{figures['conditions']}")
    heads = ("ms", "count", "p50", "p95", "p99", "aim")
    told("Pages", heads, [_row(each["page"], each, f"p95 {PAGE_AIM}") for each in figures["pages"]])
    told(
        "Roles, all pages", heads, [_row(each["role"], each, f"p95 {PAGE_AIM}") for each in figures["roles"]]
    )
    slow = sorted(figures["pages_by_role"], key=lambda each: -each["p95"])[:12]
    told(
        "Slowest pages of a role",
        heads,
        [_row(f"{e['page']} {e['role']}", e, f"p95 {PAGE_AIM}") for e in slow],
    )
    told("Beside pages", heads, [
        _row("all pages", figures["all_pages"], f"p95 {PAGE_AIM}"),
        _row("suggestions", figures["suggestions"], "p50 {}, p99 {}".format(*SUGGESTION_AIMS)),
        _row("writes", figures["writes"], ""),
        _row(f"commit to stream ({figures['stream']['open']} open)", figures["stream"], f"p99 {STREAM_AIM}"),
    ])  # fmt: skip
    told("Memory, PSS in MiB", ("processes", "before", "after", "aim"), [
        (name, f"{figures['memory_idle'][name]:.0f}", f"{figures['memory'][name]:.0f}", MEMORY_AIM if name == "all" else "")
        for name in figures["memory"]
    ])  # fmt: skip
    if figures["failed"]:
        told("Failed", ("what", "times"), sorted(figures["failed"].items()))


def _row(name: str, each: dict[str, Any], aim: str) -> tuple[object, ...]:
    return (name, each["count"], each["p50"], each["p95"], each["p99"], aim)
