"""Who may do what to a case, and what must hold; a refusal is a code with parameters."""

from collections.abc import Callable, Collection, Iterable
from typing import Any

from dateutil.relativedelta import relativedelta

from dure.cases.lifecycle import CASE, REFERRAL
from dure.cases.lifecycle import roles as r
from dure.cases.models import DifficultyCase, Referral, Satisfaction
from dure.engines.lifecycle import Lifecycle, Occasion, Step
from dure.ledger import clock
from dure.ledger.errors import Refused
from dure.network.models import Organisation
from dure.network.queries.blocks import blocks
from dure.network.queries.settings import setting
from dure.network.standing import Standing

LIVE = ("ASKED", "ACCEPTED", "WORKING")
AT_WORK = ("ACCEPTED", "WORKING")
OWN_WORD = ("ACCOUNT", "LINK")
Possible = Callable[[], Iterable[Step | Occasion]]


def roles_towards(standing: Standing, case: DifficultyCase) -> frozenset[str]:
    """What somebody is towards a case; empty when blocked or a stranger."""
    if standing.is_system:
        return frozenset({r.SYSTEM})
    if case.firm_id in standing.blocked_by:
        return frozenset()
    found = set(standing.offices.get(case.office_id, ())) | covered_roles(standing, case)
    if found & {"OFFICE_HEAD"} or (found and case.office_id in standing.approves_for):
        found.add(r.APPROVER)
    if case.group_id in standing.secretariats:
        found.add(r.SECRETARIAT)
    if case.firm_id in standing.firms:
        found.add(r.FIRM)
    if standing.person_id and case.writer_id == standing.person_id:
        found.add(r.WRITER)
    if case.officers_may_see and case.group_id in standing.officers:
        found.add(r.OFFICER)
    if is_offered_to(standing, case):
        found.add(r.RECEIVER)
    return frozenset((found | _helping_roles(standing, case)) & set(r.ALL))


def covered_roles(standing: Standing, case: DifficultyCase) -> frozenset[str]:
    """The roles in which a reader stands in today for the colleague who is in charge of a case."""
    return standing.covering(case.in_charge_id, case.office_id, case.group_id)


def is_offered_to(standing: Standing, case: DifficultyCase) -> bool:
    """Whether an office of this reader was asked to take the case over."""
    return bool(standing.offices) and any(
        each.taken_at is None and each.to_office_id in standing.offices for each in case.handovers.all()
    )


def _helping_roles(standing: Standing, case: DifficultyCase) -> set[str]:
    """Roles by what one was asked: while it runs, and after the end of the case by what one has done."""
    ended = CASE.state(case.state).end
    found: set[str] = set()
    for referral in case.referrals.all():
        if referral.state in LIVE or (ended and referral.state == "ENDED"):
            found |= helper_roles(standing, referral)
    return found


def helper_roles(standing: Standing, referral: Referral) -> set[str]:
    """What somebody is towards one referral: the helper, or the body or group that was asked."""
    found: set[str] = set()
    if referral.person_id and referral.person_id == standing.person_id:
        found.add(r.HELPER)
    if referral.organisation_id in standing.bodies:
        found |= {r.BODY, r.HELPER} if referral.person_id is None else {r.BODY}
    if referral.group_id in standing.secretariats:
        found |= {r.BODY, r.HELPER}
    return found


def roles_in_referral(standing: Standing, referral: Referral) -> frozenset[str]:
    """Roles towards a referral: those towards its case, but only one's own referral makes a helper."""
    towards = roles_towards(standing, referral.case) - {r.HELPER, r.BODY}
    if referral.case.firm_id in standing.blocked_by:
        return frozenset()
    return frozenset(towards | helper_roles(standing, referral))


def possible_steps(
    standing: Standing, case: DifficultyCase, roles: Collection[str] | None = None
) -> list[Step | Occasion]:
    """What this reader may do now, likeliest first; guards that cannot hold are left out."""
    towards = roles_towards(standing, case) if roles is None else roles
    return [
        each
        for each in CASE.possible(case.state, towards)
        if not any(EARLY[guard](case, standing) for guard in each.guards if guard in EARLY)
    ]


def possible_referral_steps(standing: Standing, referral: Referral) -> list[Step | Occasion]:
    """What this reader may do with one referral now."""
    return REFERRAL.possible(referral.state, roles_in_referral(standing, referral))


