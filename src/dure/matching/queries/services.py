"""Support programmes, agencies, authorities and hotlines that fit."""

from collections.abc import Iterator

from django.db.models import Q

from dure.ledger import clock
from dure.matching import documents as d
from dure.matching.queries.questions import Hits, Question, best_by_object
from dure.matching.queries.showing import Suggestion, excerpt, few
from dure.matching.reasons import KIND, OWN_OFFICE, Reason, word_reasons, words_in
from dure.network.models import NeedKind, Service
from dure.network.queries.wording import wordings_of

SAME_KIND, ELSEWHERE = 0.15, 0.5


class OpenServices:
    """Services that were found, are open today and are not offered by somebody the firm keeps out."""

    def __init__(self, question: Question, hits: Hits) -> None:
        self.question = question
        self._found = best_by_object(hits[d.SERVICE])
        today = clock.today()
        rows = Service.objects.filter(pk__in=list(self._found))
        rows = rows.filter(Q(closed_on=None) | Q(closed_on__gt=today))
        rows = rows.filter(Q(open_during=None) | Q(open_during__contains=today))
        shut = Q(provider__in=question.shut.organisations)
        self.rows = list(rows.exclude(shut & Q(provider__isnull=False)))

    def needs(self) -> list[tuple[float, list[str]]]:
        """How well each fits, and for what it is."""
        return [(self._found[row.pk].score, row.needs) for row in self.rows if row.needs]

    def suggestions(self, kind: str | None) -> Iterator[Suggestion]:
        """All of them; those for the kind of need, and of the firm's own office, count more than others'."""
        names = {each.code: each.ko for each in NeedKind.objects.filter(pk=kind)} if kind else {}
        offices = {firm.office_id for firm in self.question.firms}
        worded = wordings_of([row.pk for row in self.rows], self.question.standing.language)
        for row in self.rows:
            hit = self._found[row.pk]
            reasons, factor = [*word_reasons(hit.reasons)], 1.0
            if kind in names and kind in row.needs:
                reasons.append(Reason(KIND, {"kind": kind, "name": names[kind]}))
                factor += SAME_KIND
            if row.office_id and row.office_id in offices:
                reasons.append(Reason(OWN_OFFICE))
            elif row.office_id and offices:
                factor *= ELSEWHERE
            yield Suggestion(
                id=row.pk,
                type=d.SERVICE,
                title=worded.get(row.pk, {}).get("name", row.name),
                score=hit.score * factor,
                reasons=few(reasons),
                url=f"/services/{row.code}",
                meta=tuple(filter(None, (row.whom_for, row.contact))),
                quote=excerpt((row.text, row.conditions), words_in(reasons)),
            )
