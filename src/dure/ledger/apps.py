"""The ledger as a Django app: puts guards on every table after a migration."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class LedgerConfig(AppConfig):
    name = "dure.ledger"
    label = "ledger"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from dure.ledger.guards import hang_doors

        post_migrate.connect(hang_doors, dispatch_uid="ledger.hang_doors")