def must_be_possible(
    lifecycle: Lifecycle, code: str, state: str, roles: Iterable[str], instead: Possible
) -> Step | Occasion:
    """The step or occasion, or Refused with what is possible instead, which is asked only then."""
    every: tuple[Step | Occasion, ...] = (*lifecycle.steps, *lifecycle.occasions)
    found = next((each for each in every if each.code == code), None)
    if found is None:
        raise KeyError(code)
    states = found.frm if isinstance(found, Step) else found.states
    if state not in states:
        raise Refused("step_not_now", allowed=[each.noun for each in instead()], step=code, state=state)
    if not set(found.roles) & set(roles):
        raise Refused("step_not_yours", allowed=[each.noun for each in instead()], step=code)
    return found


def must_hold(guards: Iterable[str], case: DifficultyCase, standing: Standing, **facts: Any) -> None:
    """Ask every guard of a step; the first that fails refuses it."""
    for guard in guards:
        code = EARLY[guard](case, standing) if guard in EARLY else LATE[guard](case, standing, facts)
        if code:
            raise Refused(code, step=guard)


def consent_on_file(case: DifficultyCase, standing: Standing) -> str | None:
    """The firm agreed once, in any of the four ways."""
    return None if case.consented_at else "no_consent"


def helper_accepted(case: DifficultyCase, standing: Standing) -> str | None:
    """At least one helper said yes."""
    return None if case.referrals.filter(state__in=AT_WORK).exists() else "nobody_accepted"


def support_given(case: DifficultyCase, standing: Standing) -> str | None:
    """A helper worked or a visit was logged."""
    given = case.visits.exists() or case.referrals.filter(state__in=("WORKING", "ENDED")).exists()
    return None if given else "no_support_given"


def no_support_given(case: DifficultyCase, standing: Standing) -> str | None:
    """Nothing was done yet."""
    return "support_was_given" if support_given(case, standing) is None else None


def handover_not_open(case: DifficultyCase, standing: Standing) -> str | None:
    """Nobody else was asked to take it over yet."""
    return "handover_open" if any(each.taken_at is None for each in case.handovers.all()) else None


def one_enquiry(case: DifficultyCase, standing: Standing) -> str | None:
    """One anonymous enquiry at a time."""
    return "enquiry_open" if _is_enquired(case) else None


def enquiry_open(case: DifficultyCase, standing: Standing) -> str | None:
    """Somebody was asked and has not answered."""
    return None if _is_enquired(case) else "no_enquiry_open"


def _is_enquired(case: DifficultyCase) -> bool:
    return any(each.answered_at is None for each in case.enquiries.all())


def in_group(case: DifficultyCase, standing: Standing) -> str | None:
    """The case was sent to a group that has officers."""
    return None if case.group_id else "no_group"


def tag_open(case: DifficultyCase, standing: Standing) -> str | None:
    """A mark waits for its result."""
    return None if case.tags.filter(result_at=None).exists() else "no_tag_open"


def task_proposed(case: DifficultyCase, standing: Standing) -> str | None:
    """A joint task waits for a decision; proposing and deciding are two acts."""
    return None if case.tasks.filter(decided_at=None).exists() else "task_not_proposed"


def task_not_proposed(case: DifficultyCase, standing: Standing) -> str | None:
    """One proposal at a time."""
    return "task_already_proposed" if case.tasks.filter(decided_at=None).exists() else None


def task_running(case: DifficultyCase, standing: Standing) -> str | None:
    """A joint task was approved and has no result yet."""
    return None if case.tasks.filter(approved=True, result_at=None).exists() else "no_task_running"


def forwarding_unanswered(case: DifficultyCase, standing: Standing) -> str | None:
    """The other body still owes its answer."""
    waiting = case.forwardings.filter(approved_at__isnull=False, answered_at=None)
    return None if waiting.exists() else "forwarding_already_answered"


def forwarding_proposed(case: DifficultyCase, standing: Standing) -> str | None:
    """Somebody proposed it; proposing and approving are two acts."""
    return None if case.forwardings.filter(approved_at=None).exists() else "forwarding_not_proposed"


def name_only_with_consent(case: DifficultyCase, standing: Standing) -> str | None:
    """The firm's name leaves the office only if the firm agreed."""
    named = case.forwardings.filter(approved_at=None, with_name=True).exists()
    return "no_consent_to_name" if named and not case.naming_allowed_at else None


def is_satisfaction_said(case: DifficultyCase) -> bool:
    """Whether the firm has said how satisfied it was."""
    return Satisfaction.objects.filter(case=case).exists()


