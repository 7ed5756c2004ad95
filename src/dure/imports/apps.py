"""Imports as a Django app."""

from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "dure.imports"
    label = "imports"

    def ready(self) -> None:
        from dure.imports import events  # noqa: F401  (registers the event types)
