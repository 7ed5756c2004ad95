"""Where an index stands: in memory, or in a folder where a new one is built beside the old and switched."""

import os
import shutil
from collections.abc import Hashable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from functools import cache
from hashlib import sha256
from importlib.metadata import version as installed
from itertools import count
from pathlib import Path
from typing import Protocol

import tantivy

from dure.engines.korean import measures, normal, words
from dure.engines.korean.words import COMPOUNDS, Analyser
from dure.engines.retrieval import index as index_file
from dure.engines.retrieval import views
from dure.engines.retrieval.index import Writer, schema
from dure.engines.retrieval.views import shared_analyser
from dure.engines.retrieval.weights import FILE
from dure.engines.thesaurus import finding, links
from dure.engines.thesaurus.concepts import FOLDER


@cache
def version() -> str:
    """The name of what decides the content of an index: model, dictionary, thesaurus, code and weights."""
    modules = (measures, normal, words, finding, links, views, index_file)
    sources = [Path(str(module.__file__)) for module in modules]
    content = b"".join(
        path.read_bytes() for path in [*sources, COMPOUNDS, FILE, *sorted(FOLDER.glob("*.tsv"))]
    )
    return f"kiwi-{installed('kiwipiepy-model')}-{sha256(content).hexdigest()[:10]}"


class Shelf(Protocol):
    """An index in use, and the way to put another in its place."""

    analyser: Analyser

    def writer(self) -> Writer:
        """The writer of the index in use, made when there is none; BusyError when another one writes."""

    def rebuild(self) -> AbstractContextManager[Writer]:
        """A writer for an empty index beside the one in use; what it committed takes its place at the end."""

    def is_current(self, writer: Writer) -> bool:
        """False once a rebuilt index has taken the place of the one this writer writes."""

    def in_use(self) -> Hashable:
        """What names the index in use; it changes with a rebuild."""

    def opened(self) -> tantivy.Index | None:
        """The index in use, opened for reading, if there is one."""


class MemoryShelf:
    """An index of one process that goes with it."""

    def __init__(self, analyser: Analyser | None = None) -> None:
        self.analyser = analyser or shared_analyser()
        self._index = tantivy.Index(schema())
        self._number = 0

    def writer(self) -> Writer:
        """The writer of the index in use."""
        return Writer(self._index, self.analyser, self._number)

    @contextmanager
    def rebuild(self) -> Iterator[Writer]:
        """A writer for another index, which takes the place of this one at the end."""
        beside = tantivy.Index(schema())
        with Writer(beside, self.analyser, self._number + 1) as writer:
            yield writer
        self._index, self._number = beside, self._number + 1

    def is_current(self, writer: Writer) -> bool:
        """Whether this writer writes the index in use."""
        return writer.writes == self._number

    def in_use(self) -> Hashable:
        """The number of the index."""
        return self._number

    def opened(self) -> tantivy.Index:
        """The index itself."""
        return self._index


class FolderShelf:
    """An index under a folder; `root/<version>` is a link to the generation that readers follow."""

    def __init__(self, root: Path, analyser: Analyser | None = None) -> None:
        self.root = root
        self.analyser = analyser or shared_analyser()

    def writer(self) -> Writer:
        """The writer of the index in use, made when there is none."""
        folder = self.in_use()
        if folder is None:
            folder = self._new_generation()
            self._switch(folder)
        return self._writer(folder)

    @contextmanager
    def rebuild(self) -> Iterator[Writer]:
        """A writer for the next generation; the one before stays for readers on their way, older ones go."""
        folder = self._new_generation()
        try:
            with self._writer(folder) as writer:
                yield writer
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        self._switch(folder)

    def is_current(self, writer: Writer) -> bool:
        """Whether this writer writes the generation in use."""
        return writer.writes == self.in_use()

    def in_use(self) -> Path | None:
        """The folder of the generation in use."""
        try:
            return self.root / (self.root / version()).readlink()
        except FileNotFoundError:
            return None

    def opened(self) -> tantivy.Index | None:
        """The generation in use."""
        folder = self.in_use()
        return tantivy.Index.open(str(folder)) if folder else None

    def _writer(self, folder: Path) -> Writer:
        return Writer(tantivy.Index(schema(), path=str(folder)), self.analyser, folder)

    def _new_generation(self) -> Path:
        self.root.mkdir(parents=True, exist_ok=True)
        taken = (each.name.removeprefix(f"{version()}.") for each in self.root.glob(f"{version()}.*"))
        highest = max((int(each) for each in taken if each.isdecimal()), default=0)
        for number in count(highest + 1):
            folder = self.root / f"{version()}.{number}"
            with suppress(FileExistsError):
                folder.mkdir()
                return folder
        raise AssertionError

    def _switch(self, folder: Path) -> None:
        before = self.in_use()
        beside = self.root / f"{folder.name}.link"
        beside.unlink(missing_ok=True)
        beside.symlink_to(folder.name)
        os.replace(beside, self.root / version())  # noqa: PTH105 - replaces a link, follows none
        for old in self.root.iterdir():
            if not old.is_symlink() and old not in (before, folder) and _is_older(old, folder):
                shutil.rmtree(old, ignore_errors=True)


def _is_older(old: Path, folder: Path) -> bool:
    return old.stat().st_mtime_ns <= folder.stat().st_mtime_ns
