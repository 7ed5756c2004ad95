"""A request whose reader is known."""

from uuid import UUID

from django.http import HttpRequest

from dure.network.standing import Standing


class Request(HttpRequest):
    """What views receive: the middleware has put the reader's standing on it."""

    standing: Standing


def key_of(text: str) -> UUID | None:
    """The key a text stands for; None when it is none."""
    try:
        return UUID(text)
    except ValueError:
        return None
