"""Addresses of links: short for those who get one, nouns for the office."""

from django.urls import path

from dure.links import views

app_name = "links"
urlpatterns = [
    path("l/<str:token>", views.link, name="link"),
    path("l/<str:token>/check", views.check, name="check"),
    path("l/<str:token>/answer", views.answer, name="answer"),
    path("l/<str:token>/renewal", views.renewal, name="renewal"),
    path("links/cases/<str:number>", views.case_links, name="case"),
    path("links/<uuid:key>/revocation", views.revocation, name="revocation"),
]
