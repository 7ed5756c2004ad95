"""A kept file as the answer to a request: it never runs as a page and keeps the name it came with."""

from django.http import FileResponse
from django.utils.http import content_disposition_header

from dure.papers.models import File
from dure.papers.store import path_of

SHOWN = ("image/png", "image/jpeg", "image/webp", "image/gif")


def file_answer(row: File, *, shown: bool = False) -> FileResponse:
    """The bytes of a file to take away; with `shown`, a picture is shown in its place on a page."""
    inline = shown and row.media_type in SHOWN
    answer = FileResponse(path_of(row.sha256).open("rb"), content_type=row.media_type)
    named = content_disposition_header(as_attachment=not inline, filename=row.name)
    answer["Content-Disposition"] = named or "attachment"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["Cache-Control"] = "private, max-age=3600" if shown else "private, no-store"
    return answer
