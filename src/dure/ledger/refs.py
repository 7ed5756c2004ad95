"""How an entry names an object: its type and its key."""

from typing import NamedTuple
from uuid import UUID

import uuid_utils.compat


class Ref(NamedTuple):
    """An object of any room."""

    type: str
    uid: UUID


def new_uid() -> UUID:
    """A key that sorts by the time it was made (UUID version 7, RFC 9562)."""
    return uuid_utils.compat.uuid7()
