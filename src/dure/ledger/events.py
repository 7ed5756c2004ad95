"""What an event is: a frozen dataclass with a type, touched objects in roles, and a payload of codes and numbers."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar
from uuid import UUID

from dure.ledger.refs import Ref

CODE = re.compile(r"[A-Za-z0-9_.:+/\-]{0,80}")
EVENTS: dict[str, type["Event"]] = {}


def touch(role: str, *, optional: bool = False) -> Any:
    """A field that holds a Ref (or a tuple of them) touched in a role."""
    kept: dict[str, Any] = {"metadata": {"role": role}}
    return field(default=None, **kept) if optional else field(**kept)


@dataclass(frozen=True, kw_only=True)
class Event:
    """The base of all that can happen; subclasses register themselves by their `type`."""

    type: ClassVar[str] = ""
    version: ClassVar[int] = 1
    says: ClassVar[Any] = ""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if not cls.type:
            return
        if cls.type in EVENTS:
            raise TypeError(f"two events are called {cls.type}")
        EVENTS[cls.type] = cls

    def touches(self) -> Iterator[tuple[str, Ref]]:
        """Role and object of everything this event touches."""
        for each in fields(self):
            role = each.metadata.get("role")
            value = getattr(self, each.name)
            if role is None or value is None:
                continue
            if isinstance(value, Ref):
                yield role, value
            else:
                for ref in value:
                    yield role, ref

    def payload(self) -> dict[str, Any]:
        """The rest: uids, codes, dates, counts and hours, never text that somebody wrote."""
        return {
            each.name: plain(getattr(self, each.name), where=f"{self.type}.{each.name}")
            for each in fields(self)
            if "role" not in each.metadata and getattr(self, each.name) is not None
        }


def plain(value: Any, *, where: str) -> Any:
    """A payload value as JSON; refuses whatever could carry text of a person."""
    if isinstance(value, bool | int):
        return value
    if isinstance(value, Decimal | date | datetime | UUID):
        return value.isoformat() if isinstance(value, date) else str(value)
    if isinstance(value, str):
        if not CODE.fullmatch(value):
            raise ValueError(f"{where} must be a code: the ledger holds no free text")
        return str(value)
    if isinstance(value, dict):
        return {plain(k, where=where): plain(v, where=where) for k, v in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(each, where=where) for each in value]
    raise TypeError(f"{where} cannot be recorded: {type(value).__name__}")
