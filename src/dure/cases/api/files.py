"""Files of a case: attached, and opened after the same check and with the same log as on the page."""

from typing import Annotated, Any, Literal

from django.http import FileResponse
from ninja import File as Sent
from ninja import Form, Schema, Status, UploadedFile

from dure.cases.actions.openings import note_opening
from dure.cases.api.router import router
from dure.cases.api.shapes import FileShape
from dure.cases.queries import find_case, parts_seen
from dure.cases.queries.page import files_seen, may_open
from dure.ledger.errors import NotFound, Refused
from dure.network.asking import Request, key_of
from dure.network.standing import Standing
from dure.papers.actions import attach_file
from dure.papers.incoming import incoming_of
from dure.papers.serving import file_answer

BYTES: dict[str, Any] = {
    "responses": {
        200: {
            "description": "The bytes, under the name they came with",
            "content": {"*/*": {"schema": {"type": "string", "format": "binary"}}},
        }
    }
}


class Files(Schema):
    """Files of a case."""

    items: list[FileShape]


@router.get("/cases/{key}/files", tags=["files"], response=Files)
def case_files(request: Request, key: str) -> Files:
    """Files this reader may know of."""
    by: Standing = request.standing
    return Files(items=[FileShape.of(row) for row in files_seen(find_case(by, key), by)])


@router.post("/cases/{key}/files", tags=["files"], response={201: Files})
def attach_files(
    request: Request,
    key: str,
    file: Annotated[list[UploadedFile], Sent()],
    level: Annotated[Literal["CASE_TEAM", "OFFICE"], Form()] = "CASE_TEAM",
    technical: Annotated[bool, Form()] = False,
) -> Status[Files]:
    """Attach one or several files, as multipart form."""
    by: Standing = request.standing
    found = find_case(by, key)
    if "problem" not in parts_seen(by, found):
        raise NotFound("not_found")
    made = [
        attach_file(
            owner=found.ref, firm=found.firm, incoming=incoming_of(upload), level=level, technical=technical,
            by=by.actor,
        )
        for upload in file
    ]  # fmt: skip
    return Status(201, Files(items=[FileShape.of(row) for row in made]))


@router.get("/cases/{key}/files/{file}", tags=["files"], openapi_extra=BYTES)
def case_file(request: Request, key: str, file: str) -> FileResponse:
    """The bytes of a file; technical files after the non-disclosure agreement."""
    by: Standing = request.standing
    found = find_case(by, key)
    row = next((each for each in files_seen(found, by) if each.pk == key_of(file)), None)
    if row is None:
        raise NotFound("not_found")
    if missing := may_open(row, found, by):
        raise Refused(missing, allowed=("nda",))
    note_opening(case=found, part="file", by=by, address=request.META.get("REMOTE_ADDR"))
    return file_answer(row)
