"""How accounts are made: by an office, never by signing up, here or at another server."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from dure.entrance.rules import may_enter
from dure.network.doorkeeper import open_to_all
from dure.network.models import Account


class ClosedSignup(DefaultAccountAdapter):
    """Accounts are given by an office to people it knows."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up alone."""
        return False


class KnownOnly(DefaultSocialAccountAdapter):
    """Lets in whom the operator's own server vouches for, if an office has given that address an account.

    Nothing is kept of the other server: each time its verified address alone says who somebody is.
    """

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """The account of a verified address, or none; a second factor is asked for afterwards as always."""
        verified = [each.email.lower() for each in sociallogin.email_addresses if each.verified is True]
        account = Account.objects.filter(email__in=verified).first()
        if account is None or not may_enter(account) or sociallogin.state.get("process") != "login":
            raise ImmediateHttpResponse(redirect("sign-in-refused"))
        sociallogin.user = account

    def on_authentication_error(self, request: HttpRequest, provider: Any, **told: Any) -> None:
        """Whatever goes wrong at the other server ends on the same page."""
        raise ImmediateHttpResponse(redirect("sign-in-refused"))

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Nobody signs up by way of another server."""
        return False


def single_sign_on_name() -> str:
    """What the operator's own server is called on the sign-in page; empty where there is none."""
    apps = settings.SOCIALACCOUNT_PROVIDERS.get("openid_connect", {}).get("APPS", [])
    return str(apps[0]["name"]) if apps else ""


@open_to_all
def refused(request: HttpRequest) -> HttpResponse:
    """The operator's own server did not vouch for anybody who has an account here."""
    return render(request, "account/refused.html", status=403)
