"""Addresses of the feed."""

from django.urls import path

from dure.feed import views

app_name = "feed"
urlpatterns = [
    path("feed", views.feed, name="feed"),
    path("feed/stream", views.stream, name="stream"),
]
