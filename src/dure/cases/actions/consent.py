"""The firm's consent to the registration, to being named, and who may see what."""

from dure.cases import events
from dure.cases.actions.stepping import stepping
from dure.cases.models import DifficultyCase, Ending
from dure.ledger import clock
from dure.ledger.errors import Refused
from dure.network.actions import block_party, give_grant, revoke_grants
from dure.network.models import Organisation, Person
from dure.network.standing import Standing
from dure.papers.actions import keep_consent

OFFICER_PARTS = ("title", "problem")


def give_consent(*, case: DifficultyCase, kind: str, by: Standing, name_may_be_told: bool = False) -> None:
    """The firm agrees to the registration: by account or link, or by signature, paper or call that staff record."""
    with stepping(case, "consent", by, kind=kind) as move:
        held = move.case
        keep_consent(on=held.ref, subject=held.firm, purpose="REGISTRATION", kind=kind, by=by.actor)
        held.consented_at = held.received_at = clock.now()
        if name_may_be_told:
            held.naming_allowed_at = clock.now()
        move.move(events.CaseConsented, kind=kind)


def refuse_consent(*, case: DifficultyCase, by: Standing, reason: str = "") -> None:
    """The firm does not want it registered."""
    with stepping(case, "refuse_consent", by) as move:
        Ending.objects.create(case=move.case, step="refuse_consent", reason=reason, at=clock.now())
        move.move(events.CaseWithdrawn, reason="NOT_WANTED")


def allow_name(*, case: DifficultyCase, kind: str, by: Standing) -> None:
    """The firm agrees to be named to helpers."""
    with stepping(case, "allow_name", by, kind=kind) as move:
        keep_consent(on=move.case.ref, subject=move.case.firm, purpose="NAMING", kind=kind, by=by.actor)
        move.case.naming_allowed_at = clock.now()
        move.tell(events.NamingAllowed, kind=kind)


def tick_officers(*, case: DifficultyCase, may_see: bool, by: Standing) -> None:
    """The firm lets the officers of its group see the case, or takes that back."""
    with stepping(case, "tick_officers", by) as move:
        held = move.case
        held.officers_may_see = may_see
        if held.group is None:
            raise Refused("no_group")
        group = held.group.ref
        if may_see:
            for part in OFFICER_PARTS:
                give_grant(to=group, on=held.ref, part=part, reason="OFFICERS", by=by.actor)
        else:
            revoke_grants(on=held.ref, to=held.group_id, by=by.actor)
        move.tell(events.OfficersTicked, group=group, may_see=may_see)


def block_party_for_case(
    *,
    case: DifficultyCase,
    kind: str,
    by: Standing,
    organisation: Organisation | None = None,
    person: Person | None = None,
    words: str = "",
) -> None:
    """Name somebody to be kept out of all that the firm asks; holds at once on every path."""
    with stepping(case, "block_party", by) as move:
        block_party(
            firm=move.case.firm, kind=kind, by=by.actor, organisation=organisation, person=person, words=words
        )
        move.tell(events.CasePartyBlocked, kind=kind)


def change_secrecy(*, case: DifficultyCase, secrecy: str, by: Standing) -> None:
    """Change who may see the case beyond the office."""
    with stepping(case, "change_secrecy", by) as move:
        move.case.secrecy = secrecy
        move.tell(events.SecrecyChanged, secrecy=secrecy)


def change_title(*, case: DifficultyCase, title: str, by: Standing) -> None:
    """Write the title by hand."""
    with stepping(case, "change_title", by) as move:
        move.case.title, move.case.title_by_hand = title.strip()[:200], True
        move.tell(events.CaseRetitled)
