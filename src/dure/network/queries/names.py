"""Names of objects by key, many at once and of every type in one statement."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.db import connection

from dure.ledger.refs import Ref

NAMES = {
    "person": "select id, name, name_en from network_person where id = any(%s)",
    "organisation": "select id, name, name_en from network_organisation where id = any(%s)",
    "office": "select id, name, name_en from network_office where id = any(%s)",
    "group": "select id, name, name_en from network_cluster_group where id = any(%s)",
    "complex": "select id, name, name_en from network_complex where id = any(%s)",
    "service": "select id, name, '' from network_service where id = any(%s)",
}


def names_of(refs: Iterable[Ref], *, language: str = "ko") -> dict[UUID, str]:
    """The name of each object of the network; English where the reader does not read Korean and there is one."""
    wanted: dict[str, set[UUID]] = defaultdict(set)
    for ref in refs:
        if ref.type in NAMES:
            wanted[ref.type].add(ref.uid)
    if not wanted:
        return {}
    statement = " union all ".join(NAMES[type] for type in wanted)
    with connection.cursor() as cursor:
        cursor.execute(statement, [list(uids) for uids in wanted.values()])
        rows = cursor.fetchall()
    return {uid: (name_en or name) if language != "ko" else name for uid, name, name_en in rows}
