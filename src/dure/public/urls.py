"""Addresses of the public face."""

from django.urls import path

from dure.public import starting, views

app_name = "public"
urlpatterns = [
    path("", views.home, name="home"),
    path("start", starting.start, name="start"),
    path("privacy", views.privacy, name="privacy"),
    path("accessibility", views.accessibility, name="accessibility"),
    path("help", views.manual, name="manual"),
    path("help/<slug:name>", views.manual, name="manual-page"),
    path("groups/<slug:code>/stories", views.stories_of_group, name="stories-of-group"),
]
