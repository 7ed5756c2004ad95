"""The file of a backup: a ZIP whose last member says what must be in it, with a digest of every member."""

import hashlib
import json
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from dure.cli.cluster import CannotStart

FORMAT = 1
MANIFEST = "manifest.json"
PIECE = 1024 * 1024


@dataclass
class Contents:
    """What a backup says about itself."""

    dure: str
    made_at: str
    ledger: dict[str, Any]
    migrations: dict[str, list[str]]
    format: int = FORMAT
    tables: dict[str, dict[str, Any]] = field(default_factory=dict)
    members: dict[str, str] = field(default_factory=dict)
    damaged: list[str] = field(default_factory=list)

    @property
    def files(self) -> list[str]:
        """The digests of the files of people."""
        return [name.rsplit("/", 1)[-1] for name in self.members if name.startswith("files/")]

    @property
    def rows(self) -> int:
        """All rows of all tables."""
        return sum(int(told["rows"]) for told in self.tables.values())


class Packing:
    """Writes members one after another, and what they are at the end."""

    def __init__(self, place: Path, contents: Contents) -> None:
        self.contents = contents
        self._zip = zipfile.ZipFile(place, "w", allowZip64=True)

    def add(self, name: str, pieces: Iterable[bytes], *, pressed: bool = True) -> str:
        """Write a member piece by piece; returns its SHA-256."""
        member = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
        member.compress_type = zipfile.ZIP_DEFLATED if pressed else zipfile.ZIP_STORED
        digest = hashlib.sha256()
        with self._zip.open(member, "w", force_zip64=True) as out:
            for piece in pieces:
                digest.update(piece)
                out.write(piece)
        self.contents.members[name] = digest.hexdigest()
        return digest.hexdigest()

    def close(self) -> None:
        """Write the manifest, without which nothing reads this file."""
        self._zip.writestr(MANIFEST, json.dumps(asdict(self.contents), ensure_ascii=False, indent=1))
        self._zip.close()


class Unpacking:
    """Reads a backup, and trusts no byte of it before its digest agrees."""

    def __init__(self, place: Path) -> None:
        try:
            self._zip = zipfile.ZipFile(place)
            told = json.loads(self._zip.read(MANIFEST))
        except (OSError, zipfile.BadZipFile, KeyError, ValueError) as error:
            why = f"{place} is no backup of Dure, or it was cut short: {' '.join(str(error).split())}"
            raise CannotStart(why) from error
        if told.get("format") != FORMAT:
            why = f"{place} has format {told.get('format')}: restore it with the Dure that made it, {told.get('dure')}"
            raise CannotStart(why)
        self.contents = Contents(**told)

    def close(self) -> None:
        """Let go of the file."""
        self._zip.close()

    def pieces(self, name: str) -> Iterator[bytes]:
        """A member piece by piece; the last piece is followed by an error when the digest differs."""
        digest = hashlib.sha256()
        try:
            with self._zip.open(name) as source:
                while piece := source.read(PIECE):
                    digest.update(piece)
                    yield piece
        except (zipfile.BadZipFile, KeyError, EOFError, OSError) as error:
            raise _damaged(name) from error
        if digest.hexdigest() != self.contents.members[name]:
            raise _damaged(name)

    def read(self, name: str) -> bytes:
        """A small member as a whole; nothing where there is none."""
        return b"".join(self.pieces(name)) if name in self.contents.members else b""

    def must_be_whole(self) -> Iterator[str]:
        """Read every member to its end; yields the names that agree."""
        for name in self.contents.members:
            for _piece in self.pieces(name):
                pass
            yield name


def _damaged(name: str) -> CannotStart:
    return CannotStart(f"the backup is damaged at {name}: take an older one, nothing was changed")
