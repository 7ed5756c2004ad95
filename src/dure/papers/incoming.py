"""An uploaded file as something that can be kept."""

import base64
import binascii
from typing import Any

from django.core.files.uploadedfile import UploadedFile

from dure.ledger.errors import Refused
from dure.papers.store import HEAD, Incoming, clean_name

DRAWN = "data:image/png;base64,"
DRAWN_MOST = 400_000


def incoming_of(upload: "UploadedFile[Any]") -> Incoming:
    """Name, first bytes, size and pieces of an upload."""
    upload.seek(0)
    head = upload.read(HEAD)
    upload.seek(0)
    return Incoming(
        name=clean_name(upload.name or "file"), pieces=upload.chunks(), head=head, size=upload.size or 0
    )


def drawn(text: str, name: str = "서명.png") -> Incoming | None:
    """A picture that was drawn on the screen and sent as a data URL; None where nothing was drawn."""
    if not text:
        return None
    try:
        right = text.startswith(DRAWN) and len(text) <= DRAWN_MOST
        raw = base64.b64decode(text.removeprefix(DRAWN), validate=True) if right else b""
    except (binascii.Error, ValueError):
        raw = b""
    if not raw.startswith(b"\x89PNG"):
        raise Refused("signature_unreadable")
    return Incoming(name=name, pieces=[raw], head=raw[:HEAD], size=len(raw))
