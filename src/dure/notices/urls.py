"""Addresses of the notices."""

from django.urls import path

from dure.notices import views

app_name = "notices"
urlpatterns = [
    path("notices", views.notices, name="notices"),
    path("notices/mail", views.mail, name="mail"),
]
