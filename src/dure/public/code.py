"""The code that opens the first page of an empty installation to whoever runs it, and to nobody else."""

import base64
import hashlib
import hmac

from django.conf import settings


def start_code() -> str:
    """Twelve letters that follow from the secret key, so that every process knows them and no file keeps them."""
    made = hmac.new(settings.SECRET_KEY.encode(), b"dure first page", hashlib.sha256).digest()
    letters = base64.b32encode(made).decode()[:12]
    return "-".join(letters[place : place + 4] for place in (0, 4, 8))


def is_start_code(told: str) -> bool:
    """Whether somebody knows the code; spaces, hyphens and small letters do no harm."""
    letters = "".join(each for each in told.upper() if each.isalnum())
    return hmac.compare_digest(letters.encode(), start_code().replace("-", "").encode())
