"""The link with which somebody chooses a first password."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.urls import reverse

from dure.network.models import Account


def password_path(account: Account) -> str:
    """The address, below that of the site; it works once and for some days."""
    key = (user_pk_to_url_str(account), default_token_generator.make_token(account))
    return reverse("account_reset_password_from_key", args=key)
