"""Published stories."""

from uuid import UUID

from django.db.models import Q, QuerySet

from dure.cases.models import SolvedStory, StoryWording
from dure.ledger.errors import NotFound


def published_stories(*, kind: str = "", words: str = "") -> QuerySet[SolvedStory]:
    """Stories open to all, newest first; each of the words stands somewhere in one language version."""
    rows = SolvedStory.objects.filter(state="PUBLISHED").prefetch_related("wordings").select_related("kind")
    if kind:
        rows = rows.filter(kind_id=kind)
    if words:
        told = StoryWording.objects.all()
        for word in words.split()[:8]:
            told = told.filter(
                Q(title__icontains=word) | Q(problem__icontains=word) | Q(solution__icontains=word)
            )
        rows = rows.filter(pk__in=told.values("story"))
    return rows.order_by("-published_at", "-id")


def find_story(key: str | UUID) -> SolvedStory:
    """A published story; NotFound for anything else."""
    found = published_stories().filter(pk=key).first()
    if found is None:
        raise NotFound("not_found")
    return found


def worded(story: SolvedStory, language: str) -> StoryWording:
    """The wording in a language, else in Korean, else in any."""
    by_language = {wording.language: wording for wording in story.wordings.all()}
    return by_language.get(language) or by_language.get("ko") or next(iter(by_language.values()))
