"""Sixteen writers record through the real door while readers follow, beside two other ways of numbering.

Ways: Dure numbers after the commit; a locked head row numbers inside each transaction; `pg_snapshot_xmin` orders
by transaction. What a way loses or doubles is asserted; how fast it is, is only told.
"""

import argparse
import multiprocessing
import time
from dataclasses import dataclass
from typing import Any

from bench._place import conditions, scratch_database, told

DATABASE = "dure_bench_ledger"
FORK = multiprocessing.get_context("fork")


@dataclass(frozen=True)
class Result:
    """What one way did with all entries."""

    way: str
    seconds: float
    written: int
    seen: dict[str, list[str]]

    @property
    def rate(self) -> float:
        """Entries a second."""
        return self.written / self.seconds


def main(arguments: list[str]) -> None:
    """Print appends a second of each way, and end with 1 when anything was lost or doubled."""
    parser = argparse.ArgumentParser(prog="dure bench ledger")
    parser.add_argument("--writers", type=int, default=16)
    parser.add_argument("--entries", type=int, default=1000, help="of each writer")
    parser.add_argument("--rounds", type=int, default=1)
    given = parser.parse_args(arguments)
    with scratch_database(DATABASE) as url:
        from bench._ledger_ways import WAYS, prepare

        prepare()
        rows, faults = [], 0
        for _ in range(given.rounds):
            results = [_run(way, url, given.writers, given.entries) for way in WAYS]
            best = results[0].rate
            for result in results:
                lost, doubled = _faults(result)
                faults += lost + doubled
                rate, ratio = f"{result.rate:,.0f}", f"{best / result.rate:.2f}"
                rows.append((result.way, result.written, lost, doubled, rate, ratio))
        title = (
            f"{given.writers} writers × {given.entries:,} entries, two readers beside them; {conditions()}"
        )
        told(title, ("way", "written", "lost", "doubled", "appends/s", "Dure is × as fast"), rows)
    if faults:
        raise SystemExit(1)


def _run(way: str, url: str, writers: int, entries: int) -> Result:
    from bench import _ledger_ways as ways

    begin, end, results = FORK.Barrier(writers + 3), FORK.Event(), FORK.Queue()
    hands = [FORK.Process(target=ways.write, args=(way, entries, begin, results)) for _ in range(writers)]
    eyes = [
        FORK.Process(target=ways.follow, args=(way, url, name, begin, end), kwargs={"results": results})
        for name in ("woken", "polling")
    ]
    for each in (*hands, *eyes):
        each.start()
    begin.wait(300)
    began = time.monotonic()
    done = [results.get(timeout=900) for _ in hands]
    seconds = max(ended for ended, _ in done) - began
    written = [uid for _, uids in done for uid in uids]
    ways.settle(way)
    end.set()
    seen = dict(results.get(timeout=120) for _ in eyes)
    for each in (*hands, *eyes):
        each.join()
    return Result(way, seconds, len(written), {"written": written, **seen})


def _faults(result: Result) -> tuple[int, int]:
    """How many entries a reader did not see, and how many it saw twice."""
    written: Any = set(result.seen["written"])
    lost = doubled = 0
    for name in ("woken", "polling"):
        seen = [uid for uid in result.seen[name] if uid in written]
        lost += len(written - set(seen))
        doubled += len(seen) - len(set(seen))
    return lost, doubled
