"""Ways that stand somewhere in the middle at the first start: every state, early, due today and late."""

from collections.abc import Callable
from datetime import timedelta

from dure.cases import actions as act
from dure.demo.paths import lines
from dure.demo.paths.ends import approve_forwarding, propose_forwarding
from dure.demo.paths.moves import (
    Play,
    accept,
    ask,
    ask_confirmation,
    confirm,
    consent,
    receive,
    take_up,
    visit,
)
from dure.demo.stage import Script
from dure.ledger import clock


def received(play: Play, days: float) -> Script:
    """Came in so many working days ago, nobody has looked at it."""
    yield play.world.ago(days)
    receive(play, play.pick(("FIRM", "FIRM", "GROUP", "CALL")))


def replied(play: Play, days: float) -> Script:
    """Answered, not yet taken up."""
    yield play.world.ago(days)
    receive(play, play.pick(("FIRM", "GROUP")))
    yield play.wait(0.1, 0.6)
    act.reply_to_firm(case=play.it, text=play.pick(lines.FIRST_REPLIES), by=play.coordinator)


def found(play: Play, days: float) -> Script:
    """Found by the office; the firm has not agreed yet."""
    yield play.world.ago(days)
    receive(play, "FOUND")


def enquired(play: Play, days: float) -> Script:
    """Found, and one expert was asked without a name."""
    yield from found(play, days)
    yield play.wait(0.2, 0.8)
    expert = play.world.experts[play.world.dice.randrange(len(play.world.experts))]
    act.enquire_anonymously(case=play.it, person=expert.person, text=lines.ENQUIRY, by=play.coordinator)


def triaged(play: Play, days: float) -> Script:
    """Under review for so many working days."""
    yield play.world.ago(days + 0.8)
    receive(play)
    yield play.world.ago(days + 0.4)
    consent(play)
    yield play.world.ago(days)
    take_up(play)


def with_candidates(play: Play, days: float) -> Script:
    """Under review with candidates nobody has asked yet."""
    yield from triaged(play, days)
    yield play.wait(0.1, 0.6)
    for code in play.telling.tale.fields[:2]:
        for expert in play.world.knows[code][:1]:
            helper = act.Helper(person=expert.person)
            if not play.it.referrals.filter(person=expert.person).exists():
                act.propose_helper(case=play.it, helper=helper, reasons=("FIELD",), by=play.desk)


def asked(play: Play, days: float) -> Script:
    """An expert was asked so many working days ago and has not answered (after five it has expired)."""
    yield from triaged(play, days + 1)
    yield play.world.ago(days)
    ask(play)


def declined(play: Play, days: float) -> Script:
    """The one who was asked could not; somebody else is needed."""
    yield from asked(play, days + 1.5)
    yield play.world.ago(days)
    reason, words = play.pick(lines.DECLINES)
    referral = play.referral
    if referral is not None and play.expert is not None:
        by = play.world.as_(play.expert.person)
        act.decline_referral(referral=referral, reason=reason, words=words, by=by)


def accepted(play: Play, days: float, *, body: bool = False) -> Script:
    """Somebody has taken it and not yet begun."""
    yield from triaged(play, days + 2.5)
    yield play.world.ago(days + 1.5)
    referral = ask(play, play.expert, body=body)
    yield play.world.ago(days)
    accept(play, referral)


def body_to_name(play: Play, days: float) -> Script:
    """A house has taken it and must still say who will do it."""
    yield from triaged(play, days + 2.5)
    yield play.world.ago(days + 1.5)
    referral = ask(play, body=True)
    yield play.world.ago(days)
    act.accept_referral(referral=referral, by=play.desk, way="CALL")


def working(play: Play, days: float, *, most: int = 2) -> Script:
    """Being helped; the last entry of the log is so many working days old."""
    notes = play.telling.tale.visits[:most] or ({"content": lines.REWORK},)
    yield from accepted(play, days + 4 * len(notes))
    for place, note in enumerate(notes):
        yield play.world.ago(days + 4 * (len(notes) - 1 - place))
        put = play.telling.put
        visit(play, put(note["content"]), put(note.get("next_step") or ""), note.get("hours") or 2)


