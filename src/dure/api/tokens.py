"""Tokens of programs: shown once, kept as a digest."""

import hashlib
import secrets
from datetime import timedelta

from django.db.models import QuerySet

from dure.api.models import Token
from dure.ledger import clock
from dure.ledger.doors import keeping
from dure.ledger.errors import NotFound, Refused
from dure.network.models import Account

MOST_TOKENS = 50
SEEN_AGAIN = timedelta(minutes=1)


def make_token(account: Account, *, name: str = "") -> str:
    """A new token of an account; nobody can read it again afterwards."""
    if tokens_of(account).count() >= MOST_TOKENS:
        raise Refused("too_many_tokens", most=MOST_TOKENS)
    token = f"dure_{secrets.token_urlsafe(32)}"
    with keeping():
        Token.objects.create(digest=_digest(token), account=account, name=name[:80], made_at=clock.now())
    return token


def tokens_of(account: Account) -> QuerySet[Token]:
    """Tokens of an account that still open something, the newest first."""
    return Token.objects.filter(account=account, revoked_at=None).order_by("-pk")


def revoke_token(account: Account, key: int) -> None:
    """A token opens nothing any more."""
    with keeping():
        if not tokens_of(account).filter(pk=key).update(revoked_at=clock.now()):
            raise NotFound("not_found")


def find_token(secret: str) -> Token | None:
    """The token of a secret with its account, unless either was closed."""
    found = Token.objects.filter(digest=_digest(secret), revoked_at=None, account__is_active=True)
    return found.select_related("account__person").first()


def note_use(token: Token) -> None:
    """Remember when a token was used last, to the minute."""
    now = clock.now()
    if token.used_at is None or now - token.used_at > SEEN_AGAIN:
        with keeping():
            Token.objects.filter(pk=token.pk).update(used_at=now)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()
