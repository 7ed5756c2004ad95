"""Signing in without a password as a Django app."""

from django.apps import AppConfig


class EntranceConfig(AppConfig):
    name = "dure.entrance"
    label = "entrance"
