"""How near a helper is to a firm, as a reason."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt
from typing import Any, Self
from uuid import UUID

from dure.matching.reasons import COMPLEX, NEAR, REGION, Reason

EARTH_KM, FAR_KM = 6371.0, 30.0
OF = ("latitude", "longitude", "complex__latitude", "complex__longitude", "complex_id", "complex__region")
Point = tuple[float, float]


@dataclass(frozen=True)
class Spot:
    """Where an organisation is, as far as it is known."""

    point: Point | None = None
    complex_id: UUID | None = None
    region: str = ""

    @classmethod
    def columns(cls, before: str = "") -> list[str]:
        """What is to be read of a row whose organisation is found by a path."""
        return [before + name for name in OF]

    @classmethod
    def read(cls, row: Mapping[str, Any], before: str = "") -> Self:
        """The spot in a row of those columns; the place of its complex where it has none of its own."""
        north, east, complex_north, complex_east, complex_id, region = (row[before + name] for name in OF)
        points = ((north, east), (complex_north, complex_east))
        point = next(((a, b) for a, b in points if a is not None and b is not None), None)
        return cls(point, complex_id, region or "")


def nearness(firms: Iterable[Spot], helper: Spot) -> Reason | None:
    """Within reach of one of the firms: in kilometres where both places are known, else same complex or region."""
    for firm in firms:
        if firm.point and helper.point and firm.point != helper.point:
            km = kilometres(firm.point, helper.point)
            if km <= FAR_KM:
                return Reason(NEAR, {"km": round(km, 1)})
        elif firm.complex_id and firm.complex_id == helper.complex_id:
            return Reason(COMPLEX)
        if firm.region and firm.region == helper.region:
            return Reason(REGION, {"region": helper.region})
    return None


def kilometres(a: Point, b: Point) -> float:
    """The distance of two points (latitude, longitude) on a sphere, by the haversine formula."""
    north_a, east_a, north_b, east_b = map(radians, (*a, *b))
    half = sin((north_b - north_a) / 2) ** 2 + cos(north_a) * cos(north_b) * sin((east_b - east_a) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(half))
