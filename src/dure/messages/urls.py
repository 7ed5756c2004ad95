"""Addresses of messages."""

from django.urls import path

from dure.messages import views

app_name = "messages"
urlpatterns = [
    path("messages", views.messages, name="messages"),
    path("messages/new", views.write, name="new"),
    path("messages/group", views.write_to_group, name="group"),
    path("messages/templates", views.templates, name="templates"),
    path("messages/templates/<slug:code>", views.template, name="template"),
    path("messages/<uuid:key>", views.message, name="message"),
    path("messages/<uuid:key>/by-hand", views.by_hand, name="by-hand"),
    path("m/stop/<str:token>", views.stop, name="stop"),
]
