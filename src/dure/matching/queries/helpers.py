"""Experts and organisations that can help, with the facts that speak for and against asking them now."""

from collections.abc import Iterator, Mapping
from uuid import UUID

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from dure.cases.models import Referral
from dure.cases.rules import LIVE
from dure.engines.retrieval.documents import Hit
from dure.ledger import clock
from dure.matching import documents as d
from dure.matching.queries.places import nearness
from dure.matching.queries.questions import Hints, Hits, Question, best_by_object
from dure.matching.queries.showing import Suggestion, excerpt, few
from dure.matching.reasons import (
    AWAY,
    FIELD,
    FREE,
    FULL,
    KIND,
    SOLVED,
    Reason,
    word_reasons,
    words_in,
)
from dure.network.models import ExpertProfile, NeedKind, Organisation
from dure.network.standing import Standing

BONUS = {FIELD: 0.15, KIND: 0.10, SOLVED: 0.25, "near": 0.10, "same_complex": 0.10, "same_region": 0.05}
NOT_NOW = {AWAY: 0.4, FULL: 0.5}
KNOWN_BY_CASES_ONLY, A_FIRM = 0.5, 0.8
NO_HIT = Hit("", 0.0, ())


def experts(question: Question, hits: Hits, hints: Hints) -> Iterator[Suggestion]:
    """Published experts found by their own words or through cases they solved, without anybody the firm keeps out."""
    found = best_by_object(hits[d.EXPERT])
    rows = ExpertProfile.objects.filter(published=True).exclude(person__in=question.shut.people)
    rows = rows.exclude(organisation__in=question.shut.organisations).exclude(
        person=question.standing.person_id
    )
    rows = rows.filter(pk__in=list(found)) | rows.filter(person__in=list(hints.people))
    rows = rows.select_related("person", "organisation__complex").prefetch_related("fields", "evidence")
    profiles = list(rows)
    loads = _loads(profiles)
    name = _kind_name(hints.kind)
    for row in profiles:
        hit = found.get(row.pk, NO_HIT)
        solved, likeness = hints.people.get(row.person_id, (0, 0.0))
        reasons = [*word_reasons(hit.reasons), *_known(row, hints, solved, name)]
        if near := nearness(question.firms, row.organisation):
            reasons.append(near)
        reasons.append(availability(row, loads.get(row.person_id, 0), question.standing))
        texts = [row.about, *(each.text for each in row.evidence.all())]
        yield Suggestion(
            id=row.person_id,
            type=d.EXPERT,
            title=_named(row.person.name, row.person.name_en, row.title, question.standing),
            score=max(hit.score, likeness * KNOWN_BY_CASES_ONLY) * _factor(reasons),
            reasons=few(reasons),
            meta=(_named(row.organisation.name, row.organisation.name_en, "", question.standing),),
            quote=excerpt(texts, words_in(reasons)),
        )


def organisations(question: Question, hits: Hits, hints: Hints) -> Iterator[Suggestion]:
    """Bodies for everybody; firms only for staff, who know whether two firms compete."""
    found = best_by_object(hits[d.BODY])
    if question.standing.is_staff:
        found |= best_by_object(hits[d.FIRM])
    rows = _organisations(question, found, hints)
    for row in rows:
        hit = found.get(row.pk, NO_HIT)
        solved, likeness = hints.organisations.get(row.pk, (0, 0.0))
        reasons = [*word_reasons(hit.reasons)]
        if solved:
            reasons.append(Reason(SOLVED, {"count": solved}))
        if near := nearness(question.firms, row):
            reasons.append(near)
        kept = A_FIRM if row.kind == "FIRM" else 1.0
        yield Suggestion(
            id=row.pk,
            type="organisation",
            title=_named(row.name, row.name_en, "", question.standing),
            score=max(hit.score, likeness * KNOWN_BY_CASES_ONLY) * _factor(reasons) * kept,
            reasons=few(reasons),
            url=f"/organisations/{row.pk}" if question.standing.is_staff else "",
            meta=(row.complex.name,) if row.complex else (),
            quote=excerpt(
                (row.products, row.about, *(each.text for each in row.evidence.all())), words_in(reasons)
            ),
        )


def _organisations(question: Question, found: Mapping[UUID, Hit], hints: Hints) -> QuerySet[Organisation]:
    rows = Organisation.objects.filter(closed_on=None).exclude(pk__in=question.shut.organisations)
    rows = rows.exclude(pk__in=[firm.pk for firm in question.firms])
    bodies = rows.exclude(kind="FIRM").filter(pk__in=list(hints.organisations))
    return (rows.filter(pk__in=list(found)) | bodies).select_related("complex").prefetch_related("evidence")


def availability(row: ExpertProfile, load: int, standing: Standing) -> Reason:
    """Whether an expert has time now; how many tasks is told to staff only."""
    today = clock.today()
    if not row.available or (row.away_until and row.away_until >= today):
        until = row.away_until if row.away_until and row.away_until >= today else None
        return Reason(AWAY, {"until": until.isoformat()} if until else {})
    told = {"count": load} if standing.is_staff else {}
    return Reason(FULL if load >= row.capacity else FREE, told)


def _known(row: ExpertProfile, hints: Hints, solved: int, kind: str) -> Iterator[Reason]:
    if solved:
        yield Reason(SOLVED, {"count": solved})
    fields = [each for each in row.fields.all() if each.code in hints.fields]
    if fields:
        yield Reason(
            FIELD, {"codes": [each.code for each in fields[:2]], "fields": [each.ko for each in fields[:2]]}
        )
    if kind and hints.kind in row.needs:
        yield Reason(KIND, {"kind": hints.kind, "name": kind})


def _factor(reasons: list[Reason]) -> float:
    factor = 1 + sum(BONUS.get(each.code, 0.0) for each in reasons)
    for each in reasons:
        factor *= NOT_NOW.get(each.code, 1.0)
    return factor


def _loads(profiles: list[ExpertProfile]) -> dict[UUID, int]:
    people = [row.person_id for row in profiles]
    live = Referral.objects.filter(person__in=people, state__in=LIVE).values_list("person_id")
    return dict(live.annotate(Count("pk")))


def _kind_name(kind: str | None) -> str:
    return NeedKind.objects.filter(pk=kind).values_list("ko", flat=True).first() or "" if kind else ""


def _named(name: str, name_en: str, title: str, standing: Standing) -> str:
    shown = name_en if standing.language != "ko" and name_en else name
    return f"{shown} {_(title)}" if title else shown
