"""Names of objects by key, many at once."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from dure.ledger.refs import Ref
from dure.network.models import Complex, Group, Office, Organisation, Person, Service

NAMED = {
    "person": Person,
    "organisation": Organisation,
    "office": Office,
    "group": Group,
    "complex": Complex,
    "service": Service,
}


def names_of(refs: Iterable[Ref], *, language: str = "ko") -> dict[UUID, str]:
    """The name of each object of the network; English where the reader does not read Korean and there is one."""
    wanted: dict[str, set[UUID]] = defaultdict(set)
    for ref in refs:
        if ref.type in NAMED:
            wanted[ref.type].add(ref.uid)
    found: dict[UUID, str] = {}
    for type, uids in wanted.items():
        model = NAMED[type]
        columns = {field.name for field in model._meta.get_fields()}
        foreign = language != "ko" and "name_en" in columns
        for row in model.objects.filter(pk__in=uids).values("pk", "name", *(["name_en"] if foreign else [])):  # type: ignore[attr-defined]
            found[row["pk"]] = (row.get("name_en") or row["name"]) if foreign else row["name"]
    return found
