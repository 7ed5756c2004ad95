"""Who may sign in by code, how often one may be asked for, and who may be given an account."""

from datetime import datetime, timedelta

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings

from dure.entrance.models import Code
from dure.ledger import clock
from dure.ledger.errors import NotFound, Refused
from dure.links.models import Link
from dure.links.rules import is_kept_out
from dure.network.models import Account, Organisation, Person, Role
from dure.network.queries.people import belongs, places_kept
from dure.network.standing import Standing, standing

LASTS = timedelta(minutes=10)
OF_ADDRESS = ((LASTS, 5), (timedelta(days=1), 20))
FROM_PLACE = ((timedelta(hours=1), 30),)


def may_enter(account: Account | None) -> bool:
    """Whether an account opens today: it is live, and its person still belongs somewhere."""
    return bool(account and account.is_active and account.person and belongs(account.person))


def must_not_ask_too_often(mark: str, asked_from: str | None, now: datetime) -> None:
    """Limits for an address, known or not, and for the place somebody asks from."""
    limits = [({"mark": mark}, *each) for each in OF_ADDRESS]
    if asked_from:
        limits += [({"asked_from": asked_from}, *each) for each in FROM_PLACE]
    for whose, span, most in limits:
        if Code.objects.filter(**whose, made_at__gt=now - span).count() >= most:
            raise Refused("code_too_often")


def must_have_factor(account: Account) -> None:
    """A code alone never opens what staff see: without a second factor there is nothing to ask for after it."""
    needs = settings.STAFF_NEED_TOTP and standing(account.person).needs_second_factor
    if needs and not is_mfa_enabled(account):
        raise Refused("code_not_for_staff")


def may_join(link: Link) -> bool:
    """Whether the addressee of a link that was used may have an account: known, still there, and without one."""
    return (
        link.used_at is not None
        and not is_kept_out(link)
        and not Account.objects.filter(person=link.person_id).exists()
        and belongs(link.person)
    )


def firm_joined(link: Link) -> Organisation | None:
    """The firm that somebody acts for from then on: the one that the link spoke for, while the person works there."""
    if link.purpose == "ANSWER":
        return None
    here = link.person.posts.filter(organisation=link.case.firm_id, during__contains=clock.today())
    return link.case.firm if here.exists() else None


def must_invite(by: Standing, person: Person) -> None:
    """For other offices there is no such person; who also serves elsewhere is given an account by headquarters."""
    places = places_kept(by, person)
    if person.erased_on or not places:
        raise NotFound("not_found")
    if Account.objects.filter(person=person).exists():
        raise Refused("account_already", person=person.name)
    live = Role.objects.filter(person=person, during__contains=clock.today())
    if live.exclude(organisation__in=places).exists():
        raise Refused("account_by_headquarters")
