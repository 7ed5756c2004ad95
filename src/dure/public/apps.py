"""Public pages as a Django app."""

from django.apps import AppConfig


class PublicConfig(AppConfig):
    name = "dure.public"
    label = "public"
