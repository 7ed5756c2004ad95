"""The network as a Django app."""

from django.apps import AppConfig


class NetworkConfig(AppConfig):
    name = "dure.network"
    label = "network"

    def ready(self) -> None:
        # Importing registers the event types.
        from dure.network import (  # noqa: F401
            absence_events,
            consent_events,
            erasure_events,
            events,
            group_events,
            suspension_events,
        )
