"""The commons as a Django app."""

from django.apps import AppConfig


class CommonsConfig(AppConfig):
    name = "dure.commons"
    label = "commons"

    def ready(self) -> None:
        from dure.commons import events  # noqa: F401  (registers the event types)
