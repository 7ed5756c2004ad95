"""Support programmes, agencies, authorities and hotlines, with their language versions."""

from collections.abc import Iterator
from typing import Any

from dure.demo.people import store
from dure.demo.sources import DATA, read
from dure.demo.telling import LANGUAGES
from dure.demo.world import World
from dure.network.models import Service, Wording


def load_services(world: World) -> None:
    """Every service of the hand-written list."""
    path = DATA / "services.yaml"
    rows = read(path) if path.exists() else []
    world.services = [_service(world, row) for row in rows]
    store(world.services)
    pairs = zip(world.services, rows, strict=True)
    store([wording for service, row in pairs for wording in _wordings(service, row.get("wordings") or {})])


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


def _wordings(service: Service, languages: dict[str, dict[str, str]]) -> Iterator[Wording]:
    for code, texts in languages.items():
        for field, text in texts.items():
            yield Wording(
                object_type=Service.ref_type,
                object_uid=service.pk,
                field=field,
                language=LANGUAGES[code],
                text=text,
                state="APPROVED",
                source_version=1,
            )
