"""Published stories for programs."""

from datetime import datetime
from typing import Annotated

from django.http import HttpRequest
from ninja import Query, Schema

from dure.cases.api.router import router
from dure.cases.models import SolvedStory
from dure.cases.queries.stories import find_story, published_stories, worded
from dure.ledger.errors import NotFound
from dure.network.api.paging import PAGE, Cursor, Limit, page
from dure.network.api.shapes import Named
from dure.network.asking import key_of


class StoryShape(Schema):
    """A story in the reader's language where there is one; the firm only if it wanted its name in it."""

    id: str
    kind: str | None
    fields: list[str]
    region: str
    title: str
    problem: str
    solution: str
    language: str
    languages: list[str]
    effect: str
    firm: Named | None
    published_at: datetime | None

    @classmethod
    def of(cls, row: SolvedStory, language: str) -> "StoryShape":
        """One story."""
        told = worded(row, language)
        return cls(
            id=str(row.pk), kind=row.kind_id, fields=row.fields, region=row.region, title=told.title,
            problem=told.problem, solution=told.solution, language=told.language,
            languages=sorted(each.language for each in row.wordings.all()), effect=row.effect_words,
            firm=Named.of(row.case.firm) if row.with_name else None, published_at=row.published_at,
        )  # fmt: skip


class Stories(Schema):
    """One page of stories."""

    items: list[StoryShape]
    next: str | None


@router.get("/stories", tags=["stories"], response=Stories)
def stories(
    request: HttpRequest,
    kind: Annotated[str, Query(max_length=24)] = "",
    cursor: Cursor = None,
    limit: Limit = PAGE,
) -> Stories:
    """Published stories, the newest first."""
    rows, more = page(published_stories(kind=kind).select_related("case__firm"), cursor, limit)
    return Stories(items=[StoryShape.of(row, _language(request)) for row in rows], next=more)


@router.get("/stories/{key}", tags=["stories"], response=StoryShape)
def story(request: HttpRequest, key: str) -> StoryShape:
    """One published story."""
    if (uid := key_of(key)) is None:
        raise NotFound("not_found")
    return StoryShape.of(find_story(uid), _language(request))


def _language(request: HttpRequest) -> str:
    return request.standing.language  # type: ignore[attr-defined, no-any-return]
