"""Addresses of visits, the inbox and what the telephone needs."""

from django.urls import path

from dure.intake import outside, views

app_name = "intake"
urlpatterns = [
    path("sw.js", views.service_worker, name="service-worker"),
    path("c/<str:token>", outside.own_call, name="own-call"),
    path("call-me/<slug:code>", outside.call_me, name="call-me"),
    path("offices/<slug:code>/leaflet", outside.leaflet, name="leaflet"),
    path("contacts/pass", views.pass_for_queue, name="pass"),
    path("contacts/new", views.contact_new, name="contact-new"),
    path("contacts/<uuid:key>", views.contact, name="contact"),
    path("contacts/<uuid:key>/files/<uuid:file>", views.contact_file, name="contact-file"),
    path("organisations/<uuid:key>/contacts", views.contacts, name="contacts"),
    path("inbox", views.inbox, name="inbox"),
    path("inbox/<uuid:key>", views.item, name="item"),
    path("inbox/<uuid:key>/files/<uuid:file>", views.item_file, name="item-file"),
    path("findings/new", views.findings, name="findings"),
]
