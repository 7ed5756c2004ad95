"""The index of this node: where it stands, and the reader each process keeps."""

from functools import cache
from pathlib import Path

from django.conf import settings

from dure.engines.retrieval.reader import Reader
from dure.engines.retrieval.shelf import FolderShelf


def shelf() -> FolderShelf:
    """The shelf of this installation on this node."""
    return FolderShelf(Path(settings.INDEX_ROOT))


def reader() -> Reader:
    """The reader of this process."""
    return _reader(Path(settings.INDEX_ROOT))


@cache
def _reader(root: Path) -> Reader:
    return Reader(FolderShelf(root))
