"""Rights as a Django app."""

from django.apps import AppConfig


class RightsConfig(AppConfig):
    name = "dure.rights"
    label = "rights"

    def ready(self) -> None:
        from dure.rights import events  # noqa: F401  (registers the event types)
