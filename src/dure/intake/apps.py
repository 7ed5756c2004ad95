"""Intake as a Django app."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "dure.intake"
    label = "intake"

    def ready(self) -> None:
        from dure.intake import events  # noqa: F401  (registers the event types)
