"""The address of a link: its key with a signature, so that nothing that opens it is stored.

A token is base64url(key ‖ HMAC-SHA256(secret, key)[:14]): 40 characters without a spare bit. 112 bits of signature cannot
be guessed, and whoever reads the database learns no address. Source: RFC 2104; the key is derived by Django's salted_hmac.
"""

from base64 import b64decode, urlsafe_b64encode
from binascii import Error
from uuid import UUID

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

SALT = "dure.links"
SIGNATURE = 14
LENGTH = 40


def token_of(key: UUID) -> str:
    """What stands behind /l/ for a link."""
    return urlsafe_b64encode(key.bytes + _signature(key)).decode()


def address_of(key: UUID) -> str:
    """The whole address of a link, to be sent."""
    return f"{settings.BASE_URL}/l/{token_of(key)}"


def key_of(token: str) -> UUID | None:
    """The key of a link, or None for anything that was not signed here."""
    if len(token) != LENGTH:
        return None
    try:
        told = b64decode(token, altchars=b"-_", validate=True)
    except (Error, ValueError):
        return None
    key = UUID(bytes=told[:16])
    return key if constant_time_compare(told[16:], _signature(key)) else None


def _signature(key: UUID) -> bytes:
    return salted_hmac(SALT, key.bytes, algorithm="sha256").digest()[:SIGNATURE]
