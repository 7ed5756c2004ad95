"""What an expert has done, for coordinators: cases they may know of, and ratings from three on."""

from dataclasses import dataclass

from django.db.models import Avg, Count, Sum

from dure.cases.models import Rating, Referral
from dure.cases.queries import visible_to
from dure.network.models import ExpertProfile
from dure.network.queries.settings import setting
from dure.network.standing import Standing

SHOWN = 20
TAKEN = ("ACCEPTED", "WORKING", "ENDED")


@dataclass(frozen=True)
class ExpertRecord:
    """Past and present cases, and how helpers were rated; no stars below the least count."""

    referrals: list[Referral]
    stars: float | None
    ratings: int
    least: int


def record_of(expert: ExpertProfile, standing: Standing) -> ExpertRecord | None:
    """The record of an expert for people of offices; None for everybody else and for the expert."""
    if not standing.offices or expert.person_id == standing.person_id:
        return None
    rows = Referral.objects.filter(person_id=expert.person_id, state__in=TAKEN)
    seen = rows.filter(case__in=visible_to(standing).values("pk")).select_related("case")
    seen = seen.annotate(spent=Sum("visits__hours"))
    given = Rating.objects.filter(of_helper=True, referral__person_id=expert.person_id)
    told = given.aggregate(stars=Avg("stars"), ratings=Count("pk"))
    least = setting("rating.least")
    enough = told["ratings"] >= least
    return ExpertRecord(
        referrals=list(seen.order_by("-answered_at", "-made_at")[:SHOWN]),
        stars=round(told["stars"], 1) if enough else None,
        ratings=told["ratings"] if enough else 0,
        least=least,
    )
