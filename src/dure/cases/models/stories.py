"""해결사례: the redacted, approved card of a solved case, in one or several languages."""

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from dure.ledger.models import Kept


class SolvedStory(Kept):
    """What others may learn from a solved case."""

    ref_type = "story"
    case = models.OneToOneField("cases.DifficultyCase", on_delete=models.PROTECT, related_name="story")
    state = models.CharField(max_length=12, default="DRAFT")
    kind = models.ForeignKey("network.NeedKind", on_delete=models.PROTECT, null=True)
    fields = ArrayField(models.CharField(max_length=40), default=list)
    region = models.CharField(max_length=40, blank=True)
    with_name = models.BooleanField(default=False)
    effect_words = models.CharField(max_length=300, blank=True)
    approved_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)
    version = models.SmallIntegerField(default=1)

    class Meta:
        indexes: ClassVar[list[Any]] = [
            models.Index(
                models.F("published_at").desc(),
                models.F("id").desc(),
                condition=models.Q(state="PUBLISHED"),
                name="cases_story_newest",
            )
        ]

    def __str__(self) -> str:
        return self.state


class StoryWording(Kept):
    """Title, problem and solution of a story in one language."""

    ref_type = "story_wording"
    story = models.ForeignKey(SolvedStory, on_delete=models.PROTECT, related_name="wordings")
    language = models.CharField(max_length=8)
    title = models.CharField(max_length=200)
    problem = models.TextField()
    solution = models.TextField()
    source_version = models.SmallIntegerField(default=1)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["story", "language"], name="cases_story_language_once")
        ]

    def __str__(self) -> str:
        return self.title
