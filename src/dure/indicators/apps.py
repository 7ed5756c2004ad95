"""The indicators as a Django app."""

from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    name = "dure.indicators"
    label = "indicators"

    def ready(self) -> None:
        from dure.indicators import reading  # noqa: F401  (registers the reader)
