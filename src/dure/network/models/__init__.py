"""Tables of the network."""

from dure.network.models.accounts import Account
from dure.network.models.codes import DayOff, GroupKind, NeedKind, Setting, Trade
from dure.network.models.consents import PersonalConsent
from dure.network.models.duties import Coordination, StandIn
from dure.network.models.experts import Evidence, ExpertProfile, Field
from dure.network.models.groups import Group, Membership, MutualHelp
from dure.network.models.organisations import Block, Organisation, Person, Post
from dure.network.models.places import Complex, HeadAppointment, Office, Specialisation
from dure.network.models.roles import Grant, Role
from dure.network.models.services import Service
from dure.network.models.wording import Wording

__all__ = [
    "Account",
    "Block",
    "Complex",
    "Coordination",
    "DayOff",
    "Evidence",
    "ExpertProfile",
    "Field",
    "Grant",
    "Group",
    "GroupKind",
    "HeadAppointment",
    "Membership",
    "MutualHelp",
    "NeedKind",
    "Office",
    "Organisation",
    "Person",
    "PersonalConsent",
    "Post",
    "Role",
    "Service",
    "Setting",
    "Specialisation",
    "StandIn",
    "Trade",
    "Wording",
]
