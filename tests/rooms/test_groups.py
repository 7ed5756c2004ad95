"""Groups: members as of any day, help that only its own sees, statistics that never mix."""

from datetime import date
from decimal import Decimal

import pytest

from dure.ledger import clock
from dure.ledger.errors import Refused
from dure.ledger.models import Entry
from dure.network import actions as act
from dure.network.models import Complex
from dure.network.queries import groups as read
from dure.network.rules import is_inside_group, may_found_groups, may_run_group

pytestmark = pytest.mark.django_db
BEFORE, THEN, LATER = date(2024, 1, 1), date(2024, 6, 1), date(2025, 1, 1)


def test_membership_is_answered_as_of_any_day(cast):
    by = cast.as_("secretariat").actor
    row = act.add_member(group=cast.optics, organisation=cast.miu, since=THEN, by=by)
    act.end_membership(membership=row, on=date(2024, 12, 31), by=by)
    on = {
        day: {each.organisation for each in read.members_on(cast.optics, day)}
        for day in (BEFORE, THEN, LATER)
    }
    assert cast.miu not in on[BEFORE]
    assert cast.miu in on[THEN]
    assert cast.miu not in on[LATER]
    assert cast.miu in {each.organisation for each in read.members_on(cast.optics, date(2024, 12, 31))}


def test_member_cannot_join_twice(cast):
    with pytest.raises(Refused, match="member_already"):
        act.add_member(group=cast.optics, organisation=cast.lighttec, by=cast.as_("secretariat").actor)


def test_statistics_keep_organisations_and_persons_apart(cast):
    by = cast.as_("secretariat").actor
    act.add_member(group=cast.optics, organisation=cast.kopti, by=by)
    act.add_member(group=cast.optics, person=cast.people["expert"], by=by)
    told = read.member_statistics(read.members_on(cast.optics, clock.today()))
    assert told == {"by_kind": [("FIRM", 2), ("INSTITUTE", 1)], "organisations": 3, "persons": 1}
    assert read.member_counts([cast.optics.pk], clock.today()) == {cast.optics.pk: (3, 1)}


def test_group_of_any_kind_lies_below_another_on_several_complexes(cast):
    made = act.found_group(
        by=cast.as_("coordinator").actor,
        complexes=list(Complex.objects.all()),
        kind=cast.optics.kind,
        code="SG_GJ_LED",
        name="조명 연구회",
        office=cast.gwangju,
        parent=cast.optics,
    )
    assert list(read.below(cast.optics)) == [made]
    assert made.complexes.count() == 2
    with pytest.raises(Refused, match="code_taken"):
        act.found_group(
            by=cast.as_("coordinator").actor,
            complexes=[],
            kind=made.kind,
            code="SG_GJ_LED",
            name="또",
            office=cast.gwangju,
        )


def test_balance_is_seen_by_the_member_and_its_coordinator_only(cast):
    act.record_help(
        giver=cast.lighttec,
        receiver=cast.humanlight,
        group=cast.optics,
        hours=Decimal(4),
        by=cast.as_("secretariat").actor,
    )
    own = read.balances(cast.optics, cast.as_("owner"))
    assert [(each["organisation"], each["given"], each["balance"]) for each in own] == [(cast.lighttec, 4, 4)]
    assert [each["organisation"] for each in read.balances(cast.optics, cast.as_("coordinator"))] == [
        cast.lighttec
    ]
    assert [each["organisation"] for each in read.balances(cast.optics, cast.as_("rival"))] == [
        cast.humanlight
    ]
    for stranger in ("gumi_owner", "colleague", "secretariat", "officer", "headquarters"):
        assert read.balances(cast.optics, cast.as_(stranger)) == []


def test_total_of_two_parties_is_not_told_and_of_three_is(cast):
    by = cast.as_("secretariat").actor
    act.record_help(giver=cast.lighttec, receiver=cast.humanlight, group=cast.optics, hours=Decimal(4), by=by)
    assert read.help_total(cast.optics, clock.today().year) is None
    act.add_member(group=cast.optics, organisation=cast.miu, by=by)
    act.record_help(
        giver=cast.miu,
        receiver=cast.lighttec,
        group=cast.optics,
        hours=Decimal("2.5"),
        by=by,
        note="고맙습니다",
    )
    told = read.help_total(cast.optics, clock.today().year)
    assert (told["hours"], told["times"], told["givers"]) == (Decimal("6.5"), 2, 2)
    assert all(set(each) == {"giver", "words"} for each in read.thanks(cast.optics, clock.today().year))


@pytest.mark.parametrize(
    ("who", "runs", "inside"),
    [
        ("secretariat", True, True),
        ("coordinator", True, True),
        ("headquarters", True, True),
        ("owner", False, True),
        ("officer", False, True),
        ("gumi_coordinator", False, False),
        ("gumi_owner", False, False),
        ("expert", False, False),
    ],
)
def test_who_runs_a_group_and_who_is_inside(cast, who, runs, inside):
    standing = cast.as_(who)
    assert may_run_group(standing, cast.optics) is runs
    assert is_inside_group(standing, cast.optics) is inside


def test_staff_founds_groups_for_the_own_office_only(cast):
    assert may_found_groups(cast.as_("coordinator"), cast.gwangju)
    assert not may_found_groups(cast.as_("coordinator"), cast.gumi)
    assert not may_found_groups(cast.as_("owner"))


def test_export_leaves_who_why_and_how_many_in_the_ledger(cast):
    by = cast.as_("secretariat")
    act.export_members(group=cast.optics, reason="MEETING", count=2, by=by.actor)
    entry = Entry.objects.get(type="group.members_exported")
    assert entry.payload == {"reason": "MEETING", "count": 2}
    assert entry.actor_uid == by.person_id


def test_filters_find_by_kind_place_and_words(cast):
    found = read.groups_found(read.GroupFilter(complex="GJ", office="GJ", kind="MINI_CLUSTER", words="광융"))
    assert list(found) == [cast.optics]
    assert not read.groups_found(read.GroupFilter(complex="GM")).exists()
