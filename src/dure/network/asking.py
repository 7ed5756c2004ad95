"""A request whose reader is known."""

from django.http import HttpRequest

from dure.network.standing import Standing


class Request(HttpRequest):
    """What views receive: the middleware has put the reader's standing on it."""

    standing: Standing
