"""Staff need a second factor; firms and experts do not."""

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret


@pytest.fixture(autouse=True)
def _needed(settings):
    settings.STAFF_NEED_TOTP = True


def test_staff_without_a_factor_are_led_to_set_one_up(signed_in):
    answer = signed_in("coordinator").get("/desk")
    assert answer.status_code == 302
    assert answer.url == "/accounts/mfa/totp/activate/"


def test_firm_needs_none(signed_in):
    assert signed_in("owner").get("/desk").status_code == 200


def test_staff_with_a_factor_come_in(signed_in, cast):
    TOTP.activate(cast.people["coordinator"].account, generate_totp_secret())
    assert signed_in("coordinator").get("/desk").status_code == 200
