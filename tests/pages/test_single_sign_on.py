"""Staff sign in through the operator's own server, off unless it is set; it makes no account and spares no second factor."""

import httpx
import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.socialaccount.models import SocialAccount
from django.core.cache import cache
from django.core.exceptions import ImproperlyConfigured
from tests.oidc import CLIENT, SECRET, Oidc

from dure.ledger.actors import SYSTEM
from dure.network.actions import open_account, register_person
from dure.network.models import Account, Person
from dure.site.settings import single_sign_on

pytestmark = pytest.mark.django_db
PLACE = "/accounts/oidc/staff/login/"


@pytest.fixture
def oidc(settings):
    cache.clear()
    with Oidc() as server:
        settings.SOCIALACCOUNT_PROVIDERS = single_sign_on(server.url, CLIENT, SECRET, "추진단 통합 로그인")
        yield server


@pytest.fixture
def staff(cast, oidc):
    oidc.says = {"email": "Coordinator@example.kr", "email_verified": True}
    return cast.people["coordinator"].account


def come(client, query="?process=login"):
    """Go to the other server and back as a browser does."""
    away = client.post(PLACE + query)
    assert away.status_code == 302
    back = httpx.get(away.url)
    return client.get(back.headers["Location"])


def is_in(client):
    return "_auth_user_id" in client.session


def test_it_is_off_unless_all_of_it_is_set(client):
    assert single_sign_on("https://id.example.kr", "dure", "") == {}
    with pytest.raises(ImproperlyConfigured):
        single_sign_on("http://id.example.kr", "dure", "secret")
    assert client.get(PLACE).status_code == client.post(PLACE).status_code == 404
    assert "oidc" not in client.get("/accounts/login/").content.decode()


def test_known_and_verified_address_signs_in_and_keeps_its_password(client, staff):
    assert "추진단 통합 로그인 계정으로 들어가기" in client.get("/accounts/login/").content.decode()
    assert come(client).url == "/desk"
    assert client.session["_auth_user_id"] == str(staff.pk)
    assert Account.objects.get(pk=staff.pk).has_usable_password()
    assert not SocialAccount.objects.exists()


@pytest.mark.parametrize("verified", [False, None, "true"])
def test_address_that_is_not_verified_opens_nothing(client, staff, oidc, verified):
    oidc.says["email_verified"] = verified
    assert come(client).url == "/accounts/refused/"
    assert client.get("/accounts/refused/").status_code == 403
    assert not is_in(client)


def test_unknown_address_makes_no_account_nor_does_a_person_without_one(client, staff, oidc):
    register_person(by=SYSTEM, name="새○○", email="new@example.kr")
    before = Account.objects.count(), Person.objects.count()
    for address in ("stranger@example.kr", "new@example.kr"):
        oidc.says["email"] = address
        assert come(client).url == "/accounts/refused/"
    assert not is_in(client)
    assert (Account.objects.count(), Person.objects.count()) == before


def test_closed_account_and_one_whose_person_belongs_nowhere_stay_out(client, staff, oidc):
    gone = register_person(by=SYSTEM, name="간○○", email="gone@example.kr")
    open_account(person=gone, by=SYSTEM)
    oidc.says["email"] = "gone@example.kr"
    assert come(client).url == "/accounts/refused/"
    Account.objects.filter(pk=staff.pk).update(is_active=False)
    oidc.says["email"] = staff.email
    assert come(client).url == "/accounts/refused/"
    assert not is_in(client)


def test_second_factor_is_asked_for_whatever_the_other_server_says(client, staff, oidc, settings):
    settings.STAFF_NEED_TOTP = True
    oidc.says["amr"] = ["mfa"]
    come(client)
    assert client.get("/desk").url == "/accounts/mfa/totp/activate/"
    client.logout()
    TOTP.activate(staff, generate_totp_secret())
    assert come(client).url == "/accounts/mfa/authenticate/"
    assert not is_in(client)


@pytest.mark.parametrize("instead", [{"aud": "another"}, {"iss": "https://elsewhere.example"}, {"exp": 1}])
def test_token_for_another_or_of_another_or_run_out_opens_nothing(client, staff, oidc, instead):
    oidc.instead = instead
    assert come(client).url == "/accounts/refused/"
    assert not is_in(client)


def test_refusal_there_and_a_forged_way_back_open_nothing(client, staff, oidc):
    oidc.error = "access_denied"
    assert come(client).url == "/accounts/refused/"
    assert client.get(f"{PLACE}callback/?code=one&state=made-up").url == "/accounts/refused/"
    assert not is_in(client)


def test_nobody_ties_another_server_to_the_own_account(client, staff, oidc, signed_in):
    owner = signed_in("owner")
    assert come(owner, "?process=connect").url == "/accounts/refused/"
    assert not SocialAccount.objects.exists()
