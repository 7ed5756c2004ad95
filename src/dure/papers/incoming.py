"""An uploaded file as something that can be kept."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile

from dure.papers.store import HEAD, Incoming, clean_name


def incoming_of(upload: "UploadedFile[Any]") -> Incoming:
    """Name, first bytes, size and pieces of an upload."""
    upload.seek(0)
    head = upload.read(HEAD)
    upload.seek(0)
    return Incoming(
        name=clean_name(upload.name or "file"), pieces=upload.chunks(), head=head, size=upload.size or 0
    )
