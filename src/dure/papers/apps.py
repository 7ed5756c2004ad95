"""Papers as a Django app."""

from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "dure.papers"
    label = "papers"

    def ready(self) -> None:
        from dure.papers import events  # noqa: F401  (registers the event types)
