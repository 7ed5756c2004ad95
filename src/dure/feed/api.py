"""The feed for programs."""

from datetime import datetime
from typing import Annotated

from ninja import Query, Router, Schema

from dure.feed.queries import Line, head, newest, position, since
from dure.ledger.errors import BadInput
from dure.network.api.paging import PAGE, Limit
from dure.network.asking import Request
from dure.network.standing import Standing

router = Router(tags=["feed"])
LONGEST = 18
WINDOW = 2_000
WINDOWS = 10


class ItemShape(Schema):
    """One thing that happened; `cursor` is also the id of the event in `/feed/stream`."""

    cursor: str
    at: datetime
    type: str
    text: str
    url: str

    @classmethod
    def of(cls, line: Line) -> "ItemShape":
        """One line."""
        return cls(cursor=str(line.number), at=line.at, type=line.type, text=line.words, url=line.url)


class Feed(Schema):
    """Items, the oldest first; `next` goes on from here."""

    items: list[ItemShape]
    next: str


@router.get("/feed", response=Feed)
def feed(
    request: Request,
    after: Annotated[
        str | None, Query(max_length=LONGEST, description="a cursor; without it the newest items")
    ] = None,
    limit: Limit = PAGE,
) -> Feed:
    """What happened in the clusters, as this reader may see it; go on with `next` until it stays the same."""
    by: Standing = request.standing
    if after is None:
        reached = position()
        lines = newest(by).lines[:limit][::-1]
    elif after.isascii() and after.isdigit():
        lines, reached = _after(by, int(after), limit)
    else:
        raise BadInput(fields=({"field": "after", "code": "unreadable"},))
    return Feed(items=[ItemShape.of(line) for line in lines], next=str(reached))


def _after(by: Standing, number: int, limit: int) -> tuple[list[Line], int]:
    """Lines after a number and how far they reach; a long way is gone in several calls."""
    last, lines = head(), []
    for _window in range(WINDOWS):
        up_to = min(last, number + WINDOW)
        if up_to <= number:
            break
        lines += since(by, number, up_to)
        number = up_to
        if len(lines) >= limit:
            return lines[:limit], lines[limit - 1].number
    return lines, number
