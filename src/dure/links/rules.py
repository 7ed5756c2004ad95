"""Who makes links for whom, and what a link lets its addressee do: only the one thing it is for."""

from dataclasses import replace

from dure.cases.lifecycle import roles as r
from dure.cases.lifecycle.occasions import SERVED
from dure.cases.models import DifficultyCase, Referral
from dure.cases.rules import is_satisfaction_said, roles_towards
from dure.ledger.errors import NotFound, Refused
from dure.links.models import Link
from dure.network.models import Person
from dure.network.queries.blocks import blocks
from dure.network.standing import Standing, standing

ANSWERABLE = ("ASKED", "EXPIRED")
DIGITS = 4


def waiting(case: DifficultyCase) -> frozenset[str]:
    """The questions to the firm that a case waits for now."""
    if case.state == "CONSENT_WAIT" or (case.state == "ON_HOLD" and case.paused_state == "CONSENT_WAIT"):
        return frozenset({"CONSENT"})
    if case.state == "CONFIRM_WAIT":
        return frozenset({"CONFIRMATION"})
    if case.state == "UNCONFIRMED" and not is_satisfaction_said(case):
        return frozenset({"CONFIRMATION", "SATISFACTION"})
    if case.state in SERVED and not is_satisfaction_said(case):
        return frozenset({"SATISFACTION"})
    return frozenset()


def still_asks(link: Link) -> bool:
    """Whether the question of a link is still open in its case."""
    if link.purpose == "ANSWER":
        return link.referral is not None and link.referral.state in ANSWERABLE
    return link.purpose in waiting(link.case)


def may_make_links(by: Standing, case: DifficultyCase) -> bool:
    """The office of a case sends its links."""
    return bool(roles_towards(by, case) & set(r.OFFICE)) or by.is_system


def must_make_links(by: Standing, case: DifficultyCase) -> None:
    """For everybody else there is nothing to send."""
    if not may_make_links(by, case):
        raise NotFound("not_found")


def must_be_addressee(purpose: str, case: DifficultyCase, referral: Referral | None, person: Person) -> None:
    """A link goes to somebody of the firm, or to the helper who was asked, and never to whom the firm keeps out."""
    if blocks(case.firm_id, person=person):
        raise Refused("link_to_blocked")
    if len(person.phone) < DIGITS:
        raise Refused("link_needs_phone", person=person.name)
    if purpose == "ANSWER":
        if referral is None or referral.case_id != case.pk or referral.state not in ANSWERABLE:
            raise Refused("link_asks_nothing")
        if referral.person_id not in (None, person.pk):
            raise Refused("link_to_stranger")
        return
    if purpose not in waiting(case):
        raise Refused("link_asks_nothing")
    if not person.posts.filter(organisation_id=case.firm_id).exists():
        raise Refused("link_to_stranger")


def digits_agree(link: Link, told: str) -> bool:
    """Whether somebody knows the last four digits of the addressee's telephone."""
    return len(link.person.phone) >= DIGITS and told == link.person.phone[-DIGITS:]


def is_kept_out(link: Link) -> bool:
    """Whether the firm has come to keep the addressee out since, or the addressee is known no more."""
    return link.person.erased_on is not None or blocks(link.case.firm_id, person=link.person)


def standing_of(link: Link) -> Standing:
    """What the addressee is while using the link: nothing but a party to this one question."""
    whole = standing(link.person)
    alone = Standing(
        actor=whole.actor, person_id=whole.person_id, language=whole.language, blocked_by=whole.blocked_by
    )
    if link.purpose != "ANSWER":
        return replace(alone, firms=frozenset({link.case.firm_id}))
    referral = link.referral
    if referral is not None and referral.person_id is None and referral.organisation_id:
        return replace(alone, bodies=frozenset({referral.organisation_id}))
    return alone
