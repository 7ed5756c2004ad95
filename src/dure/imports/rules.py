"""Imports belong to the office that brings its lists."""

from uuid import UUID

from dure.imports.models import Import
from dure.ledger.errors import NotFound
from dure.network.standing import Standing


def may_import(by: Standing, office_id: UUID) -> bool:
    """Staff of an office bring and take its own lists."""
    return by.is_system or office_id in by.offices


def must_import(by: Standing, office_id: UUID) -> None:
    """For everybody else there is no such office to import for."""
    if not may_import(by, office_id):
        raise NotFound("not_found")


def must_keep(by: Standing, batch: Import) -> None:
    """An import is known to its office."""
    must_import(by, batch.office_id)
