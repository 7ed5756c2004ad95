"""Making links, taking them back, and doing through one what it is for."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from dure.cases.models import DifficultyCase, Referral
from dure.ledger import clock
from dure.ledger.actors import Actor
from dure.ledger.actors import person as person_actor
from dure.ledger.doors import Recorder, keeping, recording
from dure.ledger.errors import Clash, Refused
from dure.ledger.refs import Ref
from dure.links import events
from dure.links.deeds import DEEDS
from dure.links.models import PURPOSES, WRONG_MOST, Link, Use
from dure.links.rules import (
    digits_agree,
    is_kept_out,
    must_be_addressee,
    must_make_links,
    standing_of,
    still_asks,
)
from dure.network.models import Person
from dure.network.queries.settings import setting
from dure.network.standing import Standing


def make_link(
    *,
    purpose: str,
    case: DifficultyCase,
    person: Person,
    by: Standing,
    referral: Referral | None = None,
) -> Link:
    """Let somebody answer without an account; a link for the same question that is still open is replaced."""
    must_make_links(by, case)
    if purpose not in PURPOSES:
        raise Refused("link_asks_nothing")
    must_be_addressee(purpose, case, referral, person)
    now = clock.now()
    with recording(by=by.actor) as ledger:
        DifficultyCase.objects.select_for_update(of=("self",)).get(pk=case.pk)
        same = Link.objects.filter(purpose=purpose, case=case, referral=referral, person=person)
        for former in same.filter(used_at=None, revoked_at=None):
            _revoke(former, ledger)
        made = Link.objects.create(
            purpose=purpose, case=case, referral=referral, person=person, made_by_id=by.person_id,
            made_at=now, until=now + timedelta(days=setting("link.days")),
        )  # fmt: skip
        _tell(ledger, events.LinkMade, made)
    return made


def revoke_link(*, link: Link, by: Standing) -> None:
    """Take a link back; one that is used or gone stays as it is."""
    must_make_links(by, link.case)
    with _held(link, by.actor) as (held, ledger):
        if not (held.used_at or held.revoked_at):
            _revoke(held, ledger)


def check_digits(*, link: Link, told: str, address: str | None) -> None:
    """Let somebody pass who knows the last four digits; too many wrong ones lock the link and tell the office.

    The count is kept before the refusal is raised, so that nobody gets more tries by asking at the same second.
    """
    with _held(link, person_actor(link.person_id)) as (held, ledger):
        _must_be_open(held)
        right = digits_agree(held, told)
        if not right:
            held.wrong += 1
            held.save(update_fields=["wrong"])
            if held.wrong == WRONG_MOST:
                _tell(ledger, events.LinkLocked, held)
    note_use(link=link, what="PASSED" if right else "WRONG", address=address)
    if not right:
        left = WRONG_MOST - held.wrong
        raise Refused("link_digits_wrong", left=left) if left else Clash("link_locked")


def use_link(*, link: Link, outcome: str, address: str | None, **told: Any) -> None:
    """Do what the link is for, once: whoever comes second, at the same second too, is told that it was done."""
    with _held(link, person_actor(link.person_id)) as (held, ledger):
        _must_be_open(held)
        if is_kept_out(held) or not still_asks(held):
            raise Clash("link_asks_nothing")
        DEEDS[outcome](held, standing_of(held), told)
        held.used_at, held.outcome = clock.now(), outcome
        held.save(update_fields=["used_at", "outcome"])
        _tell(ledger, events.LinkUsed, held, outcome=outcome)
    link.refresh_from_db()
    note_use(link=link, what="ANSWERED", address=address)


def want_new_link(*, link: Link, address: str | None) -> None:
    """Tell the office that somebody came too late; said once a link."""
    with _held(link, person_actor(link.person_id)) as (held, ledger):
        if held.state(clock.now()) != "EXPIRED" or held.asked_again_at or is_kept_out(held):
            return
        held.asked_again_at = clock.now()
        held.save(update_fields=["asked_again_at"])
        _tell(ledger, events.NewLinkWanted, held)
    note_use(link=link, what="WANTED", address=address)


def note_use(*, link: Link, what: str, address: str | None) -> None:
    """Write down a use, whatever else happens."""
    with keeping():
        Use.objects.create(link=link, at=clock.now(), what=what, address=address)


@contextmanager
def _held(link: Link, by: Actor) -> Iterator[tuple[Link, Recorder]]:
    with recording(by=by) as ledger:
        # The case is locked first, as every step does, so that two of them never wait for each other.
        DifficultyCase.objects.select_for_update(of=("self",)).get(pk=link.case_id)
        rows = Link.objects.select_related("case__office", "referral", "person").select_for_update(
            of=("self",)
        )
        yield rows.get(pk=link.pk), ledger


def _must_be_open(link: Link) -> None:
    state = link.state(clock.now())
    if state != "OPEN":
        raise Clash(f"link_{state.lower()}")


def _revoke(link: Link, ledger: Recorder) -> None:
    link.revoked_at = clock.now()
    link.save(update_fields=["revoked_at"])
    _tell(ledger, events.LinkRevoked, link)


def _tell(ledger: Recorder, event: type[events.LinkEvent], link: Link, **told: Any) -> None:
    ledger.record(
        event(
            link=link.ref,
            case=link.case.ref,
            firm=Ref("organisation", link.case.firm_id),
            addressee=link.person.ref,
            purpose=link.purpose,
            **told,
        ),
        scope=link.case.office_id,
    )
