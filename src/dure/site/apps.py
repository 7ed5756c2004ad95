"""The site as a Django app."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "dure.site"
    label = "site"

    def ready(self) -> None:
        from dure.feed.hub import hub
        from dure.notices.queries import unread_signs

        hub.also("notices", unread_signs)
