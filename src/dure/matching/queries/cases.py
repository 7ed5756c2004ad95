"""Similar cases: published stories for everybody, and the reader's own office's, group's or firm's cases."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from dure.cases.lifecycle import CASE
from dure.cases.models import DifficultyCase, SolvedStory
from dure.cases.queries import visible_to
from dure.cases.queries.stories import published_stories, worded
from dure.engines.retrieval.documents import Hit
from dure.matching import documents as d
from dure.matching.queries.questions import Hits, Question, Similar, best_by_object
from dure.matching.queries.showing import Suggestion, Weighed, excerpt, few
from dure.matching.reasons import KIND, Reason, word_reasons, words_in

SAME_KIND, STILL_OPEN = 0.1, 0.8


class SimilarCases:
    """Stories and cases that were found and that this reader may open."""

    def __init__(self, question: Question, hits: Hits, without: UUID | None = None) -> None:
        self.language = question.standing.language
        self._stories = best_by_object(hits[d.STORY])
        self._cases = best_by_object(hits[d.CASE])
        stories = published_stories().prefetch_related(None).filter(pk__in=list(self._stories))
        self.stories: list[SolvedStory] = [row for row in stories if row.case_id != without]
        self.cases: list[DifficultyCase] = []
        if self._cases:
            told = [row.case_id for row in self.stories]
            cases = (
                visible_to(question.standing)
                .filter(pk__in=list(self._cases))
                .exclude(pk__in=[without, *told])
            )
            self.cases = list(cases.select_related("firm", "kind"))

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

    def weighed(self, kind: str | None) -> Iterator[Weighed]:
        """All of them; those of the kind asked for count a little more, those still open a little less."""
        for story in self.stories:
            hit = self._stories[story.pk]
            reasons, factor = _reasons(story, hit, kind)
            yield Weighed(story.pk, hit.score * factor, story, reasons, hit)
        for case in self.cases:
            hit = self._cases[case.pk]
            reasons, factor = _reasons(case, hit, kind)
            factor *= 1 if CASE.state(case.state).end else STILL_OPEN
            yield Weighed(case.pk, hit.score * factor, case, reasons, hit)

    def shown(self, chosen: Sequence[Weighed]) -> list[Suggestion]:
        """The chosen ones in the reader's language where there is a version."""
        prefetch_related_objects(
            [each.row for each in chosen if isinstance(each.row, SolvedStory)], "wordings"
        )
        return [self._story(each) if isinstance(each.row, SolvedStory) else _case(each) for each in chosen]

    def _story(self, of: Weighed) -> Suggestion:
        row, shown = of.row, worded(of.row, self.language)
        language = of.hit.id.split(":")[2]
        found = next((each for each in row.wordings.all() if each.language == language), shown)
        year = _("{year}년").format(year=row.published_at.year) if row.published_at else ""
        return Suggestion(
            id=of.id,
            type=d.STORY,
            title=shown.title,
            score=of.score,
            reasons=of.reasons,
            url=f"/stories/{of.id}",
            meta=tuple(filter(None, (_(row.kind.ko) if row.kind else "", row.region, year))),
            quote=excerpt((found.problem, found.solution), words_in(of.reasons)),
            language=found.language,
        )


def _case(of: Weighed) -> Suggestion:
    row = of.row
    return Suggestion(
        id=of.id,
        type=d.CASE,
        title=row.title,
        score=of.score,
        reasons=of.reasons,
        url=f"/cases/{row.number}",
        meta=(row.number, row.firm.name, _(CASE.state(row.state).ko)),
        quote=excerpt((row.text, row.tried), words_in(of.reasons)),
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
