"""The feed as a Django app."""

from django.apps import AppConfig


class FeedConfig(AppConfig):
    name = "dure.feed"
    label = "feed"
