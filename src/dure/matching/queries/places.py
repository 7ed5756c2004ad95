"""How near a helper is to a firm, as a reason."""

from math import asin, cos, radians, sin, sqrt

from dure.matching.reasons import COMPLEX, NEAR, REGION, Reason
from dure.network.models import Organisation

EARTH_KM, FAR_KM = 6371.0, 30.0


def nearness(firms: tuple[Organisation, ...], helper: Organisation) -> Reason | None:
    """Within reach of one of the firms: in kilometres where both places are known, else same complex or region."""
    for firm in firms:
        here, there = _point(firm), _point(helper)
        if here and there and here != there:
            km = kilometres(here, there)
            if km <= FAR_KM:
                return Reason(NEAR, {"km": round(km, 1)})
        elif firm.complex_id and firm.complex_id == helper.complex_id:
            return Reason(COMPLEX)
        if firm.complex and helper.complex and firm.complex.region == helper.complex.region != "":
            return Reason(REGION, {"region": helper.complex.region})
    return None


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """The distance of two points (latitude, longitude) on a sphere, by the haversine formula."""
    north_a, east_a, north_b, east_b = map(radians, (*a, *b))
    half = sin((north_b - north_a) / 2) ** 2 + cos(north_a) * cos(north_b) * sin((east_b - east_a) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(half))


def _point(organisation: Organisation) -> tuple[float, float] | None:
    for place in (organisation, organisation.complex):
        if place is not None and place.latitude is not None and place.longitude is not None:
            return place.latitude, place.longitude
    return None
