"""Who is told what when something happens: a table by type of event."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

FIRM, DESK, HELPER, RECEIVERS, GIVERS, APPROVERS, IN_CHARGE, AT_WORK, NAMED, HEADS, LOOKED_AFTER, TOUCHED, FORMER = (
    "FIRM", "DESK", "HELPER", "RECEIVERS", "GIVERS", "APPROVERS", "IN_CHARGE", "AT_WORK", "NAMED", "HEADS",
    "LOOKED_AFTER", "TOUCHED", "FORMER",
)  # fmt: skip
Payload = Mapping[str, Any]


class Telling(NamedTuple):
    """A notice code for an audience, under a condition on the payload."""

    code: str
    to: str
    when: Callable[[Payload], bool] | None = None


def _of(key: str, *values: Any) -> Callable[[Payload], bool]:
    return lambda payload: payload.get(key) in values


def _not(key: str, *values: Any) -> Callable[[Payload], bool]:
    return lambda payload: payload.get(key) not in values


def _some(key: str) -> Callable[[Payload], bool]:
    return lambda payload: bool(payload.get(key))


def _none(key: str) -> Callable[[Payload], bool]:
    return lambda payload: not payload.get(key)


def _was_asked(payload: Payload) -> bool:
    """Whoever was only thought of is not told that somebody else was chosen."""
    return bool(payload.get("stopped"))


TELLINGS: dict[str, tuple[Telling, ...]] = {
    "case.found": (Telling("consent_asked", FIRM),),
    "case.sent": (Telling("request_new", DESK), Telling("request_received", FIRM)),
    "case.answered_at_once": (Telling("answered_at_once", FIRM),),
    "case.consented": (Telling("consented", DESK),),
    "case.taken_up": (Telling("taken_up", FIRM),),
    "case.replied": (Telling("replied", FIRM),),
    "case.answered": (Telling("answered", FIRM),),
    "case.out_of_scope": (Telling("out_of_scope", FIRM),),
    "case.support_begun": (Telling("support_begun", FIRM),),
    "case.reminded": (
        Telling("consent_reminder", FIRM, _of("clock", "CONSENT")),
        Telling("confirmation_reminder", FIRM, _of("clock", "CONFIRMATION")),
    ),
    "case.confirmation_asked": (Telling("confirmation_asked", FIRM),),
    "case.confirmation_postponed": (Telling("confirmation_postponed", DESK),),
    "case.not_yet_solved": (Telling("not_yet_solved", DESK), Telling("not_yet_solved", AT_WORK)),
    "case.solved": (Telling("solved", DESK),),
    "case.unconfirmed": (Telling("unconfirmed_firm", FIRM), Telling("unconfirmed", DESK)),
    "case.unsolved": (Telling("unsolved", FIRM),),
    "case.paused": (
        Telling("paused_firm", FIRM, _not("paused_state", "CONSENT_WAIT")),
        Telling("paused_silent", DESK, _of("paused_state", "CONSENT_WAIT")),
    ),
    "case.resumed": (Telling("resumed", FIRM), Telling("resumed", DESK)),
    "case.withdrawn": (Telling("withdrawn", DESK), Telling("withdrawn_firm", FIRM)),
    "case.reopened": (Telling("reopened", FIRM), Telling("reopened", DESK)),
    "case.handover_offered": (Telling("handover_offered", RECEIVERS),),
    "case.handed_over": (Telling("handover_taken", GIVERS), Telling("handed_over_firm", FIRM)),
    "case.reassigned": (Telling("assigned", IN_CHARGE), Telling("new_person_in_charge", FIRM)),
    "case.task_proposed": (Telling("task_to_approve", APPROVERS),),
    "case.task_approved": (Telling("task_approved", DESK), Telling("task_begun", FIRM)),
    "case.task_sent_back": (Telling("task_sent_back", DESK),),
    "case.forwarding_proposed": (Telling("forwarding_to_approve", APPROVERS),),
    "case.forwarded": (Telling("forwarded", FIRM), Telling("forwarding_approved", DESK)),
    "case.forwarding_answered": (Telling("forwarding_answered", FIRM),),
    "case.naming_allowed": (Telling("naming_allowed", DESK),),
    "case.effect_asked": (Telling("effect_asked", FIRM),),
    "referral.asked": (Telling("help_asked", HELPER),),
    "referral.asked_again": (Telling("help_asked", HELPER),),
    "referral.reminded": (Telling("help_reminder", HELPER),),
    "referral.accepted": (Telling("helper_accepted", DESK, _not("way", "OWN_OFFICE")),),
    "referral.declined": (Telling("helper_declined", DESK),),
    "referral.expired": (Telling("helper_silent", DESK),),
    "referral.withdrawn": (Telling("request_withdrawn", HELPER, _was_asked),),
    "referral.ended": (
        Telling("closed_with_thanks", HELPER, _of("reason", "CASE_ENDED")),
        Telling("helper_stepped_back", DESK, _not("reason", "CASE_ENDED")),
    ),
    "referral.person_named": (Telling("named_as_helper", NAMED), Telling("person_named", DESK)),
    "referral.view_changed": (Telling("view_changed", HELPER),),
    "link.locked": (Telling("link_locked", DESK),),
    "link.wanted_again": (Telling("link_wanted", DESK),),
    "story.drafted": (Telling("story_to_approve", FIRM),),
    "story.approved": (Telling("story_to_publish", APPROVERS),),
    "story.published": (Telling("story_published", FIRM),),
    "case.passed_on": (Telling("new_person_in_charge", FIRM, _none("firm_told")),),
    "duties.planned": (Telling("duties_coming", TOUCHED), Telling("duties_planned", FORMER)),
    "duties.passed": (
        Telling("duties_received", TOUCHED),
        Telling("duties_passed", FORMER),
        Telling("duties_left_out", FORMER, _some("left_out")),
        Telling("duties_left_out", HEADS, _some("left_out")),
    ),
    "duties.cancelled": (Telling("duties_cancelled", TOUCHED), Telling("duties_cancelled", FORMER)),
    "standin.named": (Telling("stand_in_named", TOUCHED),),
    "standin.ended": (Telling("stand_in_ended", TOUCHED),),
    "organisation.coordinator_assigned": (Telling("coordinator_new", LOOKED_AFTER),),
    "case.clock_ran_out": (
        Telling("late_first_answer", DESK, _of("clock", "FIRST_ANSWER")),
        Telling("late_first_answer", HEADS, _of("clock", "FIRST_ANSWER")),
        Telling("late_take_up", DESK, _of("clock", "TAKE_UP")),
        Telling("late_take_up", HEADS, _of("clock", "TAKE_UP")),
        Telling("late_find_helper", DESK, _of("clock", "FIND_HELPER")),
        Telling("late_progress", DESK, _of("clock", "PROGRESS")),
        Telling("late_next_look", DESK, _of("clock", "NEXT_LOOK")),
        Telling("late_answer", DESK, _of("clock", "ANSWER")),
        Telling("late_handover", RECEIVERS, _of("clock", "HANDOVER")),
        Telling("late_handover_giver", DESK, _of("clock", "HANDOVER")),
        Telling("late_first_contact", HELPER, _of("clock", "FIRST_CONTACT")),
        Telling("late_first_contact_office", DESK, _of("clock", "FIRST_CONTACT")),
        Telling("late_name_person", HELPER, _of("clock", "NAME_PERSON")),
        Telling("late_name_person_office", DESK, _of("clock", "NAME_PERSON")),
    ),
}
FAREWELLS = frozenset({"request_withdrawn", "closed_with_thanks", "handover_taken"})
OF_THE_OFFICE = frozenset({DESK, RECEIVERS, GIVERS, APPROVERS, IN_CHARGE, HEADS})
CONCERNED: dict[str, str] = {
    "duties.planned": "duty_receiver",
    "duties.passed": "duty_receiver",
    "duties.cancelled": "duty_receiver",
    "standin.named": "stand_in",
    "standin.ended": "stand_in",
}
PLACES: dict[str, str] = {
    "stand_in_named": "/duties",
    "stand_in_ended": "/duties",
    **dict.fromkeys(
        (
            "duties_coming",
            "duties_planned",
            "duties_received",
            "duties_passed",
            "duties_left_out",
            "duties_cancelled",
        ),
        "/duties",
    ),
    "coordinator_new": "/desk",
}
NAMES_COLLEAGUE = frozenset({"coordinator_new"})
KEPT = ("round", "since", "until", "next_look_on", "clock")
