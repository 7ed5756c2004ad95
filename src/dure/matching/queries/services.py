"""Support programmes, agencies, authorities and hotlines that fit."""

from collections.abc import Iterator, Sequence

from django.db.models import Q

from dure.ledger import clock
from dure.matching import documents as d
from dure.matching.queries.hints import Hints
from dure.matching.queries.questions import Hits, Question, best_by_object
from dure.matching.queries.showing import Suggestion, Weighed, excerpt, few
from dure.matching.reasons import KIND, OWN_OFFICE, Reason, word_reasons, words_in
from dure.network.models import Service
from dure.network.queries.wording import wordings_of

SAME_KIND, ELSEWHERE = 0.15, 0.5


class OpenServices:
    """Services that were found, are open today and are not offered by somebody the firm keeps out."""

    def __init__(self, question: Question, hits: Hits) -> None:
        self.question = question
        self._found = best_by_object(hits[d.SERVICE])
        today = clock.today()
        rows = Service.objects.filter(Q(closed_on=None) | Q(closed_on__gt=today), pk__in=list(self._found))
        rows = rows.filter(Q(open_during=None) | Q(open_during__contains=today))
        shut = question.shut.organisations
        self.rows = [row for row in rows if row.provider_id not in shut]

    def needs(self) -> list[tuple[float, list[str]]]:
        """How well each fits, and for what it is."""
        return [(self._found[row.pk].score, row.needs) for row in self.rows if row.needs]

    def weighed(self, hints: Hints) -> Iterator[Weighed]:
        """All of them; those for the kind of need, and of the firm's own office, count more than others'."""
        offices = {firm.office_id for firm in self.question.firms}
        for row in self.rows:
            hit = self._found[row.pk]
            reasons, factor = [*word_reasons(hit.reasons)], 1.0
            if hints.kind_name and hints.kind in row.needs:
                reasons.append(Reason(KIND, {"kind": hints.kind, "name": hints.kind_name}))
                factor += SAME_KIND
            if row.office_id and row.office_id in offices:
                reasons.append(Reason(OWN_OFFICE))
            elif row.office_id and offices:
                factor *= ELSEWHERE
            yield Weighed(row.pk, hit.score * factor, row, few(reasons))

    def shown(self, chosen: Sequence[Weighed]) -> list[Suggestion]:
        """The chosen ones in the reader's language where there is a version."""
        worded = wordings_of([each.id for each in chosen], self.question.standing.language)
        return [_shown(each, worded.get(each.id, {})) for each in chosen]


def _shown(of: Weighed, words: dict[str, str]) -> Suggestion:
    row = of.row
    return Suggestion(
        id=of.id,
        type=d.SERVICE,
        title=words.get("name", row.name),
        score=of.score,
        reasons=of.reasons,
        url=f"/services/{row.code}",
        meta=tuple(filter(None, (words.get("whom_for", row.whom_for), row.contact))),
        quote=excerpt((row.text, row.conditions), words_in(of.reasons)),
    )
