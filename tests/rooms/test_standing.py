"""What somebody is today: roles, groups, grants and blocks count while they last, and only for whom they name."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from tests.cast import SINCE

from dure.ledger import clock
from dure.ledger.actors import SYSTEM
from dure.ledger.doors import recording
from dure.ledger.refs import Ref
from dure.network.actions import block_party, give_grant
from dure.network.models import Block, Grant, Membership, Office, Organisation, Post, Role

pytestmark = pytest.mark.django_db
SOME_CASE = Ref("case", UUID(int=1))


def granted(to: Ref) -> Grant:
    return give_grant(to=to, on=SOME_CASE, part="title", reason="REFERRAL", by=SYSTEM)


def readers(cast, keys) -> set[str]:
    """Who of the cast has some of these keys."""
    return {name for name in cast.people if keys(cast.as_(name))}


def with_grant(cast) -> set[str]:
    return readers(cast, lambda by: by.grants)


@pytest.mark.parametrize(
    ("to", "who"),
    [
        (lambda cast: Ref("person", cast.people["expert"].pk), "expert"),
        (lambda cast: Ref("organisation", cast.kumoh.pk), "body"),
        (lambda cast: Ref("group", cast.optics.pk), "officer"),
        (lambda cast: Ref("secretariat", cast.optics.pk), "secretariat"),
    ],
)
def test_a_grant_reaches_those_it_names_and_nobody_else(cast, to, who):
    granted(to(cast))
    assert with_grant(cast) == {who}
    assert set(cast.as_(who).grants.values()) == {frozenset({"title"})}


@pytest.mark.parametrize(("days", "who"), [(-1, set()), (0, {"expert"}), (1, {"expert"})])
def test_a_grant_counts_through_its_last_day(cast, days, who):
    grant = granted(Ref("person", cast.people["expert"].pk))
    with recording(by=SYSTEM):
        Grant.objects.filter(pk=grant.pk).update(until=clock.today() + timedelta(days=days))
    assert with_grant(cast) == who


def test_a_grant_taken_back_counts_no_more(cast):
    grant = granted(Ref("person", cast.people["expert"].pk))
    with recording(by=SYSTEM):
        Grant.objects.filter(pk=grant.pk).update(revoked_at=clock.now())
    assert with_grant(cast) == set()


def test_a_membership_makes_part_of_a_group_until_it_ends(cast):
    assert readers(cast, lambda by: cast.optics.pk in by.groups) == {"owner", "rival"}
    with recording(by=SYSTEM):
        Membership.objects.filter(organisation=cast.humanlight).update(
            during=DateRange(SINCE.lower, clock.today())
        )
    assert readers(cast, lambda by: cast.optics.pk in by.groups) == {"owner"}


def test_a_role_counts_until_it_ends(cast):
    with recording(by=SYSTEM):
        Role.objects.filter(person=cast.people["coordinator"]).update(
            during=DateRange(SINCE.lower, clock.today())
        )
    assert readers(cast, lambda by: by.offices) == {"colleague", "head", "gumi_coordinator"}


def test_staff_of_a_regional_headquarters_oversee_the_offices_below_it(cast):
    with recording(by=SYSTEM):
        Office.objects.filter(pk=cast.gumi.pk).update(parent=cast.gwangju)
    assert readers(cast, lambda by: by.oversees) == {"coordinator", "colleague", "head"}
    assert cast.as_("head").oversees == {cast.gumi.pk}


@pytest.mark.parametrize("alike", ["", "corporate_group", "head_name", "address"])
def test_a_block_keeps_out_who_acts_for_or_works_at_the_named_party_or_one_like_it(cast, alike):
    """The expert works at the institute, which counts as the named firm when it has the same group, head or address."""
    block_party(firm=cast.lighttec, kind="COMPETITOR", organisation=cast.humanlight, by=SYSTEM)
    if alike:
        with recording(by=SYSTEM):
            for each in (cast.kopti, cast.humanlight):
                Organisation.objects.filter(pk=each.pk).update(**{alike: "한울"})
    assert readers(cast, lambda by: by.blocked_by) == {"rival", *(["expert"] if alike else [])}
    with recording(by=SYSTEM):
        Block.objects.update(cleared_at=clock.now())
    assert readers(cast, lambda by: by.blocked_by) == set()


def test_a_block_names_a_person_and_a_workplace_left_counts_no_more(cast):
    block_party(firm=cast.lighttec, kind="PERSON", person=cast.people["second_expert"], by=SYSTEM)
    block_party(firm=cast.miu, kind="OTHER", organisation=cast.lighttec, by=SYSTEM)
    with recording(by=SYSTEM):
        Post.objects.create(person=cast.people["gumi_coordinator"], organisation=cast.lighttec, during=SINCE)
    everybody = {"second_expert", "owner", "gumi_coordinator"}
    assert readers(cast, lambda by: by.blocked_by) == everybody
    with recording(by=SYSTEM):
        Post.objects.filter(person=cast.people["gumi_coordinator"]).update(
            during=DateRange(SINCE.lower, clock.today())
        )
    assert readers(cast, lambda by: by.blocked_by) == everybody - {"gumi_coordinator"}


def test_a_firm_is_not_kept_out_of_its_own_cases(cast):
    """A party with the firm's own address counts as that party, but the firm stays in."""
    block_party(firm=cast.lighttec, kind="COMPETITOR", organisation=cast.humanlight, by=SYSTEM)
    with recording(by=SYSTEM):
        Organisation.objects.filter(pk__in=[cast.lighttec.pk, cast.humanlight.pk]).update(address="한울")
    assert readers(cast, lambda by: by.blocked_by) == {"rival"}
