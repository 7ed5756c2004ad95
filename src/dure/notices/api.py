"""Notices for programs."""

from datetime import datetime

from ninja import Router, Schema

from dure.network.api.paging import PAGE, Cursor, Limit, page
from dure.network.asking import Request
from dure.network.standing import Standing
from dure.notices.models import Notice
from dure.notices.queries import Told, notices_of, read_up_to, told

router = Router(tags=["notices"])


class NoticeShape(Schema):
    """Something that concerns the one who asks."""

    id: str
    at: datetime
    code: str
    text: str
    case: str | None
    is_new: bool

    @classmethod
    def of(cls, row: Notice, shown: Told) -> "NoticeShape":
        """One notice; the case by its number, to those who may see it now."""
        return cls(
            id=str(row.pk), at=shown.at, code=shown.code, text=shown.words, case=shown.case or None,
            is_new=shown.is_new,
        )  # fmt: skip


class Notices(Schema):
    """One page of notices."""

    items: list[NoticeShape]
    next: str | None


@router.get("/notices", response=Notices)
def notices(request: Request, cursor: Cursor = None, limit: Limit = PAGE) -> Notices:
    """One's own notices, the newest first."""
    by: Standing = request.standing
    rows, more = page(notices_of(by), cursor, limit)
    shown = told(rows, by, read=read_up_to(by))
    return Notices(items=[NoticeShape.of(*each) for each in zip(rows, shown, strict=True)], next=more)
