"""Matching as a Django app."""

from django.apps import AppConfig


class MatchingConfig(AppConfig):
    name = "dure.matching"
    label = "matching"
