"""Every change of the network."""

from dure.network.actions.access import (
    block_party,
    clear_party,
    end_role,
    give_grant,
    give_role,
    revoke_grants,
)
from dure.network.actions.groups import add_member, end_membership, found_group, record_help
from dure.network.actions.organisations import (
    assign_coordinator,
    change_organisation,
    give_post,
    register_organisation,
    register_person,
)
from dure.network.actions.places import appoint_head, open_office
from dure.network.actions.settings import change_setting

__all__ = [
    "add_member",
    "appoint_head",
    "assign_coordinator",
    "block_party",
    "change_organisation",
    "change_setting",
    "clear_party",
    "end_membership",
    "end_role",
    "found_group",
    "give_grant",
    "give_post",
    "give_role",
    "open_office",
    "record_help",
    "register_organisation",
    "register_person",
    "revoke_grants",
]
