"""The address by which somebody refuses messages without signing in."""

from uuid import UUID

from django.conf import settings
from django.core import signing

SALT = "dure.messages.stop"


def stop_address(person: UUID) -> str:
    """Where a person refuses with one tap."""
    return f"{settings.BASE_URL}/m/stop/{signing.Signer(salt=SALT).sign_object(person.hex)}"


def person_of(token: str) -> UUID | None:
    """Whose refusal an address is; None for anything not signed here."""
    try:
        return UUID(signing.Signer(salt=SALT).unsign_object(token))
    except (signing.BadSignature, ValueError):
        return None
