"""Similar cases: published stories for everybody, and the reader's own office's, group's or firm's cases."""

from collections.abc import Iterator
from uuid import UUID

from django.utils.translation import gettext as _

from dure.cases.lifecycle import CASE
from dure.cases.models import DifficultyCase, SolvedStory
from dure.cases.queries import visible_to
from dure.cases.queries.stories import published_stories, worded
from dure.engines.retrieval.documents import Hit
from dure.matching import documents as d
from dure.matching.queries.questions import Hits, Question, Similar, best_by_object
from dure.matching.queries.showing import Suggestion, excerpt, few
from dure.matching.reasons import KIND, Reason, word_reasons, words_in

SAME_KIND, STILL_OPEN = 0.1, 0.8


class SimilarCases:
    """Stories and cases that were found and that this reader may open, read in one query each."""

    def __init__(self, question: Question, hits: Hits, without: UUID | None = None) -> None:
        self.question = question
        self._stories = best_by_object(hits[d.STORY])
        self._cases = best_by_object(hits[d.CASE])
        stories = published_stories().filter(pk__in=list(self._stories))
        self.stories: list[SolvedStory] = [row for row in stories if row.case_id != without]
        told = {row.case_id for row in self.stories}
        cases = visible_to(question.standing).filter(pk__in=list(self._cases)).exclude(pk=without)
        self.cases: list[DifficultyCase] = [
            row for row in cases.select_related("firm", "kind") if row.pk not in told
        ]

    def similar(self) -> list[Similar]:
        """What they can tell about others."""
        stories = [
            Similar(self._stories[row.pk].score, row.kind_id, tuple(row.fields), row.case_id)
            for row in self.stories
        ]
        cases = [
            Similar(self._cases[row.pk].score, row.kind_id, tuple(row.fields), row.pk) for row in self.cases
        ]
        return stories + cases

    def suggestions(self, kind: str | None) -> Iterator[Suggestion]:
        """All of them as suggestions; those of the kind asked for count a little more."""
        for story in self.stories:
            yield self._story(story, self._stories[story.pk], kind)
        for case in self.cases:
            yield self._case(case, self._cases[case.pk], kind)

    def _story(self, row: SolvedStory, hit: Hit, kind: str | None) -> Suggestion:
        reasons, factor = _reasons(row, hit, kind)
        shown = worded(row, self.question.standing.language)
        language = hit.id.split(":")[2]
        found = next((each for each in row.wordings.all() if each.language == language), shown)
        solved = row.published_at.year if row.published_at else ""
        meta = (
            _(row.kind.ko) if row.kind else "",
            row.region,
            _("{year}년").format(year=solved) if solved else "",
        )
        return Suggestion(
            id=row.pk,
            type=d.STORY,
            title=shown.title,
            score=hit.score * factor,
            reasons=reasons,
            url=f"/stories/{row.pk}",
            meta=tuple(filter(None, meta)),
            quote=excerpt((found.problem, found.solution), words_in(reasons)),
            language=found.language,
        )

    def _case(self, row: DifficultyCase, hit: Hit, kind: str | None) -> Suggestion:
        reasons, factor = _reasons(row, hit, kind)
        state = CASE.state(row.state)
        return Suggestion(
            id=row.pk,
            type=d.CASE,
            title=row.title,
            score=hit.score * factor * (1 if state.end else STILL_OPEN),
            reasons=reasons,
            url=f"/cases/{row.number}",
            meta=(row.number, row.firm.name, _(state.ko)),
            quote=excerpt((row.text, row.tried), words_in(reasons)),
            language=row.language,
        )


def _reasons(
    row: SolvedStory | DifficultyCase, hit: Hit, kind: str | None
) -> tuple[tuple[Reason, ...], float]:
    reasons, factor = [*word_reasons(hit.reasons)], 1.0
    if kind and row.kind and row.kind_id == kind:
        reasons.append(Reason(KIND, {"kind": kind, "name": row.kind.ko}))
        factor += SAME_KIND
    return few(reasons), factor
