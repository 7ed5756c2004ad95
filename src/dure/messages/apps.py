"""Messages as a Django app."""

from django.apps import AppConfig


class MessagesConfig(AppConfig):
    name = "dure.messages"
    label = "dure_messages"

    def ready(self) -> None:
        from dure.messages import events  # noqa: F401  (registers the event types)
