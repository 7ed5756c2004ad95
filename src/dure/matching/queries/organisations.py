"""Universities, institutes, support bodies and, for staff, firms that can help."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q

from dure.engines.retrieval.documents import Hit
from dure.matching.queries.experts import named
from dure.matching.queries.hints import Hints
from dure.matching.queries.places import Spot, nearness
from dure.matching.queries.questions import Question
from dure.matching.queries.showing import NO_HIT, Suggestion, Weighed, excerpt, few
from dure.matching.queries.weighing import A_FIRM, factor, known_by_cases, known_by_experts
from dure.matching.reasons import EXPERTS, SOLVED, Reason, word_reasons, words_in
from dure.network.models import Evidence, Organisation

NEARLY_BEST = 0.5
Row = Mapping[str, Any]


class Organisations:
    """Bodies found by their own words, through cases they solved or through their experts.

    Firms are suggested to staff only, who know whether two firms compete.
    """

    def __init__(
        self, question: Question, found: Mapping[UUID, Hit], hints: Hints, experts: Sequence[Weighed]
    ) -> None:
        self.question, self.hints, self._found = question, hints, found
        self._experts = _by_house(experts)
        bodies = Q(pk__in=[*hints.organisations, *self._experts]) & ~Q(kind="FIRM")
        rows = Organisation.objects.filter(Q(pk__in=list(found)) | bodies, closed_on=None)
        out = question.shut.organisations | {firm.id for firm in question.firms}
        self.rows = [row for row in rows.values("pk", "kind", *Spot.columns()) if row["pk"] not in out]

    def weighed(self) -> Iterable[Weighed]:
        """All of them."""
        return map(self._weighed, self.rows)

    def shown(self, chosen: Sequence[Weighed]) -> list[Suggestion]:
        """The chosen ones by name; their page is for staff."""
        if not chosen:
            return []
        lines = Evidence.objects.filter(organisation=OuterRef("pk")).order_by("pk").values("text")
        houses = Organisation.objects.select_related("complex").annotate(lines=ArraySubquery(lines))
        rows = houses.in_bulk([each.id for each in chosen])
        return [self._shown(each, rows[each.id]) for each in chosen]

    def _weighed(self, row: Row) -> Weighed:
        hit = self._found.get(row["pk"], NO_HIT)
        solved, likeness = self.hints.organisations.get(row["pk"], (0, 0.0))
        people, fitting = self._experts.get(row["pk"], (0, 0.0))
        reasons = [*word_reasons(hit.reasons)]
        if solved:
            reasons.append(Reason(SOLVED, {"count": solved}))
        if people:
            reasons.append(Reason(EXPERTS, {"count": people}))
        if near := nearness(self.question.spots, Spot.read(row)):
            reasons.append(near)
        score = max(hit.score, known_by_cases(likeness), known_by_experts(fitting)) * factor(reasons)
        return Weighed(row["pk"], score * (A_FIRM if row["kind"] == "FIRM" else 1), row, few(reasons), hit)

    def _shown(self, of: Weighed, row: Any) -> Suggestion:
        standing = self.question.standing
        texts = (row.products, row.about, *row.lines)
        return Suggestion(
            id=of.id,
            type="organisation",
            title=named(row.name, row.name_en, standing),
            score=of.score,
            reasons=of.reasons,
            url=f"/organisations/{of.id}" if standing.is_staff else "",
            meta=(named(row.complex.name, row.complex.name_en, standing),) if row.complex else (),
            quote=excerpt(texts, words_in(of.reasons)),
        )


def _by_house(experts: Sequence[Weighed]) -> dict[UUID, tuple[int, float]]:
    """How many fitting experts each house has, and how well the best of them fits."""
    least = max((each.hit.score for each in experts), default=0.0) * NEARLY_BEST
    found: dict[UUID, tuple[int, float]] = {}
    for each in experts:
        if each.hit.score >= least > 0:
            count, most = found.get(each.row["organisation_id"], (0, 0.0))
            found[each.row["organisation_id"]] = (count + 1, max(most, each.hit.score))
    return found
