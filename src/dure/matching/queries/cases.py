"""Similar cases: published stories for everybody, and the reader's own office's, group's or firm's cases."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext as _

from dure.cases.lifecycle import CASE
from dure.cases.models import DifficultyCase, StoryWording
from dure.cases.queries import visible_to
from dure.matching import documents as d
from dure.matching.queries.hints import Hints, Similar, kind_names
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
        self._wordings = _wordings(best_by_object(hits[d.STORY]), without)
        self._stories = self._told_once()
        self._cases: list[Row] = []
        if hits[d.CASE]:
            told = [row["case_id"] for row in self._stories]
            cases = visible_to(self.standing).filter(pk__in=list(best_by_object(hits[d.CASE])))
            self._cases = list(
                cases.exclude(pk__in=[without, *told]).values("pk", "state", "kind_id", "fields")
            )

    def _told_once(self) -> list[Row]:
        """Of stories that bear the same title, the likest."""
        likest: dict[str, Row] = {}
        stories = {row["pk"]: row for row in self._wordings}
        for row in sorted(stories.values(), key=lambda row: (-self._hits[row["pk"]].score, row["pk"])):
            likest.setdefault(row["title"], row)
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
        own = [each.id for each in chosen if "state" in each.row]
        cases = DifficultyCase.objects.select_related("firm").in_bulk(own) if own else {}
        return [_case(each, cases[each.id]) if each.id in cases else self._story(each) for each in chosen]

    def _story(self, of: Weighed) -> Suggestion:
        versions = {row["language"]: row for row in self._wordings if row["pk"] == of.id}
        found = versions.get(of.hit.id.split(":")[2], of.row)
        shown = versions.get(self.standing.language) or versions.get("ko") or found
        kind, published = kind_names().get(shown["kind_id"] or "", ""), shown["published_at"]
        year = _("{year}년").format(year=published.year) if published else ""
        return Suggestion(
            id=of.id,
            type=d.STORY,
            title=shown["title"],
            score=of.score,
            reasons=of.reasons,
            url=f"/stories/{of.id}",
            meta=tuple(filter(None, (_(kind) if kind else "", shown["region"], year))),
            quote=excerpt((found["problem"], found["solution"]), words_in(of.reasons)),
            language=found["language"],
        )


def _wordings(found: Collection[UUID], without: UUID | None) -> list[Row]:
    """The language versions of published stories, each with what its story says."""
    rows = StoryWording.objects.filter(story__in=list(found), story__state="PUBLISHED").exclude(
        story__case=without
    )
    story = {name: F(f"story__{name}") for name in ("case_id", "kind_id", "fields", "region", "published_at")}
    told = rows.order_by("language").values(
        "language", "title", "problem", "solution", pk=F("story_id"), **story
    )
    return list(told) if found else []


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
