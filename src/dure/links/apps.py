"""Links as a Django app."""

from django.apps import AppConfig


class LinksConfig(AppConfig):
    name = "dure.links"
    label = "links"

    def ready(self) -> None:
        from dure.links import events  # noqa: F401  (registers the event types)
