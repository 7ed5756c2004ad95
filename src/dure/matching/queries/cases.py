"""Similar cases: published stories for everybody, and the reader's own office's, group's or firm's cases."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models import Min
from django.utils.translation import gettext as _

from dure.cases.lifecycle import CASE
from dure.cases.models import DifficultyCase, SolvedStory
from dure.cases.queries import visible_to
from dure.cases.queries.stories import published_stories, worded
from dure.matching import documents as d
from dure.matching.queries.hints import Hints, Similar
from dure.matching.queries.questions import Hits, Question, best_by_object
from dure.matching.queries.showing import Suggestion, Weighed, excerpt, few
from dure.matching.reasons import KIND, Reason, word_reasons, words_in

SAME_KIND, STILL_OPEN = 0.1, 0.8
Row = Mapping[str, Any]


class SimilarCases:
    """Stories and cases that were found and that this reader may open."""

    def __init__(self, question: Question, hits: Hits, without: UUID | None = None) -> None:
        self.standing = question.standing
        self._hits = {**best_by_object(hits[d.STORY]), **best_by_object(hits[d.CASE])}
        stories = SolvedStory.objects.filter(pk__in=list(best_by_object(hits[d.STORY])), state="PUBLISHED")
        rows = stories.annotate(told=Min("wordings__title")).values(
            "pk", "case_id", "kind_id", "fields", "told"
        )
        self._stories = self._told_once(row for row in rows if row["case_id"] != without)
        self._cases: list[Row] = []
        if hits[d.CASE]:
            told = [row["case_id"] for row in self._stories]
            cases = visible_to(self.standing).filter(pk__in=list(best_by_object(hits[d.CASE])))
            self._cases = list(
                cases.exclude(pk__in=[without, *told]).values("pk", "state", "kind_id", "fields")
            )

    def _told_once(self, rows: Iterable[Row]) -> list[Row]:
        """Of stories that bear the same title, the likest."""
        likest: dict[str, Row] = {}
        for row in sorted(rows, key=lambda row: (-self._hits[row["pk"]].score, row["pk"])):
            likest.setdefault(row["told"], row)
        return list(likest.values())

    def similar(self) -> list[Similar]:
        """What they can tell about others."""
        return [
            Similar(
                self._hits[row["pk"]].score,
                row["kind_id"],
                tuple(row["fields"]),
                row.get("case_id", row["pk"]),
            )
            for row in (*self._stories, *self._cases)
        ]

    def weighed(self, hints: Hints) -> Iterator[Weighed]:
        """All of them; those of the kind asked for count a little more, those still open a little less."""
        for row in (*self._stories, *self._cases):
            hit = self._hits[row["pk"]]
            reasons, factor = [*word_reasons(hit.reasons)], 1.0
            if hints.kind_name and row["kind_id"] == hints.kind:
                reasons.append(Reason(KIND, {"kind": hints.kind, "name": hints.kind_name}))
                factor += SAME_KIND
            if "state" in row and not CASE.state(row["state"]).end:
                factor *= STILL_OPEN
            yield Weighed(row["pk"], hit.score * factor, row, few(reasons), hit)

    def shown(self, chosen: Sequence[Weighed]) -> list[Suggestion]:
        """The chosen ones in the reader's language where there is a version."""
        told = published_stories().filter(pk__in=[each.id for each in chosen if "case_id" in each.row])
        stories = {row.pk: row for row in told} if any("case_id" in each.row for each in chosen) else {}
        own = [each.id for each in chosen if each.id not in stories]
        cases = DifficultyCase.objects.select_related("firm").in_bulk(own) if own else {}
        return [
            self._story(each, stories[each.id]) if each.id in stories else _case(each, cases[each.id])
            for each in chosen
        ]

    def _story(self, of: Weighed, row: SolvedStory) -> Suggestion:
        shown = worded(row, self.standing.language)
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


def _case(of: Weighed, row: DifficultyCase) -> Suggestion:
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
