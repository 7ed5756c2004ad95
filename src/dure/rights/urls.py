"""Addresses of requests about personal data."""

from django.urls import path

from dure.rights import views

app_name = "rights"
urlpatterns = [
    path("people/<uuid:key>/rights", views.request_new, name="request-new"),
    path("rights", views.requests, name="requests"),
    path("rights/<uuid:key>", views.subject_request, name="request"),
    path("rights/<uuid:key>/answer", views.answer, name="answer"),
    path("rights/<uuid:key>/withdrawal", views.withdrawal, name="withdrawal"),
    path("rights/<uuid:key>/lifting", views.lifting, name="lifting"),
]
