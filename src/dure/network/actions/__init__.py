"""Every change of the network."""

from dure.network.actions.access import (
    block_party,
    clear_party,
    end_role,
    give_grant,
    give_role,
    revoke_grants,
)
from dure.network.actions.accounts import open_account
from dure.network.actions.consents import record_consent
from dure.network.actions.groups import (
    add_member,
    end_membership,
    export_members,
    found_group,
    record_help,
)
from dure.network.actions.organisations import (
    assign_coordinator,
    change_organisation,
    give_post,
    register_organisation,
    register_person,
)
from dure.network.actions.places import (
    appoint_head,
    change_complex,
    change_office,
    name_specialisation,
    open_office,
    register_complex,
)
from dure.network.actions.services import change_service, close_service, register_service
from dure.network.actions.settings import add_day_off, change_setting, remove_day_off
from dure.network.actions.standins import end_stand_in, name_stand_in

__all__ = [
    "add_day_off",
    "add_member",
    "appoint_head",
    "assign_coordinator",
    "block_party",
    "change_complex",
    "change_office",
    "change_organisation",
    "change_service",
    "change_setting",
    "clear_party",
    "close_service",
    "end_membership",
    "end_role",
    "end_stand_in",
    "export_members",
    "found_group",
    "give_grant",
    "give_post",
    "give_role",
    "name_specialisation",
    "name_stand_in",
    "open_account",
    "open_office",
    "record_consent",
    "record_help",
    "register_complex",
    "register_organisation",
    "register_person",
    "register_service",
    "remove_day_off",
    "revoke_grants",
]
