"""The bytes of files: by content, outside the web root, with a sniffed type."""

import hashlib
import os
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import puremagic
from django.conf import settings

from dure.ledger.errors import Refused

HEAD = 8192
ALLOWED = {
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".webp": "image/webp",
    ".heic": "image/heic",
    ".gif": "image/gif",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".hwpx": "application/hwp+zip",
    ".hwp": "application/x-hwp",
    ".zip": "application/zip",
    ".txt": "text/plain",
    ".csv": "text/csv",
    ".dwg": "image/vnd.dwg",
    ".dxf": "image/vnd.dxf",
    ".step": "model/step",
    ".stp": "model/step",
    ".mp3": "audio/mpeg",
    ".m4a": "audio/mp4",
    ".mp4": "video/mp4",
}
SIGNATURES: dict[str, tuple[bytes, ...]] = {
    ".pdf": (b"%PDF-",),
    ".png": (b"\x89PNG\r\n\x1a\n",),
    ".jpg": (b"\xff\xd8\xff",),
    ".jpeg": (b"\xff\xd8\xff",),
    ".gif": (b"GIF87a", b"GIF89a"),
    ".webp": (b"RIFF",),
    ".docx": (b"PK\x03\x04",),
    ".xlsx": (b"PK\x03\x04",),
    ".pptx": (b"PK\x03\x04",),
    ".hwpx": (b"PK\x03\x04",),
    ".zip": (b"PK\x03\x04", b"PK\x05\x06"),
    ".hwp": (b"\xd0\xcf\x11\xe0",),
    ".dwg": (b"AC10",),
    ".step": (b"ISO-10303-21",),
    ".stp": (b"ISO-10303-21",),
}
PROGRAMS = (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xfe\xed\xfa", b"\xcf\xfa\xed\xfe")


@dataclass(frozen=True)
class Incoming:
    """A file on its way in: its name as given and its bytes in pieces."""

    name: str
    pieces: Iterable[bytes]
    head: bytes
    size: int


def clean_name(name: str) -> str:
    """The last part of a name, composed, without control characters, at most 200 long."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    plain = "".join(c for c in last if unicodedata.category(c)[0] != "C").strip(". ")
    stem, dot, suffix = plain.rpartition(".")
    return f"{stem[: 199 - len(suffix)]}{dot}{suffix}" if dot else plain[:200] or "file"


def sniff(incoming: Incoming) -> str:
    """The media type by content and name; Refused when the two disagree or the kind is not taken."""
    suffix = Path(incoming.name).suffix.lower()
    if incoming.size == 0:
        raise Refused("file_empty", name=incoming.name)
    if incoming.size > settings.FILE_LIMIT:
        raise Refused("file_too_large", name=incoming.name, limit=settings.FILE_LIMIT // 2**20)
    if incoming.head.startswith(PROGRAMS):
        raise Refused("file_is_program", name=incoming.name)
    if suffix not in ALLOWED:
        raise Refused("file_kind_unknown", name=incoming.name, suffix=suffix or "-")
    if suffix in SIGNATURES and not incoming.head.startswith(SIGNATURES[suffix]):
        raise Refused("file_not_what_it_says", name=incoming.name, suffix=suffix)
    if suffix in {".txt", ".csv"} and b"\x00" in incoming.head:
        raise Refused("file_not_what_it_says", name=incoming.name, suffix=suffix)
    if suffix in {".mp3", ".m4a", ".mp4", ".heic"}:
        _must_be_media(incoming)
    return ALLOWED[suffix]


def _must_be_media(incoming: Incoming) -> None:
    try:
        found = puremagic.from_string(incoming.head, mime=True)
    except (puremagic.PureError, ValueError):
        found = ""
    if not found.startswith(("audio/", "video/", "image/", "application/mp4")):
        raise Refused("file_not_what_it_says", name=incoming.name, suffix=Path(incoming.name).suffix)


def keep_bytes(incoming: Incoming) -> tuple[str, int]:
    """Write the bytes under their SHA-256; returns digest and size. The same content is kept once."""
    root = Path(settings.FILES_ROOT)
    root.mkdir(parents=True, exist_ok=True, mode=0o700)
    digest, size = hashlib.sha256(), 0
    with tempfile.NamedTemporaryFile(dir=root, delete=False) as out:
        try:
            for piece in incoming.pieces:
                size += len(piece)
                if size > settings.FILE_LIMIT:
                    raise Refused("file_too_large", name=incoming.name, limit=settings.FILE_LIMIT // 2**20)  # noqa: TRY301
                digest.update(piece)
                out.write(piece)
            out.flush()
            os.fsync(out.fileno())
            place = path_of(digest.hexdigest())
            place.parent.mkdir(exist_ok=True, mode=0o700)
            Path(out.name).replace(place)
        except BaseException:
            Path(out.name).unlink(missing_ok=True)
            raise
    return digest.hexdigest(), size


def path_of(sha256: str) -> Path:
    """Where the bytes of a digest lie."""
    return Path(settings.FILES_ROOT) / sha256[:2] / sha256


def pieces_of(sha256: str, size: int = 64 * 1024) -> Iterator[bytes]:
    """The bytes again, piece by piece."""
    with path_of(sha256).open("rb") as source:
        while piece := source.read(size):
            yield piece
