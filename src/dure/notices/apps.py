"""Notices as a Django app."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "dure.notices"
    label = "notices"

    def ready(self) -> None:
        from dure.notices import reading  # noqa: F401  (registers the reader)
