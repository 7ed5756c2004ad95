"""Referrals: who is proposed, asked, accepts, declines, works, ends."""

from dataclasses import dataclass
from decimal import Decimal

from dure.cases import events
from dure.cases.actions.clocks import start_clocks
from dure.cases.actions.stepping import helper_ref, stepping, stepping_referral
from dure.cases.models import DifficultyCase, Referral
from dure.ledger import clock
from dure.ledger.errors import Refused
from dure.ledger.refs import Ref
from dure.network.actions import give_grant, revoke_grants
from dure.network.models import Group, Organisation, Person
from dure.network.standing import SYSTEM_STANDING, Standing
from dure.papers.actions import accept_nda as keep_nda

DEFAULT_PARTS = {"OFFICE": ("title",), "CASE_TEAM": ("title", "problem"), "MEMBER": ("title", "problem")}


@dataclass(frozen=True)
class Helper:
    """Exactly one of a person, an organisation or a group."""

    person: Person | None = None
    organisation: Organisation | None = None
    group: Group | None = None

    def __post_init__(self) -> None:
        if sum(each is not None for each in (self.person, self.organisation, self.group)) != 1:
            raise Refused("helper_missing")


def propose_helper(
    *,
    case: DifficultyCase,
    helper: Helper,
    by: Standing,
    reasons: tuple[str, ...] = (),
    parent: Referral | None = None,
) -> Referral:
    """Keep somebody as a candidate; nobody is told yet."""
    with stepping(case, "propose_helper", by, person=helper.person, organisation=helper.organisation) as move:
        referral = _make(move.case, helper, reasons, parent)
        move.tell(
            events.HelperProposed,
            referral=referral.ref,
            helper=helper_ref(referral),
            referral_state=referral.state,
            reasons=reasons,
        )
    return referral


def ask_helper(
    *,
    case: DifficultyCase,
    helper: Helper,
    by: Standing,
    parts: tuple[str, ...] = (),
    words: str = "",
    reasons: tuple[str, ...] = (),
) -> Referral:
    """Ask somebody to help; a candidate of the same name is asked, not doubled.

    The firm is named only if it agreed; the helper sees what `parts` or the secrecy level allow.
    """
    with stepping(case, "ask_helper", by, person=helper.person, organisation=helper.organisation) as move:
        referral = _candidate(move.case, helper) or propose_helper(
            case=move.case, helper=helper, by=by, reasons=reasons
        )
        ask(referral=referral, by=by, parts=parts, words=words)
    return referral


def ask(*, referral: Referral, by: Standing, parts: tuple[str, ...] = (), words: str = "") -> None:
    """Ask a candidate."""
    with stepping_referral(referral, "ask", by) as move:
        held = move.referral
        held.parts = list(parts or DEFAULT_PARTS.get(held.case.secrecy, ("title", "problem")))
        held.named = held.case.naming_allowed_at is not None
        held.request_words, held.asked_at = words, clock.now()
        _open_parts(held, by)
        move.move(events.HelperAsked, parts=tuple(held.parts), named=held.named)


def accept_referral(*, referral: Referral, by: Standing, way: str = "ACCOUNT") -> None:
    """The helper takes it; the first acceptance moves the case to 지원 중."""
    with stepping_referral(referral, "accept", by) as move:
        move.referral.answered_at = clock.now()
        move.move(events.ReferralAccepted, way=way)
        if move.referral.organisation_id and move.referral.person_id is None:
            start_clocks(move.referral.case, ("NAME_PERSON",), move.referral)
        parent = move.referral.parent
        if parent is not None and parent.state == "ASKED":
            accept_referral(referral=parent, by=SYSTEM_STANDING, way="CHILD")
        if move.referral.case.state == "TRIAGED":
            begin_support(case=move.referral.case, referral=move.referral)


def begin_support(*, case: DifficultyCase, referral: Referral | None = None) -> None:
    """The system moves the case once somebody has accepted."""
    with stepping(case, "first_acceptance", SYSTEM_STANDING) as move:
        move.move(events.SupportBegun, referral=referral.ref if referral else None)


def decline_referral(
    *, referral: Referral, reason: str, by: Standing, words: str = "", someone_else: str = ""
) -> None:
    """The helper cannot; touches no other referral."""
    with stepping_referral(referral, "decline", by) as move:
        held = move.referral
        held.answered_at, held.answer_reason = clock.now(), reason
        held.answer_words, held.someone_else = words, someone_else[:200]
        move.move(events.ReferralDeclined, reason=reason)
        _close_parts(held)


def expire_referral(*, referral: Referral) -> None:
    """No answer in time; it goes to the coordinator's list, and a late answer still counts."""
    with stepping_referral(referral, "expire", SYSTEM_STANDING) as move:
        move.move(events.ReferralExpired)


def withdraw_request(*, referral: Referral, by: Standing, reason: str = "CHANGED") -> None:
    """Take a request back with thanks; nothing is said of other helpers."""
    code = "not_chosen" if referral.state == "PROPOSED" else "withdraw_request"
    with stepping_referral(referral, code, by) as move:
        move.move(events.ReferralWithdrawn, reason=reason)
        _close_parts(move.referral)


def ask_again(*, referral: Referral, by: Standing) -> None:
    """Ask somebody again who did not answer in time."""
    with stepping_referral(referral, "ask_again", by) as move:
        move.referral.ended_at, move.referral.asked_at = None, clock.now()
        _open_parts(move.referral, by)
        move.move(events.AskedAgain)


