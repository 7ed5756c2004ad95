"""Who did it: a person, the system itself, or another installation."""

from typing import NamedTuple
from uuid import UUID


class Actor(NamedTuple):
    """The one an entry is recorded by."""

    kind: str
    uid: UUID | None = None


SYSTEM = Actor("system")


def person(uid: UUID) -> Actor:
    """A person of this installation."""
    return Actor("person", uid)
