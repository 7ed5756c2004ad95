"""The first steps of a new office: until they are done or put away."""

import pytest

from dure.cases import actions as act

pytestmark = pytest.mark.django_db


def test_a_new_office_sees_what_to_do_first_until_all_is_done(cast, signed_in):
    page = signed_in("coordinator").get("/desk").content.decode()
    assert "처음 할 일" in page
    assert "첫 애로 적기" in page
    assert page.count("마쳤습니다") == 3
    act.send_case(firm=cast.lighttec, told=act.Told(text="막힘"), by=cast.as_("owner"))
    assert "처음 할 일" not in signed_in("coordinator").get("/desk").content.decode()


def test_only_who_gives_roles_is_led_to_them(cast, signed_in):
    from dure.ledger import clock
    from dure.ledger.actors import SYSTEM
    from dure.ledger.doors import recording
    from dure.network.models import Role

    with recording(by=SYSTEM):
        office = cast.gumi.roles.exclude(person=cast.people["gumi_coordinator"])
        assert not office.exists()
    page = signed_in("gumi_coordinator").get("/desk").content.decode()
    assert "직원 등록" in page
    assert 'href="/roles/new"' not in page
    with recording(by=SYSTEM):
        Role.objects.create(
            person=cast.people["gumi_coordinator"],
            office=cast.gumi,
            code="OFFICE_HEAD",
            during=(clock.today(), None),
        )
    assert 'href="/roles/new"' in signed_in("gumi_coordinator").get("/desk").content.decode()


def test_who_puts_the_first_steps_away_sees_them_no_more_and_others_do(cast, signed_in):
    client = signed_in("coordinator")
    for _ in range(2):
        assert client.post("/desk/beginning/removal").status_code == 302
    assert "처음 할 일" not in client.get("/desk").content.decode()
    assert "처음 할 일" in signed_in("colleague").get("/desk").content.decode()


def test_firms_have_no_first_steps(signed_in):
    assert "처음 할 일" not in signed_in("owner").get("/desk").content.decode()
    assert signed_in("owner").post("/desk/beginning/removal").status_code == 404
