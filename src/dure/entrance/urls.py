"""Addresses of signing in without a password, and of accounts by choice."""

from django.urls import path

from dure.entrance import views

app_name = "entrance"
urlpatterns = [
    path("enter", views.enter, name="enter"),
    path("enter/code", views.code, name="code"),
    path("enter/links/<str:token>", views.join, name="join"),
    path("people/<uuid:key>/account", views.account, name="account"),
]
