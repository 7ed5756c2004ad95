"""Addresses of the pages that cross rooms."""

from django.urls import URLPattern, path

from dure.desk.views import counts, work

app_name = "desk"

urlpatterns: list[URLPattern] = [
    path("desk", work.work, name="work"),
    path("counts", counts.counts, name="counts"),
]
