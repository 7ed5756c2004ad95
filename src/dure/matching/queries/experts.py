"""Experts who can help, with the facts that speak for and against asking them now."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from dure.cases.models import Referral
from dure.cases.rules import LIVE
from dure.engines.retrieval.documents import Hit
from dure.ledger import clock
from dure.matching import documents as d
from dure.matching.queries.hints import Hints
from dure.matching.queries.places import Spot, nearness
from dure.matching.queries.questions import Question
from dure.matching.queries.showing import NO_HIT, Suggestion, Weighed, excerpt, few
from dure.matching.queries.weighing import factor, known_by_cases
from dure.matching.reasons import AWAY, FIELD, FREE, FULL, KIND, SOLVED, Reason, word_reasons, words_in
from dure.network.models import ExpertProfile
from dure.network.standing import Standing

MOST_FIELDS = 2
COLUMNS = ("pk", "person_id", "organisation_id", "needs", "capacity", "available", "away_until")
HOUSE = "organisation__"
Row = Mapping[str, Any]
Known = Mapping[UUID, list[tuple[str, str]]]


class Experts:
    """Published experts found by their own words or through cases they solved, without anybody the firm keeps out."""

    def __init__(self, question: Question, found: Mapping[UUID, Hit], hints: Hints) -> None:
        self.question, self.hints, self._found = question, hints, found
        named = Q(pk__in=list(found)) | Q(person__in=list(hints.people))
        rows = ExpertProfile.objects.filter(named, published=True).values(*COLUMNS, *Spot.columns(HOUSE))
        shut, me = question.shut, question.standing.person_id
        self.rows: list[Row] = [
            row
            for row in rows
            if row["person_id"] != me
            and row["person_id"] not in shut.people
            and row["organisation_id"] not in shut.organisations
        ]

    def weighed(self) -> list[Weighed]:
        """All of them; who has no time now counts less, and that is said."""
        loads, known = _loads(self.rows), _known(self.rows, self.hints)
        return [self._weighed(row, loads.get(row["person_id"], 0), known) for row in self.rows]

    def shown(self, chosen: Sequence[Weighed]) -> list[Suggestion]:
        """The chosen ones by name, with a line of what shows their knowledge."""
        profiles = ExpertProfile.objects.select_related("person", "organisation").prefetch_related("evidence")
        rows = profiles.in_bulk([each.row["pk"] for each in chosen]) if chosen else {}
        return [_shown(each, rows[each.row["pk"]], self.question.standing) for each in chosen]

    def _weighed(self, row: Row, load: int, known: Known) -> Weighed:
        hit = self._found.get(row["pk"], NO_HIT)
        solved, likeness = self.hints.people.get(row["person_id"], (0, 0.0))
        reasons = [*word_reasons(hit.reasons), *self._facts(row, solved, known)]
        if near := nearness(self.question.spots, Spot.read(row, HOUSE)):
            reasons.append(near)
        reasons.append(_availability(row, load, self.question.standing))
        score = max(hit.score, known_by_cases(likeness)) * factor(reasons)
        return Weighed(row["person_id"], score, row, few(reasons), hit)

    def _facts(self, row: Row, solved: int, known: Known) -> Iterator[Reason]:
        if solved:
            yield Reason(SOLVED, {"count": solved})
        if fields := known.get(row["pk"], [])[:MOST_FIELDS]:
            yield Reason(
                FIELD, {"codes": [code for code, _ko in fields], "fields": [ko for _code, ko in fields]}
            )
        if self.hints.kind_name and self.hints.kind in row["needs"]:
            yield Reason(KIND, {"kind": self.hints.kind, "name": self.hints.kind_name})


def named(name: str, name_en: str, standing: Standing) -> str:
    """A name in Latin letters for those who do not read Korean, where there is one."""
    return name_en if standing.language != "ko" and name_en else name


def _availability(row: Row, load: int, standing: Standing) -> Reason:
    """Whether an expert has time now; how many tasks is told to staff only."""
    until = row["away_until"] if row["away_until"] and row["away_until"] >= clock.today() else None
    if until or not row["available"]:
        return Reason(AWAY, {"until": until.isoformat()} if until else {})
    told = {"count": load} if standing.is_staff else {}
    return Reason(FULL if load >= row["capacity"] else FREE, told)


def _loads(rows: Sequence[Row]) -> dict[UUID, int]:
    people = [row["person_id"] for row in rows]
    live = Referral.objects.filter(person__in=people, state__in=LIVE).values_list("person_id")
    return dict(live.annotate(Count("pk")))


def _known(rows: Sequence[Row], hints: Hints) -> Known:
    """Which of the fields that similar cases needed each expert knows."""
    found: dict[UUID, list[tuple[str, str]]] = defaultdict(list)
    if hints.fields:
        experts = [row["pk"] for row in rows]
        knows = ExpertProfile.fields.through.objects.filter(
            expertprofile__in=experts, field__in=list(hints.fields)
        ).order_by("field")
        for pk, code, ko in knows.values_list("expertprofile_id", "field_id", "field__ko"):
            found[pk].append((code, ko))
    return found


def _shown(of: Weighed, row: ExpertProfile, standing: Standing) -> Suggestion:
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