def nobody_at_work(play: Play, days: float) -> Script:
    """The helper stepped back without a result."""
    yield from working(play, days + 2, most=1)
    yield play.world.ago(days)
    if play.referral is not None:
        act.end_referral(referral=play.referral, reason="STEPPED_BACK", by=play.coordinator)


def to_confirm(play: Play, days: float) -> Script:
    """The firm is asked whether it is solved."""
    yield from working(play, days + 1, most=3)
    yield play.world.ago(days)
    ask_confirmation(play)


def postponed(play: Play, days: float) -> Script:
    """The firm wants to watch it longer."""
    yield from to_confirm(play, days)
    yield play.wait(0.5, 1.5)
    act.ask_more_time(case=play.it, until=play.world.today + timedelta(days=12), by=play.owner)


def reworked(play: Play, days: float) -> Script:
    """Not yet solved, said the firm; it goes on."""
    yield from to_confirm(play, days + 2)
    yield play.world.ago(days)
    act.say_not_yet(case=play.it, missing=play.pick(lines.STILL_MISSING), by=play.owner)


def held(play: Play, days: float, *, look_in: int = 20) -> Script:
    """On hold until a day, counted from the first start."""
    yield from triaged(play, days + 2)
    yield play.world.ago(days)
    look = max(play.world.today + timedelta(days=look_in), clock.today() + timedelta(days=1))
    act.pause_case(case=play.it, reason=play.pick(lines.HOLDS), next_look_on=look, by=play.coordinator)


def handover_offered(play: Play, days: float, *, to: str = "GJ") -> Script:
    """Offered to another office that has not taken it yet."""
    yield from triaged(play, days + 1)
    yield play.world.ago(days)
    act.offer_handover(
        case=play.it, to=play.world.offices[to], reason=play.pick(lines.HANDOVERS), by=play.coordinator
    )


def forwarding_proposed(play: Play, days: float) -> Script:
    """Somebody must still approve that it goes to another body."""
    yield from triaged(play, days + 2)
    yield play.world.ago(days)
    propose_forwarding(play)


def forwarded_waiting(play: Play, days: float) -> Script:
    """Sent; the answer of the other body is due or late."""
    yield from triaged(play, days + 2)
    yield play.world.ago(days + 1)
    propose_forwarding(play)
    yield play.world.ago(days)
    approve_forwarding(play)


def reopened(play: Play, days: float) -> Script:
    """Solved once, open again."""
    yield from working(play, days + 14)
    yield play.world.ago(days + 12)
    ask_confirmation(play)
    yield play.world.ago(days + 9)
    confirm(play)
    yield play.world.ago(days)
    act.reopen_case(case=play.it, reason=play.pick(lines.REOPENED), by=play.owner)


def secret(play: Play, days: float) -> Script:
    """Only the office may see it, and a competitor or customer is kept out."""
    yield play.world.ago(days + 1)
    receive(play, "FIRM", secrecy="OFFICE", name_may_be_told=False)
    yield play.world.ago(days + 0.8)
    others = [firm for firm in play.world.firms[play.it.number.split("-")[1]] if not firm.reported]
    party = play.pick([firm for firm in others if firm.pk != play.firm.pk])
    kind = play.pick(("COMPETITOR", "CUSTOMER"))
    act.block_party_for_case(case=play.it, kind=kind, organisation=party, by=play.owner)
    play.world.forget_standings()
    yield play.world.ago(days)
    take_up(play)


def ticked(play: Play, days: float) -> Script:
    """The firm lets the officers of its mini-cluster see it."""
    yield play.world.ago(days)
    receive(play, "GROUP")
    yield play.wait(0.1, 0.5)
    if play.it.group_id:
        act.tick_officers(case=play.it, may_see=True, by=play.owner)


OPENS: dict[str, Callable[..., Script]] = {
    each.__name__: each
    for each in (
        received, replied, found, enquired, triaged, with_candidates, asked, declined, accepted, body_to_name,
        working, nobody_at_work, to_confirm, postponed, reworked, held, handover_offered, forwarding_proposed,
        forwarded_waiting, reopened, secret, ticked,
    )
}  # fmt: skip
