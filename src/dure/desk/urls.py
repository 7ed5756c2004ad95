"""Addresses of the pages that cross rooms."""

from django.urls import URLPattern

app_name = "desk"

urlpatterns: list[URLPattern] = []
