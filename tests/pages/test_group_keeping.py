"""What a group says of itself, in other languages, and its end; asking a group from its own page."""

from datetime import timedelta

import pytest

from dure.ledger import clock
from dure.ledger.errors import Refused
from dure.ledger.models import Entry
from dure.network.actions import found_group
from dure.network.actions.charters import change_group, end_group
from dure.network.models import Group, Membership, Role, Wording

pytestmark = pytest.mark.django_db


def facts(group, **more):
    told = {"name": group.name, "complexes": [each.pk for each in group.complexes.all()]}
    return {**told, "goal": "빛으로 함께 크기", "charter": "제1조", **more}


def place(group, what):
    return f"/groups/{group.code}/{what}"


def test_secretariat_corrects_what_its_group_says_and_marks_other_languages_to_be_looked_at(cast, signed_in):
    group, desk = cast.optics, signed_in("secretariat")
    assert place(group, "facts") in desk.get(f"/groups/{group.code}").content.decode()
    assert desk.post(place(group, "words/en"), {"goal": "Growing by light"}).status_code == 302
    shown = desk.get(f"/groups/{group.code}", headers={"accept-language": "en"}).content.decode()
    assert "Growing by light" in shown
    assert desk.post(place(group, "facts"), facts(group)).status_code == 302
    group.refresh_from_db()
    assert (group.goal, group.charter) == ("빛으로 함께 크기", "제1조")
    assert Wording.objects.get(object_uid=group.pk).state == "OUTDATED"
    assert Entry.objects.filter(type="group.changed").latest("id").payload["fields"] == ["goal", "charter"]
    desk.post(place(group, "words/en"), {"goal": ""})
    assert not Wording.objects.filter(object_uid=group.pk).exists()
    assert desk.get(place(group, "words/fr")).status_code == 404


@pytest.mark.parametrize("who", ["owner", "expert", "gumi_coordinator"])
@pytest.mark.parametrize("what", ["facts", "words/en", "ending"])
def test_members_and_other_offices_change_nothing(cast, signed_in, who, what):
    answer = signed_in(who).post(place(cast.optics, what), facts(cast.optics, on=clock.today().isoformat()))
    assert answer.status_code in (403, 404, 409)
    assert not Entry.objects.filter(type__in=("group.changed", "group.worded", "group.ended")).exists()
    assert (
        place(cast.optics, "facts") not in signed_in(who).get(f"/groups/{cast.optics.code}").content.decode()
    )


def test_no_group_lies_below_itself(cast):
    by, optics = cast.as_("head"), cast.optics
    below = found_group(
        kind=optics.kind, code="BELOW", name="렌즈 분과", office=optics.office, parent=optics,
        complexes=list(optics.complexes.all()), by=by.actor,
    )  # fmt: skip
    for above in (optics, below):
        with pytest.raises(Refused, match="group_below_itself"):
            change_group(group=optics, complexes=list(optics.complexes.all()), parent=above, by=by)
    with pytest.raises(Refused, match="group_has_below"):
        end_group(group=optics, on=clock.today(), by=by)


def test_group_ends_with_its_memberships_and_roles_and_keeps_its_history(cast, signed_in):
    group, desk = cast.optics, signed_in("coordinator")
    tomorrow = (clock.today() + timedelta(days=1)).isoformat()
    assert desk.post(place(group, "ending"), {"on": tomorrow}).status_code == 409
    last = clock.today() - timedelta(days=1)
    assert desk.post(place(group, "ending"), {"on": last.isoformat()}).status_code == 302
    group = Group.objects.get(pk=group.pk)
    assert group.ended_on == last
    rows = Membership.objects.filter(group=group)
    assert rows.exists()
    assert not rows.filter(during__contains=clock.today()).exists()
    assert not Role.objects.filter(group=group, during__contains=clock.today()).exists()
    assert group.name in desk.get(f"/groups/{group.code}").content.decode()
    with pytest.raises(Refused, match="group_ended_already"):
        end_group(group=group, on=last, by=cast.as_("coordinator"))


def test_asking_from_the_page_of_a_group_asks_that_group(cast, signed_in):
    own = signed_in("owner")
    link = f"/cases/new?group={cast.optics.code}"
    assert link in own.get(f"/groups/{cast.optics.code}").content.decode()
    chosen = f'<option value="{cast.optics.pk}" selected>'
    assert chosen in own.get(link).content.decode()
    for other in ("/cases/new", "/cases/new?group=NONE"):
        assert chosen not in own.get(other).content.decode()
    assert chosen not in signed_in("gumi_owner").get(link).content.decode()
