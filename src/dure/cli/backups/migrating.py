"""Brings an empty database to the form that a backup has, and afterwards to the present one."""

from typing import Any

from dure.cli.cluster import CannotStart

Step = tuple[str, str]


def migrate_as(migrations: dict[str, list[str]], made_by: str) -> None:
    """Make the tables as they were when the backup was made; Django is set up, as the owner."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    wanted = {(app, name) for app, names in migrations.items() for name in names}
    unknown = sorted(wanted - set(executor.loader.disk_migrations) - set(executor.loader.replacements))
    if unknown:
        why = (
            f"the backup was made by a newer Dure ({made_by}, {'.'.join(unknown[0])}): install that one first"
        )
        raise CannotStart(why)
    applied = set(executor.loader.applied_migrations)
    if applied - wanted:
        raise CannotStart(
            "the tables of this database are newer than the backup: make a new empty database for it"
        )
    executor.migrate([step for step in _last(executor.loader.graph, wanted) if step not in applied])


def migrate_on() -> None:
    """Bring the restored data to the present form."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def _last(graph: Any, wanted: set[Step]) -> list[Step]:
    """The steps after which no other one of the same app was taken."""
    later = {
        step: {child.key for child in graph.node_map[step].children}
        for step in wanted
        if step in graph.node_map
    }
    return sorted(
        step for step, children in later.items() if not any(c in wanted and c[0] == step[0] for c in children)
    )
