"""Experts by field, kind of need, words and region, and whether they have time."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import QueryDict

from dure.ledger import clock
from dure.ledger.errors import NotFound
from dure.network.models import Complex, ExpertProfile
from dure.network.models.experts import SHOWN
from dure.network.rules import may_see_expert
from dure.network.standing import Standing


@dataclass(frozen=True)
class ExpertFilter:
    """What somebody looks for, as it stands in the address bar."""

    words: str = ""
    field: str = ""
    need: str = ""
    region: str = ""
    available: bool = False

    @classmethod
    def from_query(cls, query: QueryDict) -> "ExpertFilter":
        """Read from an address."""
        told = {name: query.get(name, "").replace("\x00", "")[:40] for name in ("field", "need", "region")}
        words = query.get("q", "").replace("\x00", "").strip()[:100]
        return cls(words=words, available=query.get("available") == "1", **told)


def experts(wanted: ExpertFilter) -> QuerySet[ExpertProfile]:
    """Published experts that match, those with time first."""
    rows = ExpertProfile.objects.filter(SHOWN).select_related("person", "organisation")
    if wanted.field:
        rows = rows.filter(fields__code=wanted.field)
    if wanted.need:
        rows = rows.filter(needs__contains=[wanted.need])
    if wanted.region:
        rows = rows.filter(organisation__complex__region=wanted.region)
    if wanted.available:
        rows = rows.filter(has_time())
    for word in wanted.words.split()[:8]:
        rows = rows.filter(_told(word))
    return rows.prefetch_related("fields", "organisation__complex").order_by(
        "-available", "person__name", "pk"
    )


def has_time() -> Q:
    """Experts that take requests today."""
    return Q(available=True) & (Q(away_until=None) | Q(away_until__lte=clock.today()))


def find_expert(standing: Standing, key: UUID) -> ExpertProfile:
    """A profile by key; the same NotFound for missing and for not yet shown."""
    rows = ExpertProfile.objects.select_related("person", "organisation", "organisation__complex")
    found = rows.prefetch_related("fields", "evidence").filter(pk=key).first()
    if found is None or not may_see_expert(standing, found):
        raise NotFound("not_found")
    return found


def regions() -> list[str]:
    """Regions in which there are complexes."""
    named = Complex.objects.exclude(region="").order_by("region")
    return list(named.values_list("region", flat=True).distinct())


def _told(word: str) -> Q:
    """A word in name, title, workplace, text, field or evidence."""
    plain = Q(person__name__icontains=word) | Q(title__icontains=word) | Q(about__icontains=word)
    by_field = ExpertProfile.objects.filter(fields__ko__icontains=word).values("pk")
    by_evidence = ExpertProfile.objects.filter(evidence__text__icontains=word).values("pk")
    return plain | Q(organisation__name__icontains=word) | Q(pk__in=by_field) | Q(pk__in=by_evidence)
