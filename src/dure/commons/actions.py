"""Drafting a policy proposal, having it approved, sending it, keeping the answer."""

from collections.abc import Sequence
from uuid import UUID

from dure.commons.events import ProposalMoved
from dure.commons.lifecycle import STEPS
from dure.commons.models import PolicyProposal
from dure.commons.rules import must_step
from dure.ledger import clock
from dure.ledger.doors import recording
from dure.ledger.errors import NotFound, Refused
from dure.ledger.refs import Ref
from dure.network.models import Office
from dure.network.standing import Standing


def draft_proposal(
    *, office: Office, title: str, text: str, body: str, cases: Sequence[UUID], firms: int, by: Standing
) -> PolicyProposal:
    """Write down what several firms wish, with the cases behind it; nothing of their words goes along."""
    if office.pk not in by.offices and not by.is_system:
        raise NotFound("not_found")
    if not (title.strip() and text.strip()):
        raise Refused("proposal_empty")
    with recording(by=by.actor):
        made = PolicyProposal.objects.create(
            office=office, title=title.strip()[:200], text=text, body=body.strip()[:120], cases=list(cases), firms=firms,
            drafted_by_id=by.person_id, drafted_at=clock.now(),
        )  # fmt: skip
        _tell(made, by)
    return made


def step_proposal(
    *,
    proposal: PolicyProposal,
    step: str,
    by: Standing,
    document_no: str = "",
    answer: str = "",
    words: str = "",
) -> PolicyProposal:
    """Take a step of the lifecycle; sending needs an approver who did not draft it, dropping a reason."""
    if step not in STEPS:
        raise NotFound("not_found")
    with recording(by=by.actor):
        held = (
            PolicyProposal.objects.select_for_update(of=("self",))
            .select_related("office")
            .get(pk=proposal.pk)
        )
        must_step(by, held, step)
        if step == "dispatch":
            held.approved_by_id, held.forwarded_on, held.document_no = (
                by.person_id,
                clock.today(),
                document_no[:60],
            )
        elif step == "answer":
            if answer not in PolicyProposal.ANSWERS or not words.strip():
                raise Refused("proposal_answer_missing")
            held.answer, held.answer_text = answer, words
        elif step == "rejection":
            if not words.strip():
                raise Refused("reason_missing")
            held.reason = words.strip()[:300]
        held.state = STEPS[step].to
        held.save()
        _tell(held, by)
    return held


def _tell(proposal: PolicyProposal, by: Standing) -> None:
    with recording(by=by.actor) as ledger:
        ledger.record(
            ProposalMoved(
                proposal=proposal.ref, office=proposal.office.ref, state=proposal.state, firms=proposal.firms,
                cases=tuple(Ref("case", key) for key in proposal.cases), answer=proposal.answer,
            ),
            scope=proposal.office_id,
        )  # fmt: skip
