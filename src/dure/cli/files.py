"""Files that a command reads and writes; what is wrong with one is told in one line."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, NoReturn, TextIO, TypeVar

from dure.engines.formats import FormatError

Content = TypeVar("Content")


def fail(message: str) -> NoReturn:
    """End with one line on stderr."""
    print(f"dure: {message}", file=sys.stderr)
    raise SystemExit(2)


def read(name: str, how: Callable[[BinaryIO], Content]) -> Content:
    """What `how` makes of the file of that name, or of standard input for -."""
    try:
        if name == "-":
            return how(sys.stdin.buffer)
        with Path(name).open("rb") as file:
            return how(file)
    except FormatError as error:
        fail(f"{'standard input' if name == '-' else name}, {error}")
    except OSError as error:
        fail(f"{name}: {error.strerror}; name a file that can be read")


@contextmanager
def written(name: str | None) -> Iterator[TextIO]:
    """The file of that name to write to, standard output for -, nowhere for None."""
    try:
        if name == "-":
            yield sys.stdout
            sys.stdout.flush()
            return
        with Path(name or os.devnull).open("w", encoding="utf-8") as file:
            yield file
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        fail(f"{name}: {error.strerror}; name a place that can be written")
