"""One planner for each kind of rows."""

from dure.imports.planners.cases import CasePlanner
from dure.imports.planners.firms import FirmPlanner
from dure.imports.planners.members import MemberPlanner
from dure.imports.planners.people import ExpertPlanner, PersonPlanner
from dure.imports.plans import Planner
from dure.network.models import Office

PLANNERS: dict[str, type[PersonPlanner | FirmPlanner | MemberPlanner | CasePlanner]] = {
    "FIRMS": FirmPlanner,
    "PEOPLE": PersonPlanner,
    "EXPERTS": ExpertPlanner,
    "MEMBERS": MemberPlanner,
    "CASES": CasePlanner,
}


def planner_of(kind: str, office: Office) -> Planner:
    """The planner of a kind, with what an office has already."""
    return PLANNERS[kind](office)
