"""What the public home shows: counts, stories, offices and where the complexes lie."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from math import atan2
from typing import Any

from django.core.cache import cache
from django.db.models import Q, QuerySet

from dure.cases.models import SolvedStory
from dure.cases.queries.stories import published_stories
from dure.ledger import clock
from dure.network.models import Complex, ExpertProfile, Group, Membership, Office
from dure.network.models.experts import SHOWN
from dure.network.queries.places import specialisations
from dure.network.queries.settings import setting
from dure.network.templatetags.register import in_words, name_in_language

FIGURES, SECONDS = "public.figures", 60
LABELLED = 12


@dataclass(frozen=True)
class Figures:
    """Counted at one moment: published stories, groups that take requests, member organisations, experts."""

    at: datetime
    stories: int
    groups: int
    members: int
    experts: int


def figures() -> Figures:
    """The counts of the home page, at most a minute old."""
    found: Figures | None = cache.get(FIGURES)
    if found is None:
        found = _count()
        cache.set(FIGURES, found, SECONDS)
    return found


def _count() -> Figures:
    living = Q(group__ended_on=None, during__contains=clock.today(), organisation__isnull=False)
    return Figures(
        at=clock.now(),
        stories=SolvedStory.objects.filter(state="PUBLISHED").count(),
        groups=Group.objects.filter(ended_on=None, kind__takes_requests=True).count(),
        members=Membership.objects.filter(living).values("organisation_id").distinct().count(),
        experts=ExpertProfile.objects.filter(SHOWN).count(),
    )


def offices_to_call() -> list[Office]:
    """Open offices with a telephone number, by name."""
    return list(Office.objects.filter(closed_on=None).exclude(phone="").order_by("name"))


def stories_of(group: Group) -> QuerySet[SolvedStory]:
    """Published stories of a group's cases.

    A group with few firms would tell whose they are, so there only those are shown whose firm agreed to be named.
    """
    rows = published_stories().filter(case__group=group)
    firms = Membership.objects.filter(group=group, organisation__kind="FIRM", during__contains=clock.today())
    if firms.values("organisation_id").distinct().count() < setting("group.least_firms"):
        rows = rows.filter(with_name=True)
    return rows


def map_of_complexes() -> dict[str, Any]:
    """Pins of the complexes that have coordinates, on the drawing of Korea, and the ring that joins them."""
    places = list(Complex.objects.exclude(latitude=None).exclude(longitude=None).order_by("-pilot", "name"))
    industries = specialisations([place.pk for place in places], clock.today())
    pins = [_pin(place, [in_words(each) for each in industries[place.pk]]) for place in places]
    return {
        "pins": pins[:LABELLED],
        "dots": pins[LABELLED:],
        "ring": ring([(p["x"], p["y"]) for p in pins[:LABELLED]]),
    }


def _pin(place: Complex, industries: list[str]) -> dict[str, Any]:
    x, y = on_paper(place.latitude or 0.0, place.longitude or 0.0)
    left = (place.longitude or 0.0) < 127.5
    name = name_in_language(place).removesuffix(" 산업단지").removesuffix(" Industrial Complex")
    return {
        "code": place.code,
        "name": name,
        "industries": ", ".join(industries),
        "x": x,
        "y": y,
        "text_x": round(x + (-15 if left else 15), 1),
        "text_y": round(y - 3, 1),
        "anchor": "end" if left else "start",
    }


def on_paper(latitude: float, longitude: float) -> tuple[float, float]:
    """Where a place lies on the drawing (equirectangular, 104.6 units a degree of longitude)."""
    return round(104.634 * longitude - 13062.5, 1), round(5099.4 - 131.914 * latitude, 1)


def ring(points: Sequence[tuple[float, float]]) -> str:
    """A closed smooth path through points in the order in which they lie around their middle (Catmull-Rom)."""
    if len(points) < 3:
        return ""
    middle = [sum(each) / len(points) for each in zip(*points, strict=True)]
    around = sorted(points, key=lambda point: atan2(point[1] - middle[1], point[0] - middle[0]))
    path = [f"M{around[0][0]} {around[0][1]}"]
    for place in range(len(around)):
        before, here, there, after = (around[(place + step) % len(around)] for step in (-1, 0, 1, 2))
        first = [round(here[axis] + (there[axis] - before[axis]) / 6, 1) for axis in (0, 1)]
        second = [round(there[axis] - (after[axis] - here[axis]) / 6, 1) for axis in (0, 1)]
        path.append(f"C{first[0]} {first[1]} {second[0]} {second[1]} {there[0]} {there[1]}")
    return "".join(path) + "Z"
