"""열람: everything kept about a person as one file, for that person."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from dure.desk.queries.copies import copy_of
from dure.network.asking import Request
from dure.network.doorkeeper import staff_only
from dure.papers.actions import log_opening
from dure.rights.actions import note_copy
from dure.rights.queries import find_request
from dure.rights.rules import places_here


@require_POST
@staff_only
def subject_copy(request: Request, key: UUID) -> HttpResponse:
    """Take out everything kept about a person for that person; who took it is on record twice."""
    by = request.standing
    found = find_request(key, by)
    note_copy(request=found, by=by)
    post = places_here(by, found.person).select_related("organisation").order_by("-during").first()
    log_opening(
        on=found.ref, standing=by, part="copy", task="SUBJECT_COPY",
        subject=post.organisation if post else None, address=request.META.get("REMOTE_ADDR"),
    )  # fmt: skip
    answer = HttpResponse(copy_of(found.person), content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="subject-{found.pk.hex[-8:]}.zip"'
    return answer
