"""Addresses of the API, its description, and one's own tokens."""

from collections.abc import Iterable

from django.urls import URLPattern, URLResolver, include, path, re_path

from dure.api import views
from dure.api.app import api
from dure.api.calls import answered, unknown


def _answered(patterns: Iterable[URLPattern | URLResolver]) -> list[URLPattern]:
    """Every call goes the same way, whichever room answers it."""
    found = [each for each in patterns if isinstance(each, URLPattern)]
    for each in found:
        each.callback = answered(each.callback)
    return found


calls, _app, namespace = api.urls
urlpatterns = [
    path("tokens", views.tokens, name="tokens"),
    path("tokens/<int:key>/revocation", views.revocation, name="token_revocation"),
    path("api/openapi.json", views.openapi, name="openapi"),
    path("api/docs", views.docs, name="api_docs"),
    path("api/", include((_answered(calls), "ninja"), namespace=namespace)),
    re_path(r"^api(?:/.*)?$", answered(unknown)),
]