def satisfaction_open(case: DifficultyCase, standing: Standing) -> str | None:
    """A firm says once how satisfied it was."""
    return "satisfaction_said" if is_satisfaction_said(case) else None


def story_drafted(case: DifficultyCase, standing: Standing) -> str | None:
    """A story was written and waits for the firm."""
    story = getattr(case, "story", None)
    return None if story is not None and story.state == "DRAFT" else "no_story"


def story_approved(case: DifficultyCase, standing: Standing) -> str | None:
    """The firm has approved the story."""
    story = getattr(case, "story", None)
    return None if story is not None and story.state == "APPROVED" else "story_not_approved"


def no_secret_left(case: DifficultyCase, standing: Standing) -> str | None:
    """Neither the firm's name nor its numbers stand in the story, unless the firm wants its name in it."""
    story = getattr(case, "story", None)
    if story is None:
        return "no_story"
    secrets = [case.firm.business_no, case.firm.phone, case.firm.email, case.number]
    if not story.with_name:
        secrets.append(bare_name(case.firm))
    told = " ".join(f"{w.title} {w.problem} {w.solution}" for w in story.wordings.all())
    return "story_names_firm" if any(secret and secret in told for secret in secrets) else None


def bare_name(firm: Organisation) -> str:
    """A firm's name without its legal form."""
    return firm.name.replace("(주)", "").replace("㈜", "").replace("주식회사", "").strip()


def _evidence_of_firm(case: DifficultyCase, standing: Standing, facts: dict[str, Any]) -> str | None:
    """The firm's own word by its account or link; else staff name the signature, paper or recorded call."""
    own = case.firm_id in standing.firms
    kind = facts.get("kind", "ACCOUNT")
    if own:
        return None
    return "evidence_missing" if kind in OWN_WORD else None


def _kind_known(case: DifficultyCase, standing: Standing, facts: dict[str, Any]) -> str | None:
    return None if facts.get("kind") else "kind_missing"


def _no_other_at_work(case: DifficultyCase, standing: Standing, facts: dict[str, Any]) -> str | None:
    others = case.referrals.filter(state__in=AT_WORK).exclude(person_id=standing.person_id)
    return "others_at_work" if others.count() > 1 and not facts.get("reason") else None


def _next_look_in_reach(case: DifficultyCase, standing: Standing, facts: dict[str, Any]) -> str | None:
    day = facts.get("next_look_on")
    if day is None:
        return "next_look_missing"
    if day <= clock.today():
        return "next_look_past"
    latest = clock.today() + relativedelta(months=setting("case.next_look.months"))
    return "next_look_too_far" if day > latest else None


def _not_blocked(case: DifficultyCase, standing: Standing, facts: dict[str, Any]) -> str | None:
    person = facts.get("person")
    if person is not None and person.suspended_on:
        return "helper_suspended"
    shut = blocks(case.firm_id, person=person, organisation=facts.get("organisation"))
    return "helper_blocked" if shut else None


def _case_open(case: DifficultyCase, standing: Standing, facts: dict[str, Any]) -> str | None:
    return "case_ended" if CASE.state(case.state).end else None


def _levels_left(case: DifficultyCase, standing: Standing, facts: dict[str, Any]) -> str | None:
    depth, at = 1, facts["referral"]
    while at.parent_id:
        depth, at = depth + 1, at.parent
    return "too_many_levels" if depth >= setting("referral.levels") else None


Early = Callable[[DifficultyCase, Standing], str | None]
Late = Callable[[DifficultyCase, Standing, dict[str, Any]], str | None]

EARLY: dict[str, Early] = {
    each.__name__: each
    for each in (
        consent_on_file, helper_accepted, support_given, no_support_given, handover_not_open, one_enquiry,
        enquiry_open, in_group, tag_open, forwarding_proposed, forwarding_unanswered, name_only_with_consent, story_drafted,
        story_approved, no_secret_left, satisfaction_open, task_proposed, task_not_proposed, task_running,
    )
}  # fmt: skip
LATE: dict[str, Late] = {
    "evidence_of_firm": _evidence_of_firm,
    "kind_known": _kind_known,
    "no_other_at_work": _no_other_at_work,
    "next_look_in_reach": _next_look_in_reach,
    "not_blocked": _not_blocked,
    "case_open": _case_open,
    "levels_left": _levels_left,
}
