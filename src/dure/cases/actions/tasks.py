"""협력과제: proposed out of a case, approved by somebody else, ended with its result."""

from dataclasses import dataclass
from datetime import date

from dure.cases import events
from dure.cases.actions.stepping import Move, stepping
from dure.cases.models import CooperationTask, DifficultyCase
from dure.ledger import clock
from dure.ledger.errors import Refused
from dure.network.standing import Standing


@dataclass(frozen=True)
class TaskPlan:
    """What a joint task is to do, with whom, from when to when."""

    kind: str
    title: str
    plan: str
    partners: str
    starts_on: date
    ends_on: date


def propose_task(*, case: DifficultyCase, plan: TaskPlan, by: Standing) -> CooperationTask:
    """Propose a joint task; one proposal at a time, and somebody else decides."""
    if plan.kind not in CooperationTask.KINDS:
        raise Refused("task_kind_unknown")
    if plan.ends_on < plan.starts_on:
        raise Refused("ends_before_it_begins")
    with stepping(case, "propose_task", by) as move:
        if move.case.tasks.filter(decided_at=None).exists():
            raise Refused("task_already_proposed")
        made = CooperationTask.objects.create(
            case=move.case, kind=plan.kind, title=plan.title.strip()[:200], plan=plan.plan,
            partners=plan.partners.strip()[:300], starts_on=plan.starts_on, ends_on=plan.ends_on,
            proposed_by_id=by.person_id, proposed_at=clock.now(),
        )  # fmt: skip
        move.tell(events.TaskProposed, task=made.ref, kind=plan.kind)
    return made


def approve_task(*, case: DifficultyCase, by: Standing) -> CooperationTask:
    """The task begins; the case goes on beside it."""
    with stepping(case, "approve_task", by) as move:
        task = _decided(move, by, approved=True)
        move.tell(events.TaskApproved, task=task.ref, kind=task.kind)
    return task


def send_task_back(*, case: DifficultyCase, reason: str, by: Standing) -> CooperationTask:
    """Not like this: the reason goes to whoever proposed it, who may propose again."""
    if not reason.strip():
        raise Refused("reason_missing")
    with stepping(case, "send_task_back", by) as move:
        task = _decided(move, by, approved=False, reason=reason.strip()[:300])
        move.tell(events.TaskSentBack, task=task.ref, kind=task.kind)
    return task


def record_task_result(*, case: DifficultyCase, result: str, by: Standing) -> CooperationTask:
    """What came of it; the task ends."""
    if not result.strip():
        raise Refused("result_missing")
    with stepping(case, "record_task_result", by) as move:
        task = move.case.tasks.filter(approved=True, result_at=None).order_by("decided_at").first()
        if task is None:
            raise Refused("no_task_running")
        task.result, task.result_at = result, clock.now()
        task.save(update_fields=["result", "result_at"])
        move.tell(events.TaskEnded, task=task.ref, kind=task.kind)
    return task


def _decided(move: Move, by: Standing, *, approved: bool, reason: str = "") -> CooperationTask:
    task = move.case.tasks.get(decided_at=None)
    if task.proposed_by_id == by.person_id and not by.is_system:
        raise Refused("approves_own_proposal")
    task.decided_by_id, task.decided_at = by.person_id, clock.now()
    task.approved, task.reason = approved, reason
    task.save(update_fields=["decided_by", "decided_at", "approved", "reason"])
    return task
