"""Experts who can help, with the facts that speak for and against asking them now."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q
from django.utils.translation import gettext as _

from dure.cases.models import Referral
from dure.cases.rules import LIVE
from dure.engines.retrieval.documents import Hit
from dure.ledger import clock
from dure.matching import documents as d
from dure.matching.queries.hints import Hints, field_names
from dure.matching.queries.places import Spot, nearness
from dure.matching.queries.questions import Question
from dure.matching.queries.showing import NO_HIT, Suggestion, Weighed, excerpt, few
from dure.matching.queries.weighing import factor, known_by_cases
from dure.matching.reasons import AWAY, FIELD, FREE, FULL, KIND, SOLVED, Reason, word_reasons, words_in
from dure.network.models import Evidence, ExpertProfile
from dure.network.models.experts import SHOWN
from dure.network.standing import Standing

MOST_FIELDS = 2
COLUMNS = (
    "pk",
    "person_id",
    "organisation_id",
    "needs",
    "capacity",
    "available",
    "away_until",
    "known",
    "load",
)
HOUSE = "organisation__"
Row = Mapping[str, Any]


class Experts:
    """Published experts found by their own words or through cases they solved, without anybody the firm keeps out."""

    def __init__(self, question: Question, found: Mapping[UUID, Hit]) -> None:
        self.question, self._found = question, found
        self.rows = self._open(Q(pk__in=list(found))) if found else []

    def needs(self) -> list[tuple[float, list[str]]]:
        """How well each fits, and for what kinds of need it is there."""
        return [(self._found[row["pk"]].score, row["needs"]) for row in self.rows if row["needs"]]

    def weighed(self, hints: Hints) -> list[Weighed]:
        """All of them and those who solved similar cases; who has no time now counts less, and that is said."""
        solvers = set(hints.people) - {row["person_id"] for row in self.rows}
        rows = [*self.rows, *self._open(Q(person__in=solvers))] if solvers else self.rows
        return [self._weighed(row, hints) for row in rows]

    def shown(self, chosen: Sequence[Weighed]) -> list[Suggestion]:
        """The chosen ones by name, with a line of what shows their knowledge."""
        if not chosen:
            return []
        lines = Evidence.objects.filter(expert=OuterRef("pk")).order_by("pk").values("text")
        profiles = ExpertProfile.objects.select_related("person", "organisation").annotate(
            lines=ArraySubquery(lines)
        )
        rows = profiles.in_bulk([each.row["pk"] for each in chosen])
        return [_shown(each, rows[each.row["pk"]], self.question.standing) for each in chosen]

    def _open(self, which: Q) -> list[Row]:
        known = ExpertProfile.fields.through.objects.filter(expertprofile=OuterRef("pk")).order_by("field")
        live = Referral.objects.filter(person=OuterRef("person"), state__in=LIVE)
        rows = ExpertProfile.objects.filter(which, SHOWN).annotate(
            known=ArraySubquery(known.values("field_id")), load=ArraySubquery(live.values("pk"))
        )
        shut, me = self.question.shut, self.question.standing.person_id
        return [
            row
            for row in rows.values(*COLUMNS, *Spot.columns(HOUSE))
            if row["person_id"] != me
            and row["person_id"] not in shut.people
            and row["organisation_id"] not in shut.organisations
        ]

    def _weighed(self, row: Row, hints: Hints) -> Weighed:
        hit = self._found.get(row["pk"], NO_HIT)
        solved, likeness = hints.people.get(row["person_id"], (0, 0.0))
        reasons = [*word_reasons(hit.reasons), *_facts(row, solved, hints)]
        if near := nearness(self.question.spots, Spot.read(row, HOUSE)):
            reasons.append(near)
        reasons.append(_availability(row, self.question.standing))
        score = max(hit.score, known_by_cases(likeness)) * factor(reasons)
        return Weighed(row["person_id"], score, row, few(reasons), hit)


def named(name: str, name_en: str, standing: Standing) -> str:
    """A name in Latin letters for those who do not read Korean, where there is one."""
    return name_en if standing.language != "ko" and name_en else name


def _facts(row: Row, solved: int, hints: Hints) -> Iterator[Reason]:
    if solved:
        yield Reason(SOLVED, {"count": solved})
    names = field_names()
    if codes := [code for code in row["known"] if code in hints.fields and code in names][:MOST_FIELDS]:
        yield Reason(FIELD, {"codes": codes, "fields": [names[code] for code in codes]})
    if hints.kind_name and hints.kind in row["needs"]:
        yield Reason(KIND, {"kind": hints.kind, "name": hints.kind_name})


def _availability(row: Row, standing: Standing) -> Reason:
    """Whether an expert has time now; how many tasks is told to staff only."""
    until = row["away_until"] if row["away_until"] and row["away_until"] >= clock.today() else None
    if until or not row["available"]:
        return Reason(AWAY, {"until": until.isoformat()} if until else {})
    load = len(row["load"])
    return Reason(FULL if load >= row["capacity"] else FREE, {"count": load} if standing.is_staff else {})


def _shown(of: Weighed, row: Any, standing: Standing) -> Suggestion:
    title = named(row.person.name, row.person.name_en, standing)
    return Suggestion(
        id=of.id,
        type=d.EXPERT,
        title=f"{title} {_(row.title)}" if row.title else title,
        score=of.score,
        reasons=of.reasons,
        meta=(named(row.organisation.name, row.organisation.name_en, standing),),
        quote=excerpt((row.about, *row.lines), words_in(of.reasons)),
    )
