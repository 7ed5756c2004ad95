"""A proposal belongs to its office; once it was sent, headquarters read it as well."""

from dure.commons.lifecycle import STEPS, possible
from dure.commons.models import PolicyProposal
from dure.ledger.errors import NotFound, Refused
from dure.network.standing import Standing

SENT = ("FORWARDED", "ANSWERED")


def may_see(by: Standing, proposal: PolicyProposal) -> bool:
    """The office at any time, headquarters once it was sent."""
    return by.is_system or proposal.office_id in by.offices or (by.headquarters and proposal.state in SENT)


def must_see(by: Standing, proposal: PolicyProposal) -> None:
    """For everybody else there is none."""
    if not may_see(by, proposal):
        raise NotFound("not_found")


def must_step(by: Standing, proposal: PolicyProposal, name: str) -> None:
    """The step must be one of the state, for these roles; nobody approves an own draft."""
    must_see(by, proposal)
    roles = by.offices.get(proposal.office_id, frozenset())
    if name not in possible(proposal.state, roles):
        code = "step_not_now" if proposal.state not in STEPS[name].frm else "step_not_yours"
        raise Refused(code, step=name, state=proposal.state)
    if name == "dispatch" and proposal.drafted_by_id == by.person_id:
        raise Refused("approves_own_proposal")