def begin_work(*, referral: Referral, by: Standing) -> None:
    """First call, message or visit of the helper."""
    with stepping_referral(referral, "begin_work", by) as move:
        move.move(events.WorkBegun)


def end_referral(*, referral: Referral, by: Standing, result: str = "", reason: str = "DONE") -> None:
    """The helper's part is done, or the helper steps back."""
    with stepping_referral(referral, "end_referral", by) as move:
        held = move.referral
        held.result = result or held.result
        held.hours = sum((visit.hours for visit in held.visits.all()), Decimal(0))
        move.move(events.ReferralEnded, hours=held.hours, reason=reason)
        revoke_grants(on=held.case.ref, to=helper_ref(held).uid, parts=("files",), by=by.actor)


def refer_on(*, referral: Referral, helper: Helper, by: Standing, words: str = "") -> Referral:
    """A group or body passes the request to somebody; it becomes accepted with the first acceptance below it."""
    with stepping_referral(
        referral, "refer_on", by, person=helper.person, organisation=helper.organisation
    ) as move:
        child = _make(move.referral.case, helper, (), move.referral)
        move.move(events.ReferredOn, child=child.ref)
        move.ledger.record(
            events.HelperProposed(
                case=move.referral.case.ref,
                firm=Ref("organisation", move.referral.case.firm_id),
                referral=child.ref,
                helper=helper_ref(child),
                referral_state=child.state,
            ),
            scope=move.referral.case.office_id,
        )
        child.parts, child.named = list(move.referral.parts), move.referral.named
        child.request_words = words
        child.save()
        ask(referral=child, by=SYSTEM_STANDING, parts=tuple(child.parts), words=words)
    return child


def name_person(*, referral: Referral, person: Person, by: Standing) -> None:
    """A body names the person who will do it."""
    with stepping_referral(referral, "name_person", by, person=person) as move:
        move.referral.person = person
        for part in move.referral.parts:
            give_grant(to=person.ref, on=move.referral.case.ref, part=part, reason="REFERRAL", by=by.actor)
        move.move(events.PersonNamed, person=person.ref)


def change_view(*, referral: Referral, parts: tuple[str, ...], by: Standing) -> None:
    """Widen or narrow what a helper may see."""
    with stepping_referral(referral, "change_view", by) as move:
        _close_parts(move.referral)
        move.referral.parts = list(parts)
        _open_parts(move.referral, by)
        move.move(events.ViewChanged, parts=parts)


def accept_nda(*, referral: Referral, by: Standing) -> None:
    """One click that refers to the standing pledge; technical files open after it."""
    with stepping_referral(referral, "accept_nda", by) as move:
        person = Person.objects.get(pk=by.person_id)
        case = move.referral.case
        keep_nda(on=case.ref, discloser=case.firm, receiver=person, by=by.actor)


def close_referrals(case: DifficultyCase) -> None:
    """When a case ends, what is still open ends with it, courteously."""
    for referral in case.referrals.exclude(state__in=("DECLINED", "EXPIRED", "WITHDRAWN", "ENDED")):
        referral.case = case
        if referral.state in ("PROPOSED", "ASKED"):
            withdraw_request(referral=referral, by=SYSTEM_STANDING, reason="CASE_ENDED")
        else:
            end_referral(referral=referral, by=SYSTEM_STANDING, reason="CASE_ENDED")


def support_ourselves(*, case: DifficultyCase, words: str, by: Standing) -> Referral:
    """The office helps by itself: kept as a referral to the own office, accepted at once."""
    with stepping(case, "support_ourselves", by) as move:
        referral = Referral.objects.create(
            case=move.case,
            person_id=by.person_id,
            own_office=True,
            state="ACCEPTED",
            parts=["title", "problem", "files"],
            named=True,
            request_words=words,
            asked_at=clock.now(),
            answered_at=clock.now(),
            made_at=clock.now(),
        )
        move.ledger.record(
            events.ReferralAccepted(
                case=move.case.ref,
                firm=Ref("organisation", move.case.firm_id),
                referral=referral.ref,
                helper=helper_ref(referral),
                referral_state="ACCEPTED",
                way="OWN_OFFICE",
            ),
            scope=move.case.office_id,
        )
        move.move(events.SupportBegun, referral=referral.ref)
    return referral


def _candidate(case: DifficultyCase, helper: Helper) -> Referral | None:
    same = {"person": helper.person, "organisation": helper.organisation, "group": helper.group}
    return case.referrals.filter(state="PROPOSED", **same).first()


def _make(
    case: DifficultyCase, helper: Helper, reasons: tuple[str, ...], parent: Referral | None
) -> Referral:
    same = {"person": helper.person, "organisation": helper.organisation, "group": helper.group}
    if case.referrals.filter(state__in=("PROPOSED", "ASKED", "ACCEPTED", "WORKING"), **same).exists():
        raise Refused("helper_already_asked")
    return Referral.objects.create(
        case=case, parent=parent, reasons=list(reasons), made_at=clock.now(), **same
    )


def _open_parts(referral: Referral, by: Standing) -> None:
    for part in referral.parts:
        give_grant(to=_grantee(referral), on=referral.case.ref, part=part, reason="REFERRAL", by=by.actor)


def _close_parts(referral: Referral) -> None:
    revoke_grants(on=referral.case.ref, to=_grantee(referral).uid, by=SYSTEM_STANDING.actor)


def _grantee(referral: Referral) -> Ref:
    """Who a grant of this referral is given to; a group is its secretariat, not its officers."""
    if referral.group_id:
        return Ref("secretariat", referral.group_id)
    return helper_ref(referral)
