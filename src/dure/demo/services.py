"""Support programmes, agencies, authorities and hotlines."""

from typing import Any

from dure.demo.people import store
from dure.demo.sources import DATA, read
from dure.demo.world import World
from dure.network.models import Service


def load_services(world: World) -> None:
    """Every service of the hand-written list."""
    path = DATA / "services.yaml"
    rows = read(path) if path.exists() else []
    world.services = [_service(world, row) for row in rows]
    store(world.services)


def _service(world: World, row: dict[str, Any]) -> Service:
    return Service(
        code=row["code"],
        kind=row["kind"],
        name=row["name"],
        text=row["text"],
        whom_for=row.get("whom_for", ""),
        conditions=row.get("conditions", ""),
        needs=row.get("needs", []),
        office=world.offices.get(row.get("office", "")),
        contact=row.get("contact", ""),
    )
