"""Folded fields: what a row says must follow from the events that touched it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import models

from dure.ledger.models import Entry


@dataclass(frozen=True)
class Fold:
    """Which fields of a model follow from events: the last payload value or touch of a role wins."""

    model: type[models.Model]
    role: str
    payload: Mapping[str, str] = field(default_factory=dict)
    touched: Mapping[str, str] = field(default_factory=dict)
    also: Callable[[dict[str, Any], Entry], None] | None = None


FOLDS: list[Fold] = []


def folds(fold: Fold) -> Fold:
    """Have a fold checked after every action test and by `dure check ledger`."""
    FOLDS.append(fold)
    return fold


@dataclass(frozen=True)
class Difference:
    """A field that its events do not explain."""

    table: str
    uid: UUID
    field: str
    stored: Any
    folded: Any


def folded_state(fold: Fold, uid: UUID) -> dict[str, Any]:
    """The fields of one object as its events tell them."""
    state: dict[str, Any] = {}
    entries = (
        Entry.objects.filter(touches__uid=uid, touches__role=fold.role)
        .order_by("number", "id")
        .prefetch_related("touches")
    )
    for entry in entries:
        fold_entry(fold, state, entry)
    return state


def fold_entry(fold: Fold, state: dict[str, Any], entry: Entry) -> None:
    """Let one entry change a folded state in place."""
    payload = entry.payload or {}
    for name, key in fold.payload.items():
        if key in payload:
            state[name] = payload[key]
    touched = {touch.role: touch.uid for touch in entry.touches.all()}
    for name, role in fold.touched.items():
        if role in touched:
            state[name] = touched[role]
    for name in payload.get("cleared", ()):
        state[name] = None
    if fold.also:
        fold.also(state, entry)


def differences(fold: Fold) -> Iterator[Difference]:
    """Every row of a model whose folded fields differ from its events."""
    names = [*fold.payload, *fold.touched]
    for row in fold.model._default_manager.values("pk", *names).iterator(chunk_size=500):
        state = folded_state(fold, row["pk"])
        for name in names:
            if _plain(row[name]) != _plain(state.get(name)):
                yield Difference(fold.model._meta.db_table, row["pk"], name, row[name], state.get(name))


def all_differences() -> Iterator[Difference]:
    """The check of every declared fold."""
    for fold in FOLDS:
        yield from differences(fold)


def _plain(value: Any) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, models.Model):
        return str(value.pk)
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
