"""Addresses of imports and of lists taken out."""

from django.urls import path

from dure.imports import views

app_name = "imports"
urlpatterns = [
    path("imports", views.imports, name="imports"),
    path("imports/lists/<slug:kind>", views.taking_out, name="list"),
    path("imports/<uuid:key>", views.batch, name="batch"),
    path("imports/<uuid:key>/carrying-out", views.carrying, name="carrying-out"),
    path("imports/<uuid:key>/undoing", views.undoing, name="undoing"),
    path("imports/<uuid:key>/faults", views.faults, name="faults"),
]
