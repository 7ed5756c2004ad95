"""The one router of this room: calls with the same address must stand together."""

from ninja import Router

router = Router()
