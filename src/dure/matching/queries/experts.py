"""Experts who can help, with the facts that speak for and against asking them now."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from uuid import UUID

from django.db.models import Count, Q, prefetch_related_objects
from django.utils.translation import gettext as _

from dure.cases.models import Referral
from dure.cases.rules import LIVE
from dure.engines.retrieval.documents import Hit
from dure.ledger import clock
from dure.matching import documents as d
from dure.matching.queries.places import nearness
from dure.matching.queries.questions import Hints, Question
from dure.matching.queries.showing import NO_HIT, Suggestion, Weighed, excerpt, few
from dure.matching.queries.weighing import factor, known_by_cases
from dure.matching.reasons import AWAY, FIELD, FREE, FULL, KIND, SOLVED, Reason, word_reasons, words_in
from dure.network.models import ExpertProfile
from dure.network.standing import Standing

MOST_FIELDS = 2


class Experts:
    """Published experts found by their own words or through cases they solved, without anybody the firm keeps out."""

    def __init__(self, question: Question, found: Mapping[UUID, Hit], hints: Hints) -> None:
        self.question, self.hints, self._found = question, hints, found
        named = Q(pk__in=list(found)) | Q(person__in=list(hints.people))
        rows = ExpertProfile.objects.filter(named, published=True).select_related("organisation__complex")
        shut, me = question.shut, question.standing.person_id
        self.rows = [
            row
            for row in rows
            if row.person_id != me
            and row.person_id not in shut.people
            and row.organisation_id not in shut.organisations
        ]

    def weighed(self) -> list[Weighed]:
        """All of them; who has no time now counts less, and that is said."""
        loads, fields = _loads(self.rows), _fields(self.rows, self.hints)
        return [self._weighed(row, loads.get(row.person_id, 0), fields[row.pk]) for row in self.rows]

    def shown(self, chosen: Sequence[Weighed]) -> list[Suggestion]:
        """The chosen ones by name, with a line of what shows their knowledge."""
        prefetch_related_objects([each.row for each in chosen], "person", "evidence")
        return [_shown(each, self.question.standing) for each in chosen]

    def _weighed(self, row: ExpertProfile, load: int, fields: list[tuple[str, str]]) -> Weighed:
        hit = self._found.get(row.pk, NO_HIT)
        solved, likeness = self.hints.people.get(row.person_id, (0, 0.0))
        reasons = [*word_reasons(hit.reasons), *self._known(row, solved, fields)]
        if near := nearness(self.question.firms, row.organisation):
            reasons.append(near)
        reasons.append(availability(row, load, self.question.standing))
        score = max(hit.score, known_by_cases(likeness)) * factor(reasons)
        return Weighed(row.person_id, score, row, few(reasons), hit)

    def _known(self, row: ExpertProfile, solved: int, fields: list[tuple[str, str]]) -> Iterator[Reason]:
        if solved:
            yield Reason(SOLVED, {"count": solved})
        if fields:
            first = fields[:MOST_FIELDS]
            yield Reason(
                FIELD, {"codes": [code for code, _ko in first], "fields": [ko for _code, ko in first]}
            )
        if self.hints.kind_name and self.hints.kind in row.needs:
            yield Reason(KIND, {"kind": self.hints.kind, "name": self.hints.kind_name})


def availability(row: ExpertProfile, load: int, standing: Standing) -> Reason:
    """Whether an expert has time now; how many tasks is told to staff only."""
    today = clock.today()
    if not row.available or (row.away_until and row.away_until >= today):
        until = row.away_until if row.away_until and row.away_until >= today else None
        return Reason(AWAY, {"until": until.isoformat()} if until else {})
    told = {"count": load} if standing.is_staff else {}
    return Reason(FULL if load >= row.capacity else FREE, told)


def named(name: str, name_en: str, standing: Standing) -> str:
    """A name in Latin letters for those who do not read Korean, where there is one."""
    return name_en if standing.language != "ko" and name_en else name


def _loads(profiles: Sequence[ExpertProfile]) -> dict[UUID, int]:
    people = [row.person_id for row in profiles]
    live = Referral.objects.filter(person__in=people, state__in=LIVE).values_list("person_id")
    return dict(live.annotate(Count("pk")))


def _fields(profiles: Sequence[ExpertProfile], hints: Hints) -> Mapping[UUID, list[tuple[str, str]]]:
    found: dict[UUID, list[tuple[str, str]]] = defaultdict(list)
    if hints.fields:
        knows = ExpertProfile.fields.through.objects.filter(
            expertprofile__in=profiles, field__in=list(hints.fields)
        ).order_by("field")
        for pk, code, ko in knows.values_list("expertprofile_id", "field_id", "field__ko"):
            found[pk].append((code, ko))
    return found


def _shown(of: Weighed, standing: Standing) -> Suggestion:
    row = of.row
    title = named(row.person.name, row.person.name_en, standing)
    return Suggestion(
        id=of.id,
        type=d.EXPERT,
        title=f"{title} {_(row.title)}" if row.title else title,
        score=of.score,
        reasons=of.reasons,
        meta=(named(row.organisation.name, row.organisation.name_en, standing),),
        quote=excerpt((row.about, *(each.text for each in row.evidence.all())), words_in(of.reasons)),
    )
