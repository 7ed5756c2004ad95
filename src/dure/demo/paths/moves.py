"""What every way has in common: asking, taking up, finding help, visiting, confirming."""

from collections.abc import Generator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from dure.cases import actions as act
from dure.cases.models import DifficultyCase, Referral
from dure.demo.paths import lines
from dure.demo.telling import Telling
from dure.demo.world import World
from dure.ledger import clock
from dure.network.models import ExpertProfile, NeedKind, Organisation
from dure.network.standing import Standing

OWN = ("SERVICE", "OFFICE", "GOVERNMENT")
BODIES = ("UNIVERSITY", "INSTITUTE", "SUPPORT_BODY", "FINANCE_BODY")
WAYS = (("FIRM", 45), ("GROUP", 15), ("CALL", 25), ("FOUND", 15))
Waits = Generator[datetime, None, Any]


@dataclass
class Play:
    """One difficulty on its way: who tells it, who works on it."""

    world: World
    telling: Telling
    case: DifficultyCase | None = None
    way: str = ""
    expert: ExpertProfile | None = None
    worker: Standing | None = None
    referral: Referral | None = None

    @property
    def firm(self) -> Organisation:
        """Whose difficulty it is."""
        return self.telling.firm

    @property
    def owner(self) -> Standing:
        """Who speaks for the firm."""
        return self.world.owner_of(self.firm)

    @property
    def coordinator(self) -> Standing:
        """The person in charge."""
        return self.world.coordinator_of(self.firm)

    @property
    def desk(self) -> Standing:
        """Who moves the case: the secretariat of the group that was asked, else the coordinator."""
        if self.it.group_id:
            return self.world.as_(self.world.crew_of(self.firm).secretariat)
        return self.coordinator

    @property
    def it(self) -> DifficultyCase:
        """The case, once it is there."""
        if self.case is None:
            raise LookupError("nothing was asked yet")
        return self.case

    def wait(self, least: float, most: float) -> datetime:
        """Some working days from now."""
        return self.world.time.later(clock.now(), least, most)

    def chance(self, share: float) -> bool:
        """Whether a die falls below a share."""
        return self.world.dice.random() < share

    def pick(self, among: Any) -> Any:
        """One of several."""
        return self.world.dice.choice(among)


def receive(play: Play, way: str = "", **more: Any) -> None:
    """The firm asks, or somebody writes down what it said."""
    dice = play.world.dice
    play.way = way or dice.choices([name for name, _ in WAYS], [weight for _, weight in WAYS])[0]
    group = play.world.group_of.get(play.firm.pk)
    if play.way == "GROUP" and group is None:
        play.way = "FIRM"
    if "name_may_be_told" not in more:
        more["name_may_be_told"] = play.chance(0.6)
    if play.way == "FIRM":
        channel = "PHOTO" if play.chance(0.08) else "PAGE"
        play.case = act.send_case(
            firm=play.firm, told=play.telling.told(channel=channel, **more), by=play.owner
        )
    elif play.way == "GROUP":
        told = play.telling.told(channel="GROUP", **more)
        play.case = act.send_case(firm=play.firm, group=group, told=told, by=play.owner)
    else:
        channel = play.pick(("PHONE", "PHONE", "VISIT", "MEETING"))
        teller = f"{play.world.owners[play.firm.pk].name} {play.pick(lines.TELLERS)}"
        told = play.telling.told(channel=channel, teller=teller, **more)
        if play.way == "FOUND":
            play.case = act.register_found_case(firm=play.firm, told=told, by=play.coordinator)
        else:
            play.case = act.send_case(firm=play.firm, told=told, by=play.coordinator)


def consent(play: Play) -> None:
    """The firm agrees to the registration of what was found."""
    if play.it.state != "CONSENT_WAIT":
        return
    if play.chance(0.6):
        act.give_consent(case=play.it, kind="ACCOUNT", by=play.owner, name_may_be_told=True)
    else:
        kind = play.pick(("SIGNATURE", "PAPER", "CALL"))
        act.give_consent(case=play.it, kind=kind, by=play.coordinator, name_may_be_told=play.chance(0.7))


def take_up(play: Play) -> None:
    """Somebody of the office takes it up and classifies it."""
    tale = play.telling.tale
    kind = NeedKind.objects.get(code=tale.kind)
    act.take_up_case(case=play.it, kind=kind, stage=tale.stage, fields=tale.fields, by=play.desk)
    if not play.it.title_by_hand and play.chance(0.5):
        act.change_title(case=play.it, title=play.telling.title, by=play.coordinator)


