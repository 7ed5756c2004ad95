"""Addresses of the register: organisations, people, experts, groups, places and services."""

from django.urls import URLPattern

app_name = "network"

urlpatterns: list[URLPattern] = []
