"""The feed as a Django app."""

from django.apps import AppConfig


class FeedConfig(AppConfig):
    name = "dure.feed"
    label = "feed"

    def ready(self) -> None:
        from dure.feed import reading  # noqa: F401  (registers the reader)