def expert_for(play: Play, *, but: ExpertProfile | None = None) -> ExpertProfile:
    """Somebody who knows the field, of the wanted kind of house, near if possible, not too busy."""
    tale, world = play.telling.tale, play.world
    known = [each for code in tale.fields for each in world.knows[code] if each != but and each.available]
    housed = (
        [each for each in known if each.organisation.kind == tale.helper]
        or known
        or [each for each in world.experts if not each.organisation.reported]
    )
    near = [each for each in housed if each.organisation.office_id == play.firm.office_id]
    among = near if near and play.chance(0.75) else housed
    least = min(world.busy[each.pk] for each in among)
    found = world.dice.choice([each for each in among if world.busy[each.pk] == least])
    world.busy[found.pk] += 1
    return found


def ask(play: Play, expert: ExpertProfile | None = None, *, body: bool = False) -> Referral:
    """Ask an expert, or the house that has one."""
    play.expert = expert or play.expert or expert_for(play)
    helper = (
        act.Helper(organisation=play.expert.organisation) if body else act.Helper(person=play.expert.person)
    )
    words = play.pick(lines.REQUESTS)
    play.referral = act.ask_helper(case=play.it, helper=helper, words=words, reasons=("FIELD",), by=play.desk)
    return play.referral


def accept(play: Play, referral: Referral) -> None:
    """The helper takes it; a house names its person."""
    expert = play.expert
    if expert is None:
        raise LookupError("nobody was asked")
    play.worker = play.world.as_(expert.person)
    if referral.organisation_id is None:
        act.accept_referral(referral=referral, by=play.worker)
        return
    contact = play.world.contacts.get(expert.organisation_id)
    speaker = play.world.as_(contact) if contact else play.desk
    act.accept_referral(referral=referral, by=speaker, way="ACCOUNT" if contact else "CALL")
    act.name_person(referral=referral, person=expert.person, by=speaker)


def refused_first(play: Play) -> Waits:
    """Somebody else was asked before and could not, or did not answer."""
    earlier = expert_for(play)
    helper = act.Helper(person=earlier.person)
    referral = act.ask_helper(
        case=play.it, helper=helper, words=play.pick(lines.REQUESTS), reasons=("FIELD",), by=play.desk
    )
    if play.chance(0.7):
        yield play.wait(0.3, 3.5)
        reason, words = play.pick(lines.DECLINES)
        act.decline_referral(referral=referral, reason=reason, words=words, by=play.world.as_(earlier.person))
    else:
        yield play.wait(5.5, 7)


def find_help(play: Play) -> Waits:
    """Until somebody has taken it."""
    if play.telling.tale.helper in OWN:
        yield play.wait(0.2, 3)
        play.referral = act.support_ourselves(
            case=play.it, words=play.pick(lines.OWN_SUPPORT), by=play.coordinator
        )
        play.worker = play.coordinator
        return
    yield play.wait(0.2, 2.5)
    if play.chance(0.18):
        yield from refused_first(play)
    body = play.telling.tale.helper in BODIES and play.chance(0.4)
    referral = ask(play, body=body)
    yield play.wait(0.2, 4)
    accept(play, referral)


def visit(play: Play, content: str, next_step: str = "", hours: Any = 2) -> None:
    """One entry of the guidance log."""
    note = act.VisitNote(
        content=content,
        next_step=next_step,
        hours=Decimal(str(hours)),
        place=play.pick(("FIRM", "FIRM", "FIRM", "OFFICE", "LAB", "ONLINE", "PHONE")),
        people=play.pick(("대표, 생산팀장", "대표", "공장장, 담당 직원", "관리부장", "")),
    )
    act.log_visit(case=play.it, note=note, by=play.worker or play.coordinator, referral=play.referral)


def visits(play: Play, most: int = 9) -> Waits:
    """All that the helper noted."""
    for note in play.telling.tale.visits[:most]:
        yield play.wait(1.5, 7)
        put = play.telling.put
        visit(play, put(note["content"]), put(note.get("next_step") or ""), note.get("hours") or 2)


def ask_confirmation(play: Play) -> None:
    """The helper says it is done."""
    worker = play.worker or play.coordinator
    act.ask_confirmation(case=play.it, result=play.telling.put(play.telling.tale.solution), by=worker)


def confirm(play: Play) -> None:
    """The firm's word, by itself or as the office keeps it."""
    words = {"note": play.pick(lines.THANKS), "method": play.telling.put(play.telling.tale.solution)}
    kind = play.world.dice.choices(["ACCOUNT", "LINK", "SIGNATURE", "PAPER", "CALL"], [55, 14, 16, 8, 7])[0]
    own = kind in ("ACCOUNT", "LINK")
    signed = play.world.owners[play.firm.pk].name
    act.confirm_solution(
        case=play.it, kind=kind, confirmed_by=signed, by=play.owner if own else play.coordinator, **words
    )
