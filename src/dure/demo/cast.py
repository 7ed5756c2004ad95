"""The few who sign in: a firm, its coordinator and everybody around them, and one firm from elsewhere."""

from dataclasses import dataclass

from dure.demo.sources import reported
from dure.demo.world import World
from dure.network.models import ExpertProfile, Organisation, Person

HOME, ELSEWHERE = "GJ", "CW"
TRADE = "C28"


@dataclass(frozen=True)
class Cast:
    """Who plays the main parts."""

    firm: Organisation
    outsider: Organisation
    expert: ExpertProfile
    people: dict[str, Person]


def choose_cast(world: World) -> Cast:
    """The firm and its coordinator belong together; the expert works near them."""
    crew = world.crews[world.offices[HOME].pk]
    firm = next(
        each
        for each in world.firms[HOME]
        if each.coordinator == crew.coordinators[0] and each.trade == TRADE and not each.reported
    )
    outsider = next(each for each in world.firms[ELSEWHERE] if not each.reported)
    expert = next(each for each in world.experts if _shows(each, firm))
    miu = world.named[reported()["miu"]["firm"]]
    people = {
        "firm": world.owners[firm.pk],
        "expert": expert.person,
        "coordinator": crew.coordinators[0],
        "secretariat": crew.secretariat,
        "office_head": crew.head,
        "approver": crew.approver,
        "outsider": world.owners[outsider.pk],
        "story_firm": world.owners[miu.pk],
        "story_secretariat": world.crew_of(miu).secretariat,
    }
    if world.headquarters is not None:
        people["headquarters"] = world.headquarters
    return Cast(firm, outsider, expert, people)


def _shows(expert: ExpertProfile, firm: Organisation) -> bool:
    house = expert.organisation
    near = house.office_id == firm.office_id and house.kind == "INSTITUTE" and not house.reported
    return near and expert.published and expert.available and bool(expert.about)
