"""Addresses of the matching: nouns only."""

from django.urls import path

from dure.matching import views

app_name = "matching"
urlpatterns = [
    path("matching/suggestions", views.suggestions, name="suggestions"),
    path("matching/cases/<str:number>/candidates", views.case_candidates, name="candidates"),
]
