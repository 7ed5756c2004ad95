"""Cases as a Django app."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "dure.cases"
    label = "cases"

    def ready(self) -> None:
        from dure.cases import events, folds, reactions  # noqa: F401  (they register themselves)
