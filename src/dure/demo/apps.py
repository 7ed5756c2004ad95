"""The demonstration as a Django app."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """The demonstration network."""

    name = "dure.demo"
    label = "demo"
