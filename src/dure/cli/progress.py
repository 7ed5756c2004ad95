"""A progress bar on stderr, where stderr is a terminal and the work takes longer than two seconds."""

import sys
import time
from collections.abc import Iterable, Iterator, Sized
from dataclasses import dataclass, field
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

COLUMNS = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
SHORT = 2.0
Item = TypeVar("Item")


def bars() -> Progress:
    """Bars that are only drawn for a person who watches."""
    return Progress(*COLUMNS, console=Console(stderr=True), disable=not sys.stderr.isatty(), transient=True)


@dataclass
class Steps:
    """Tells how far a command of several parts is, once it has run for more than two seconds."""

    began: float = field(default_factory=time.monotonic)

    def over(self, items: Iterable[Item], what: str, total: int | None = None) -> Iterator[Item]:
        """The items one by one."""
        many = total if total is not None else len(items) if isinstance(items, Sized) else None
        progress = bars()
        task = progress.add_task(what, total=many)
        drawn = False
        try:
            for item in items:
                yield item
                progress.advance(task)
                if not drawn and time.monotonic() - self.began > SHORT:
                    progress.start()
                    drawn = True
        finally:
            progress.stop()
