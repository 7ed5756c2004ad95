"""Tokens of programs: shown once, kept as a digest."""

import hashlib
import secrets

from dure.api.models import Token
from dure.ledger import clock
from dure.ledger.doors import keeping
from dure.network.models import Account


def make_token(account: Account) -> str:
    """A new token of an account."""
    token = f"dure_{secrets.token_urlsafe(32)}"
    with keeping():
        Token.objects.create(digest=_digest(token), account=account, made_at=clock.now())
    return token


def account_of(token: str) -> Account | None:
    """The account a token belongs to, unless it was revoked."""
    found = Token.objects.filter(digest=_digest(token), revoked_at=None, account__is_active=True)
    row = found.select_related("account__person").first()
    return row.account if row else None


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
